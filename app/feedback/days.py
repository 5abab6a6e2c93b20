"""Days, weeks and hours as the house counts them: by our own clock, in one time zone.

Pure. In: moments. Out: the day and the hour of the week that they fall into, and the blocks of days that make up a
period. Always holds: days are numbered as `date.toordinal` does, so every block of seven begins on a Monday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from app.clock import time_zone

DAY = 1
WEEK = 7
FOUR_WEEKS = 28
# Each is a multiple of the one before: a long period is few blocks.
SPANS = (DAY, WEEK, FOUR_WEEKS)
HOURS = 24
SLOTS = WEEK * HOURS


class Place(NamedTuple):
    """Where a moment falls."""

    day: int
    slot: int
    """The hour of the week: 0 is Monday from midnight to one."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first up to the end, which is not in it."""

    first: int
    end: int

    def blocks(self) -> dict[int, list[int]]:
        """The fewest blocks that make it up: for each span the days on which they begin."""
        found: dict[int, list[int]] = {span: [] for span in SPANS}
        day = self.first
        while day < self.end:
            span = max(span for span in SPANS if block(day, span) == day and day + span <= self.end)
            found[span].append(day)
            day += span
        return {span: starts for span, starts in found.items() if starts}

    def starts(self, span: int) -> Iterator[int]:
        """The days on which its blocks of one span begin, the one that it begins within included."""
        return iter(range(block(self.first, span), self.end, span) if self.first < self.end else ())


class Days:
    """The days of a time zone."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self._zone = time_zone(zone)

    def place(self, moment: datetime) -> Place:
        """Where the moment falls."""
        return _place(moment.astimezone(self._zone))

    def place_at(self, timestamp: int) -> Place:
        """Where a moment falls that is told in seconds since 1970."""
        return _place(datetime.fromtimestamp(timestamp, self._zone))

    def begins(self, day: int) -> datetime:
        """The moment at which the day begins."""
        return datetime.combine(date.fromordinal(day), time(), self._zone).astimezone(UTC)

    def beginning_at(self, moment: datetime) -> int | None:
        """The day that begins at this moment; None when it lies within one."""
        day = self.place(moment).day
        return day if self.begins(day) == moment else None


def _place(local: datetime) -> Place:
    return Place(local.toordinal(), local.weekday() * HOURS + local.hour)


def block(day: int, span: int) -> int:
    """The day on which the block that holds this day begins."""
    return day - (day - 1) % span
