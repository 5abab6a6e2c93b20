"""Feedback that somebody at the desk wants to be followed up, though whoever gave it didn't ask.

In: ids. Out: how many were changed. Always holds: the counts say the same as the rows, what is flagged has a case, and
the audit log says who.
"""

from collections.abc import Sequence

from sqlalchemy import update
from sqlmodel import Session, col

from app.access import audit
from app.access.audit import Act, called
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.errors import Invalid
from app.store.cases import ask_again, withdraw
from app.store.corrections import counted, write_alone
from app.store.engine import Database
from app.store.tables import FeedbackRow
from app.store.tally import open_tally

MAX_AT_ONCE = 200


class FollowUps:
    """The flag of each record."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def flag(self, by: Principal, ids: Sequence[str], *, wanted: bool) -> int:
        """Flag these records, or take the flag off; how many were not so before."""
        if len(ids) > MAX_AT_ONCE:
            raise Invalid(f"At most {MAX_AT_ONCE} records can be changed at once.", {"ids": "are too many"})
        return await self._database.write(lambda session: self._flag(session, by, ids, wanted))

    def _flag(self, session: Session, by: Principal, ids: Sequence[str], wanted: bool) -> int:
        connection = session.connection()
        write_alone(connection)
        others = (col(FeedbackRow.id).in_(ids), col(FeedbackRow.needs_follow_up).is_not(wanted))
        changed = sorted(connection.execute(update(FeedbackRow).where(*others).values(
            needs_follow_up=wanted).returning(col(FeedbackRow.id))).scalars())  # fmt: skip
        tally = open_tally(connection)
        now = counted(connection, col(FeedbackRow.id).in_(changed))
        tally.count([{**row, "needs_follow_up": not wanted} for row in now], -1)
        tally.count(now)
        tally.write(connection)
        if wanted:
            ask_again(connection, now, self._now(), called(by))
        else:
            withdraw(connection, changed, self._now(), called(by))
        act = Act.FOLLOW_UP_FLAGGED if wanted else Act.FOLLOW_UP_CLEARED
        for each in changed:
            audit.note(session, by, act, self._now(), record=each)
        return len(changed)
