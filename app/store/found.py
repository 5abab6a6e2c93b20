"""What a text finds, newest first, and what the newest of it add up to.

In: what to look for. Out: rows; or of so many of the newest that nobody waits for them, the same counts that
app/store/reports.py gives. Always holds: however many rows hold a word, only those are read that are asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select
from sqlmodel import Session, col, select

from app.feedback.days import DAY, Days, block
from app.feedback.entry import counted_as
from app.feedback.scoring import Ratings
from app.store.listing import Order, Position, Wanted, next_rows, sorted_page, stars_in_order
from app.store.reports import Counted, of_reports, total
from app.store.search import newest
from app.store.tables import FeedbackRow
from app.store.words import words_in

# How far the dashboard looks back, and up to how many the list counts.
MOST = 500
COLUMNS = ("id", "received_at", "courier_id", "rating", "needs_follow_up", "reasons", "published_at")

Chosen = TypeVar("Chosen", bound=Select[Any])
Keys = Callable[["Line"], Iterable[Any]]


class Line(NamedTuple):
    """What is counted of a row."""

    id: str
    received_at: datetime
    courier: int
    rating: int
    asks: bool
    reasons: Sequence[str]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """The newest rows that fit, and whether they are all."""

    lines: Sequence[Line]
    all_of_them: bool

    def total(self) -> Counted:
        """Of all."""
        return self._groups(lambda _: ("",)).get("", Counted(Ratings(), 0))

    def by_courier(self) -> Mapping[int, Counted]:
        """Of each courier, those first who were rated most often."""
        return _by_count(self._groups(lambda line: (line.courier,)))

    def by_reason(self) -> Mapping[str, Counted]:
        """Of each reason."""
        return _by_count(self._groups(lambda line: {counted_as(reason) for reason in line.reasons}))

    def by_hour(self, days: Days) -> Mapping[int, Counted]:
        """Of each hour of the week."""
        return self._groups(lambda line: (days.place(line.received_at).slot,))

    def by_day(self, days: Days, span: int = DAY) -> Mapping[int, Counted]:
        """Of each day, or block of days, that has any."""
        return self._groups(lambda line: (block(days.place(line.received_at).day, span),))

    def _groups(self, keys: Keys) -> dict[Any, Counted]:
        stars: dict[Any, dict[int, int]] = {}
        asked: dict[Any, int] = {}
        for line in self.lines:
            for key in keys(line):
                counts = stars.setdefault(key, {})
                counts[line.rating] = counts.get(line.rating, 0) + 1
                asked[key] = asked.get(key, 0) + line.asks
        return {key: Counted(Ratings.of(counts), asked[key]) for key, counts in stars.items()}


def find(session: Session, wanted: Wanted, most: int | None = None) -> Found:
    """The newest that fit, up to so many."""
    most = MOST if most is None else most
    columns = select(*(col(getattr(FeedbackRow, name)) for name in COLUMNS))
    connection = session.connection()
    if _is_searched(session, wanted):
        places = newest(session, wanted, None, most + 1)
        these = col(FeedbackRow.id).in_([place.id for place in places[:most]])
        return Found([Line(*row) for row in connection.execute(columns.where(these))], len(places) <= most)
    rows = connection.execute(next_rows(session, columns, wanted, None, most + 1)).all()
    return Found([Line(*row) for row in rows[:most]], len(rows) <= most)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list, and how many rows there are in all, or at least."""

    rows: Sequence[FeedbackRow]
    total: int
    is_counted: bool


def read_list(session: Session, wanted: Wanted, order: Order, after: tuple[int, Position] | None, size: int) -> Listed:
    """The next rows that count now, with how many there are."""
    current = replace(wanted, corrected=False)
    if wanted.text:
        found = find(session, replace(current, report=of_reports(wanted)))
        count, is_counted = len(found.lines), found.all_of_them
    else:
        count, is_counted = total(session, wanted).ratings.count, True
    # Where the counts know that there is nothing, nobody has to look for it.
    return Listed(next_page(session, current, order, after, size) if count else (), count, is_counted)


def next_page(
    session: Session, wanted: Wanted, order: Order, after: tuple[int, Position] | None, size: int
) -> Sequence[FeedbackRow]:
    """The same rows as `sorted_page` gives, also where many hold the words."""
    if not _is_searched(session, wanted):
        return sorted_page(session, wanted, order, after, size)
    places: list[Position] = []
    for rating, place in stars_in_order(wanted, order, after):
        if len(places) < size:
            these, left = replace(wanted, rating=rating), size - len(places)
            places += newest(session, these, place, left, oldest_first=order is Order.OLDEST)
    found = session.exec(select(FeedbackRow).where(col(FeedbackRow.id).in_([place.id for place in places])))
    rows = {row.id: row for row in found}
    return [rows[place.id] for place in places]


def _is_searched(session: Session, wanted: Wanted) -> bool:
    is_sqlite = session.connection().dialect.name == "sqlite"
    return is_sqlite and wanted.text is not None and bool(words_in(wanted.text))


def _by_count(groups: dict[Any, Counted]) -> dict[Any, Counted]:
    return dict(sorted(groups.items(), key=lambda group: (-group[1].ratings.count, group[0])))
