"""Deciding about records that were put aside: accepted as records of their own, or rejected with a reason.

In: which, and who decides. Out: what became of it. Always holds: decision, row and line in the audit log are one
transaction; the same decision again changes nothing, another one is refused.
"""

import json

from sqlmodel import Session

from app.access import audit
from app.access.audit import Act
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.feedback.entry import FeedbackEntry
from app.feedback.submission import submit
from app.store import quarantine
from app.store.engine import Database
from app.store.feedback import store
from app.store.tables import QuarantineRow


class Conflicts:
    """The records in the quarantine."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def accept(self, by: Principal, feedback_id: str, content_hash: str) -> QuarantineRow:
        """Store it under an id of its own."""
        now = self._now()

        def write(session: Session) -> QuarantineRow:
            row = quarantine.undecided(session, feedback_id, content_hash)
            if quarantine.accept(session, row, now):
                session.flush()
                entry = FeedbackEntry.model_validate(json.loads(row.record) | {"id": row.accepted_as})
                store(session, [submit(entry, row.room)], now)
                audit.note(session, by, Act.CONFLICT_ACCEPTED, now, detail=f"{feedback_id} → {row.accepted_as}")
            return row

        return await self._database.write(write)

    async def reject(self, by: Principal, feedback_id: str, content_hash: str, reason: str) -> QuarantineRow:
        """Leave it where it is, and say why."""
        now = self._now()

        def write(session: Session) -> QuarantineRow:
            row = quarantine.undecided(session, feedback_id, content_hash)
            if quarantine.reject(session, row, reason, now):
                audit.note(session, by, Act.CONFLICT_REJECTED, now, detail=f"{feedback_id}: {reason}")
            return row

        return await self._database.write(write)
