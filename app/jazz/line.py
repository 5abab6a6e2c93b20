"""The rooms that wait to be drained, in turn. Pure: time and chance are handed in.

In: names of rooms in which something was committed, and of rooms where it went wrong. Out: whose turn it is. Always
holds: a room stands in line once, and one that is worked on is worked on once; what is committed meanwhile brings it
back into line. Who comes back stands behind the others, so that much in one room doesn't hold up little in another.
"""

import heapq
from collections.abc import Callable

from app.jazz.retry import FIRST_SECONDS, Chance, wait


class Line:
    """Rooms in turn."""

    def __init__(self, longest: float, clock: Callable[[], float], chance: Chance) -> None:
        self._longest = longest
        self._clock = clock
        self._chance = chance
        # Since when they wait, in the order of their turns.
        self._waiting: dict[str, float] = {}
        # What is worked on, and how often something was committed there meanwhile.
        self._busy: dict[str, int] = {}
        self._due: dict[str, float] = {}
        self._heap: list[tuple[float, str]] = []
        self.failures: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._waiting) + len(self._busy) + len(self._due)

    @property
    def put_off(self) -> int:
        """How many are to be tried again later."""
        return len(self._due)

    def knows(self, room: str) -> bool:
        """Whether the room is in line, worked on or put off."""
        return room in self._waiting or room in self._busy or room in self._due

    def is_busy(self, room: str) -> bool:
        """Whether the room is worked on."""
        return room in self._busy

    def lag(self) -> float:
        """For how many seconds the first in line has waited."""
        first = next(iter(self._waiting.values()), None)
        return 0.0 if first is None else self._clock() - first

    def add(self, room: str) -> None:
        """Something was committed in the room."""
        if room in self._busy:
            self._busy[room] += 1
        elif room in self._due:
            # New records needn't wait as long as those that failed; but failures keep their distance.
            self._put_off(room, min(self._due[room], self._clock() + FIRST_SECONDS))
        else:
            self._waiting.setdefault(room, self._clock())

    def take(self, most: int) -> list[str]:
        """Those whose turn it is; each has to be given back."""
        self._come_due()
        taken = [room for room, _ in zip(self._waiting, range(most), strict=False)]
        for room in taken:
            del self._waiting[room]
            self._busy[room] = 0
        return taken

    def seconds(self) -> float | None:
        """How long until somebody has a turn; None when nobody waits."""
        if self._waiting:
            return 0.0
        if not self._due:
            return None
        while self._heap and self._due.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return max(0.0, self._heap[0][0] - self._clock())

    def done(self, room: str, *, more: bool, own: int = 0) -> bool:
        """Given back; `more` when it has another turn. Whether it is at rest now.

        It isn't when something was committed meanwhile, but for those commits that were our `own`.
        """
        self.failures.pop(room, None)
        if self._busy.pop(room) > own or more:
            self._waiting[room] = self._clock()
            return False
        return True

    def failed(self, room: str) -> float:
        """Given back, and to be tried again after so many seconds."""
        self._busy.pop(room)
        failures = self.failures[room] = self.failures.get(room, 0) + 1
        seconds = wait(failures, self._longest, self._chance)
        self._put_off(room, self._clock() + seconds)
        return seconds

    def put_off_for(self, room: str, seconds: float, failures: int) -> None:
        """As it was left by a process before this one."""
        if not self.knows(room):
            self.failures[room] = failures
            self._put_off(room, self._clock() + min(max(0.0, seconds), self._longest))

    def hurry(self) -> None:
        """What hindered them is over: whoever was put off has a turn."""
        for room in list(self._due):
            del self._due[room]
            self._waiting.setdefault(room, self._clock())
        self._heap.clear()

    def _put_off(self, room: str, due: float) -> None:
        self._due[room] = due
        heapq.heappush(self._heap, (due, room))

    def _come_due(self) -> None:
        now = self._clock()
        while self._heap and self._heap[0][0] <= now:
            due, room = heapq.heappop(self._heap)
            if self._due.get(room) == due:
                del self._due[room]
                self._waiting.setdefault(room, now)
