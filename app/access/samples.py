"""Sample data: made up feedback in the real tables, marked, and removable in one act.

In: how much. Out: how many records. Always holds: it goes in and out by the way of all feedback, so every figure
counts it like the rest; whatever isn't marked is nobody's sample and is never touched.
"""

from collections.abc import Sequence

from sqlalchemy import func, insert
from sqlmodel import Session, delete, select

from app.access import audit
from app.access.audit import Act
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.errors import Invalid
from app.feedback.sample import Sampled, sample
from app.feedback.submission import ReceiptStatus, submit
from app.store.engine import Database
from app.store.feedback import store
from app.store.removal import remove
from app.store.tables import SampleRow

BATCH = 500
MAX_ORDERS = 200_000


class Samples:
    """The sample of this installation."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def count(self) -> int:
        """How many records are made up."""
        return await self._database.read(_count)

    async def make(self, by: Principal | None, orders: int, seed: int) -> int:
        """Make a sample where there is none; Invalid where there is one."""
        if not 1 <= orders <= MAX_ORDERS:
            raise Invalid(f"A sample has from 1 to {MAX_ORDERS} orders.", {"orders": "is out of range"})
        now = self._now()
        made = sample(orders, seed, now)

        def begin(session: Session) -> None:
            if _count(session):
                raise Invalid("There is a sample already: remove it first (python -m app demo --remove).")
            audit.note(session, by, Act.SAMPLE_MADE, now, detail=f"{orders} orders, seed {seed}")
            _put_in(session, made[:BATCH])

        await self._database.write(begin)
        # In batches, so that real feedback need not wait for all of it.
        for start in range(BATCH, len(made), BATCH):
            batch = made[start : start + BATCH]
            await self._database.write(lambda session, batch=batch: _put_in(session, batch))  # type: ignore[misc]
        return len(made)

    async def remove(self, by: Principal | None) -> int:
        """Take out all of it, and nothing else."""
        now = self._now()

        def take_out(session: Session) -> int:
            ids = list(session.exec(select(SampleRow.feedback_id)))
            for start in range(0, len(ids), BATCH):
                remove(session, ids[start : start + BATCH])
            session.connection().execute(delete(SampleRow))
            if ids:
                audit.note(session, by, Act.SAMPLE_REMOVED, now, detail=f"{len(ids)} records")
            return len(ids)

        return await self._database.write(take_out)


def _count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(SampleRow)).one()


def _put_in(session: Session, batch: Sequence[Sampled]) -> None:
    for each in batch:
        # Each has a moment of its own at which it was received.
        (receipt,) = store(session, [submit(each.entry)], each.received_at)
        if receipt.status is ReceiptStatus.STORED:
            session.connection().execute(insert(SampleRow).values(feedback_id=each.entry.id))
