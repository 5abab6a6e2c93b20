"""What the dashboard counts of a period: from the kept counts, or, for a text, from the newest rows that hold it.

In: what to look for. Out: counts by each question. Always holds: both ways tell the same where all rows are looked at,
and say where they are not.
"""

from collections.abc import Mapping
from dataclasses import replace
from statistics import median_low
from typing import Protocol

from sqlmodel import Session

from app.feedback.days import Days
from app.store import inbox, reports
from app.store.found import Found, find
from app.store.listing import Wanted
from app.store.reports import Counted, of_reports

MAX_COURIERS = 200
MAX_POINTS = 400


class Counts(Protocol):
    """What was counted."""

    is_whole: bool
    """Whether all that fits was looked at."""
    total: Counted
    published: int
    answer_time: int | None

    def by_day(self) -> Mapping[int, Counted]:
        """Of each day, or block of days, those without any in between too."""

    def by_courier(self) -> Mapping[int, Counted]:
        """Of each courier."""

    def by_reason(self) -> Mapping[str, Counted]:
        """Of each reason."""

    def by_hour(self) -> Mapping[int, Counted]:
        """Of each hour of the week."""


class OfKept:
    """From the kept counts, as far as they tell it."""

    is_whole = True

    def __init__(self, session: Session, wanted: Wanted, span: int) -> None:
        self._session, self._wanted, self._span = session, wanted, span
        self.total = reports.total(session, wanted)
        any_ = self.total.ratings.count > 0
        self.published = reports.total(session, replace(wanted, published=True)).ratings.count if any_ else 0
        self.answer_time = inbox.answer_time(session, wanted)

    def by_day(self) -> Mapping[int, Counted]:
        return reports.by_day(self._session, self._wanted, self._span, MAX_POINTS)

    def by_courier(self) -> Mapping[int, Counted]:
        return reports.by_courier(self._session, self._wanted, MAX_COURIERS)

    def by_reason(self) -> Mapping[str, Counted]:
        return reports.by_reason(self._session, self._wanted)

    def by_hour(self) -> Mapping[int, Counted]:
        return reports.by_hour(self._session, self._wanted)


class OfRows:
    """From the rows themselves."""

    def __init__(self, session: Session, wanted: Wanted, span: int, days: Days) -> None:
        self._found: Found = find(session, replace(wanted, corrected=False, report=of_reports(wanted)))
        self._span, self._days = span, days
        self.is_whole = self._found.all_of_them
        self.total = self._found.total()
        self.published = sum(line.published_at is not None for line in self._found.lines)
        answered = inbox.answered_after(session, [line.id for line in self._found.lines if line.asks])
        self.answer_time = median_low(answered) if answered else None

    def by_day(self) -> Mapping[int, Counted]:
        found = self._found.by_day(self._days, self._span)
        every = range(min(found), max(found) + 1, self._span) if found else ()
        nothing = Found((), True).total()
        return {day: found.get(day, nothing) for day in list(every)[-MAX_POINTS:]}

    def by_courier(self) -> Mapping[int, Counted]:
        return dict(list(self._found.by_courier().items())[:MAX_COURIERS])

    def by_reason(self) -> Mapping[str, Counted]:
        return self._found.by_reason()

    def by_hour(self) -> Mapping[int, Counted]:
        return self._found.by_hour(self._days)
