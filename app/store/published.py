"""Comments on their way to being public: what waits for a decision, what was decided, and what everybody may read.

In: a view, and where the page before ended. Out: rows. Always holds: what everybody reads has been approved, has its
author's consent, and stands uncorrected at the moment it is read; a page is bounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, text, tuple_
from sqlmodel import Session, col, select

from app.store.listing import Position
from app.store.tables import TO_PUBLISH, AuditRow, FeedbackRow, OrderRow
from app.store.tally import open_tally

# More than this isn't counted: nobody reads so many.
MOST_COUNTED = 1000


class Shelf(StrEnum):
    """Where a comment lies."""

    WAITING = "waiting"
    PUBLISHED = "published"
    WITHHELD = "withheld"


def on_shelf(shelf: Shelf) -> ColumnElement[bool]:
    """The rows that lie there."""
    is_current = col(FeedbackRow.corrected_by).is_(None)
    if shelf is Shelf.PUBLISHED:
        return and_(col(FeedbackRow.published_at).is_not(None), is_current, text("publish_consent"))
    if shelf is Shelf.WITHHELD:
        return and_(col(FeedbackRow.withheld_at).is_not(None), is_current)
    # To the letter as the index has it: else it would not be used.
    return and_(col(FeedbackRow.id).is_not(None), TO_PUBLISH)


def comments(session: Session, shelf: Shelf, after: Position | None, size: int) -> Sequence[FeedbackRow]:
    """The next comments there, newest first."""
    here = (col(FeedbackRow.received_at), col(FeedbackRow.id))
    statement = select(FeedbackRow).where(on_shelf(shelf))
    if after is not None:
        statement = statement.where(tuple_(*here) < (after.received_at, after.id))
    return session.exec(statement.order_by(*(each.desc() for each in here)).limit(size)).all()


@dataclass(frozen=True, slots=True)
class Since:
    """What has become of a shelf since some of it was shown."""

    still: Sequence[FeedbackRow]
    """Those that were shown and lie there yet."""
    fresh: int
    """How many have come among them, or above."""
    below: Sequence[FeedbackRow]
    """The next ones."""


def since(session: Session, shelf: Shelf, shown: Sequence[Position], size: int) -> Since:
    """What has become of those that were shown, newest first, and of what would stand on a page of that size."""
    ids, last = {place.id for place in shown}, shown[-1]
    still = session.exec(select(FeedbackRow).where(on_shelf(shelf), col(FeedbackRow.id).in_(ids))).all()
    fresh = [
        row
        for row in comments(session, shelf, None, size + 1)
        if row.id not in ids and (row.received_at, row.id) > (last.received_at, last.id)
    ]
    return Since(still, len(fresh), comments(session, shelf, last, max(0, size - len(shown)) + 1))


def count(session: Session, shelf: Shelf) -> int:
    """How many lie there, up to MOST_COUNTED."""
    few = select(FeedbackRow.received_at).where(on_shelf(shelf)).limit(MOST_COUNTED).subquery()
    return session.exec(select(func.count()).select_from(few)).one()


def count_published(session: Session, rows: Sequence[FeedbackRow], sign: int = 1) -> None:
    """Count what everybody may read now, or with -1 may read no more, in the transaction that changes it."""
    # What was corrected counts nowhere.
    tally = open_tally(session.connection())
    tally.count_published([row.model_dump() for row in rows if row.corrected_by is None], sign)
    tally.write(session.connection())


def mark(session: Session) -> tuple[object, ...]:
    """Something else whenever a comment has come to a shelf or left one; what was decided stands in the audit log."""
    newest = [next((row.id for row in comments(session, each, None, 1)), "") for each in Shelf]
    acts = session.exec(select(func.max(AuditRow.number))).one()
    return (*newest, *(count(session, each) for each in Shelf), acts)


def names_of_orders(session: Session, orders: Sequence[str]) -> dict[str, str]:
    """The customers' names, of those orders that have one."""
    named = select(OrderRow.order_id, OrderRow.name).where(col(OrderRow.order_id).in_(orders), OrderRow.name != "")
    return dict(session.exec(named).all())
