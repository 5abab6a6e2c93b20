"""The rooms that nobody looks after, as sweep after sweep finds them. Pure.

In: at each sweep, the rooms in which something isn't drained, and how far their journals have come. Out: those that are
to be taken up here. Always holds: a room stays in other hands as long as it moves, and a manager's room from the start,
as its manager may be on another node; but a manager's room isn't spared for ever: some write there and never drain.
"""

from collections import Counter
from collections.abc import Mapping, Set

from app.jazz.bridge import is_managers

# So often in a row a manager's room that moves is left to its manager.
LONGEST_SWEEPS = 5


class Strays:
    """What the last sweep has found, to know by it what stands still."""

    def __init__(self) -> None:
        self._heads: Mapping[str, int] | None = None
        self._spared: Counter[str] = Counter()

    def among(self, heads: Mapping[str, int]) -> Set[str]:
        """Those of these rooms that are to be taken up now."""
        before = self._heads or {}
        moving = {room for room, head in heads.items() if before.get(room) != head}
        managers = {room for room in moving if is_managers(room)}
        late = {room for room in managers if self._spared[room] >= LONGEST_SWEEPS}
        others = moving if self._heads is not None else managers
        self._spared = Counter({room: self._spared[room] + 1 for room in managers - late})
        self._heads = dict(heads)
        return heads.keys() - (others - late)
