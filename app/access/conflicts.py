"""Deciding about records that became no rows: those that were put aside, and those that the rules refused.

In: which, and who decides. Out: what became of it. Always holds: decision, row and line in the audit log are one
transaction; the same decision again changes nothing, another one is refused.
"""

import json

from sqlmodel import Session

from app.access import audit
from app.access.audit import Act
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.errors import Decided
from app.feedback.entry import FeedbackEntry
from app.feedback.submission import ReceiptStatus, submit
from app.store import quarantine
from app.store.engine import Database
from app.store.feedback import BAD_RECORD, REJECTED, store
from app.store.tables import QuarantineRow

TAKEN = "Another record has this id already: it can only be declined."


class Conflicts:
    """What somebody at the desk decides."""

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

    async def take(self, by: Principal, entry: FeedbackEntry, room: str, mended: str = "") -> None:
        """Store what the rules refused, because a person says so; `mended` tells what they have put right in it."""
        now = self._now()

        def write(session: Session) -> None:
            (receipt,) = store(session, [submit(entry, room)], now)
            if not receipt.status.in_the_database:
                raise Decided(TAKEN)
            if receipt.status is ReceiptStatus.STORED:
                audit.note(session, by, Act.REFUSED_ACCEPTED, now, detail=mended, record=entry.id)

        try:
            await self._database.write(write)
        except BAD_RECORD as error:
            raise Decided(REJECTED) from error

    async def decline(self, by: Principal, record_id: str, word: str) -> None:
        """Note that somebody has said no to what the rules refused."""
        now = self._now()
        await self._database.write(
            lambda session: audit.note(session, by, Act.REFUSED_DECLINED, now, detail=word, record=record_id)
        )
