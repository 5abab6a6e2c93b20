"""Sample data: made up feedback in the real tables, marked, and removable in one act.

In: how much. Out: how many records. Always holds: it goes in and out by the way of all feedback, so every figure
counts it like the rest; whatever isn't marked is nobody's sample and is never touched.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, delete, select

from app.access import audit
from app.access.audit import Act
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.errors import Invalid
from app.feedback.cases import REPLY, CaseState
from app.feedback.sample import Sampled, read_at_the_desk, sample, worked
from app.feedback.scoring import LOW
from app.feedback.submission import ReceiptStatus, submit
from app.store.engine import Database
from app.store.feedback import store
from app.store.published import count_published
from app.store.removal import remove
from app.store.tables import CaseRow, FeedbackRow, SampleRow

BATCH = 500
MAX_ORDERS = 200_000


@dataclass(frozen=True, slots=True)
class Desk:
    """Who has worked on what is made up, and how it went."""

    chance: random.Random
    now: datetime
    person: str | None


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
        desk = Desk(random.Random(seed), now, None if by is None else by.id)  # noqa: S311  made up, no secret

        def begin(session: Session) -> None:
            if _count(session):
                raise Invalid("There is a sample already: remove it first (python -m app demo --remove).")
            audit.note(session, by, Act.SAMPLE_MADE, now, detail=f"{orders} orders, seed {seed}")
            _put_in(session, made[:BATCH], desk)

        await self._database.write(begin)
        # In batches, so that real feedback need not wait for all of it.
        for start in range(BATCH, len(made), BATCH):
            batch = made[start : start + BATCH]
            await self._database.write(lambda session, batch=batch: _put_in(session, batch, desk))  # type: ignore[misc]
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


def _put_in(session: Session, batch: Sequence[Sampled], desk: Desk) -> None:
    made = []
    for each in batch:
        # Each has a moment of its own at which it was received.
        (receipt,) = store(session, [submit(each.entry)], each.received_at)
        if receipt.status is ReceiptStatus.STORED:
            made.append(each)
    if made:
        marks = [{"feedback_id": each.entry.id} for each in made]
        session.connection().execute(insert(SampleRow), marks)
        _see_to_cases(session, made, desk)
        _read_comments(session, made, desk)


def _see_to_cases(session: Session, batch: Sequence[Sampled], desk: Desk) -> None:
    """What the made up desk has made of those who ask to be contacted."""
    asking = {each.entry.id: each for each in batch if each.entry.needs_follow_up}
    for case in session.exec(select(CaseRow).where(col(CaseRow.feedback_id).in_(asking))):
        done = worked(desk.chance, desk.now - asking[case.feedback_id].received_at)
        # At the shell nobody is there to take it.
        state = CaseState.NEW if done.state is CaseState.ASSIGNED and desk.person is None else done.state
        case.state, case.assignee_id = state.value, None if state is CaseState.NEW else desk.person
        if done.answered_after is not None:
            case.answered_after = int(done.answered_after.total_seconds())
            case.due_at = case.opened_at + done.answered_after + REPLY
        case.closed_at = None if done.closed_after is None else case.opened_at + done.closed_after
        session.add(case)
    session.flush()


def _read_comments(session: Session, batch: Sequence[Sampled], desk: Desk) -> None:
    """What it has published, and what not."""
    shown = []
    for each in batch:
        read_after = read_at_the_desk(desk.chance, each.entry, desk.now - each.received_at)
        if read_after is not None:
            is_shown = each.entry.rating > LOW
            column = FeedbackRow.published_at if is_shown else FeedbackRow.withheld_at
            decided = {col(column): each.received_at + read_after}
            session.connection().execute(
                update(FeedbackRow).where(col(FeedbackRow.id) == each.entry.id).values(decided)
            )
            shown += [each.entry.id] if is_shown else []
    count_published(session, session.exec(select(FeedbackRow).where(col(FeedbackRow.id).in_(shown))).all())
