"""Deciding which comments everybody may read.

In: which, and who decides. Out: how many were decided, and how many can't be published and why. Always holds: a comment
is published whole or not at all, never without consent, never with a name or a contact in it; row and line in the audit
log are one transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.access import audit
from app.access.audit import Act
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.errors import Invalid
from app.feedback.entry import EntrySource
from app.feedback.publishing import holds_contact, names
from app.store.corrections import write_alone
from app.store.engine import Database
from app.store.published import count_published, names_of_orders
from app.store.tables import FeedbackRow

MAX_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of the comments that somebody decided about."""

    changed: int = 0
    # Without consent or without words, corrected meanwhile, or a courier's own report.
    not_offered: int = 0
    # A name or a contact stands in it.
    telling: int = 0


Decide = Callable[[Session, Sequence[FeedbackRow]], Decision]


class Publishing:
    """What may be published, and what is."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def publish(self, by: Principal, ids: Sequence[str]) -> Decision:
        """Let everybody read these."""
        return await self._decide(ids, lambda session, rows: _publish(session, by, rows, self._now()))

    async def withhold(self, by: Principal, ids: Sequence[str]) -> Decision:
        """Let nobody else read these, neither now nor later."""
        return await self._decide(ids, lambda session, rows: _withhold(session, by, rows, self._now()))

    async def recall(self, by: Principal, ids: Sequence[str]) -> Decision:
        """Decide about these anew: nobody else reads them until then."""
        return await self._decide(ids, lambda session, rows: _recall(session, by, rows, self._now()))

    async def _decide(self, ids: Sequence[str], decide: Decide) -> Decision:
        if len(ids) > MAX_AT_ONCE:
            raise Invalid(f"At most {MAX_AT_ONCE} records can be changed at once.", {"ids": "are too many"})

        def write(session: Session) -> Decision:
            # Nobody corrects one of them while it is decided about.
            write_alone(session.connection())
            these = select(FeedbackRow).where(col(FeedbackRow.id).in_(ids)).order_by(col(FeedbackRow.id))
            return decide(session, session.exec(these).all())

        return await self._database.write(write)


def telling(row: FeedbackRow, name: str) -> bool:
    """Whether the comment tells who wrote it, as far as can be seen."""
    told = row.comment
    return holds_contact(told) or names(told, name) or (row.contact is not None and row.contact in told)


def _publish(session: Session, by: Principal, rows: Sequence[FeedbackRow], now: datetime) -> Decision:
    offered = [row for row in rows if _is_offered(row)]
    named = names_of_orders(session, [row.order_id for row in offered])
    quiet = [row for row in offered if not telling(row, named.get(row.order_id, ""))]
    changed = [row for row in quiet if row.published_at is None]
    count_published(session, changed)
    for row in changed:
        row.published_at, row.withheld_at = now, None
    _write(session, by, Act.COMMENT_PUBLISHED, changed, now)
    return Decision(len(changed), len(rows) - len(offered), len(offered) - len(quiet))


def _withhold(session: Session, by: Principal, rows: Sequence[FeedbackRow], now: datetime) -> Decision:
    changed = [row for row in rows if row.withheld_at is None and row.comment]
    count_published(session, [row for row in changed if row.published_at is not None], -1)
    for row in changed:
        row.published_at, row.withheld_at = None, now
    _write(session, by, Act.COMMENT_WITHHELD, changed, now)
    return Decision(len(changed))


def _recall(session: Session, by: Principal, rows: Sequence[FeedbackRow], now: datetime) -> Decision:
    changed = [row for row in rows if row.withheld_at is not None or row.published_at is not None]
    count_published(session, [row for row in changed if row.published_at is not None], -1)
    for row in changed:
        row.published_at = row.withheld_at = None
    _write(session, by, Act.COMMENT_RECALLED, changed, now)
    return Decision(len(changed))


def _is_offered(row: FeedbackRow) -> bool:
    said = row.publish_consent and row.comment.strip() != ""
    return said and row.corrected_by is None and row.source != EntrySource.COURIER


def _write(session: Session, by: Principal, act: Act, rows: Sequence[FeedbackRow], now: datetime) -> None:
    for row in rows:
        session.add(row)
        audit.note(session, by, act, now, record=row.id)
