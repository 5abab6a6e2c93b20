"""When to try again, and whether to try at all. Pure: time and chance are handed in.

Waits double and each is drawn from nothing up to its whole (full jitter), so that those who failed together don't come
back together.
"""

import math
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_SECONDS = 1.0
# A backend that says "in a year" is asked after an hour.
LONGEST_ASKED_SECONDS = 3600.0
# So many failures in a row, and the backend is left alone.
FAILURES = 3

Chance = Callable[[], float]


def wait(failures: int, longest: float, chance: Chance = random.random) -> float:
    """Seconds to wait after so many failures in a row (1 or more)."""
    # Beyond that the power has no meaning, and no end.
    doublings = min(failures - 1, 30)
    return float(chance() * min(longest, FIRST_SECONDS * 2**doublings))


def asked_for(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for: a number or a date; None when it asks for nothing."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            moment = parsedate_to_datetime(header)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return min(max(0.0, seconds), LONGEST_ASKED_SECONDS) if math.isfinite(seconds) else None


class Breaker:
    """Leaves a dead backend alone: after some failures nothing is sent for a while; then one attempt decides."""

    def __init__(
        self, longest: float, clock: Callable[[], float] = time.monotonic, chance: Chance = random.random
    ) -> None:
        self._longest = longest
        self._clock = clock
        self._chance = chance
        self._failures = 0
        self._until: float | None = None
        self._trying = False
        # Why it is open, as a sentence.
        self.reason: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the backend is left alone; it closes when an attempt succeeds."""
        return self._until is not None

    def may_try(self) -> bool:
        """Whether to send now. While it is open, one may at a time, after the wait."""
        if self._until is None:
            return True
        if self._trying or self._clock() < self._until:
            return False
        self._trying = True
        return True

    def seconds(self) -> float:
        """How long until the next attempt may begin."""
        return 0.0 if self._until is None else max(0.0, self._until - self._clock())

    def succeeded(self) -> None:
        """The backend works."""
        self._failures = 0
        self._until = None
        self._trying = False
        self.reason = None

    def gave_up(self) -> None:
        """The attempt ended before the backend was asked."""
        self._trying = False

    def failed(self, reason: str, after: float | None = None, *, at_once: bool = False) -> None:
        """The backend didn't work; `after` when it said when, `at_once` when there is no use in asking on."""
        self._failures += 1
        self._trying = False
        if after is None and not at_once and self._failures < FAILURES:
            return
        rounds = max(1, self._failures - FAILURES + 1)
        pause = wait(rounds, self._longest, self._chance) if after is None else after
        self._until = self._clock() + pause
        self.reason = reason
