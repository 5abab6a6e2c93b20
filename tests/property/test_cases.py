"""Whatever corrects what, in whatever order and batches it comes: who asks now has one open case, and nobody else."""

import asyncio
import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from app.feedback.submission import Submission
from app.store.engine import Database
from app.store.feedback import FeedbackStore
from app.store.migrate import migrate
from app.store.tables import CaseRow, FeedbackRow
from tests.support.entries import record_id, submission

EXAMPLES = 40
rooms = (f"room {number}" for number in itertools.count())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('cases')}/doorstep.db")
    asyncio.run(migrate(database))
    yield database
    database.close()


@st.composite
def batches(draw: st.DrawFn) -> list[list[tuple[bool, int | None]]]:
    """Records in batches: whether each asks, and which of all of them it corrects, perhaps one that comes later."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    all_ = sum(sizes)
    return [[(draw(st.booleans()), draw(st.none() | st.integers(0, all_ - 1))) for _ in range(size)] for size in sizes]


def open_and_asking(session: Session, room: str) -> tuple[list[str], list[str]]:
    these = select(FeedbackRow.id).where(FeedbackRow.room == room)
    asking = these.where(col(FeedbackRow.corrected_by).is_(None), col(FeedbackRow.needs_follow_up))
    open_ = select(CaseRow.feedback_id).where(col(CaseRow.closed_at).is_(None), col(CaseRow.feedback_id).in_(these))
    return sorted(session.exec(open_)), sorted(session.exec(asking))


@settings(max_examples=EXAMPLES)
@given(told=batches())
def test_who_asks_now_has_one_open_case(kept: Database, told: list[list[tuple[bool, int | None]]]) -> None:
    room = next(rooms)
    ids = [record_id() for batch in told for _ in batch]
    names = iter(ids)
    made: list[list[Submission]] = [
        [
            submission(
                room, id=next(names), needsFollowUp=asks, contact="me" if asks else None,
                supersedes=None if corrects is None else ids[corrects],
            )
            for asks, corrects in batch
        ]
        for batch in told
    ]  # fmt: skip

    async def bring() -> None:
        store = FeedbackStore(kept)
        for batch in made:
            await store.store(batch)

    asyncio.run(bring())
    open_, asking = asyncio.run(kept.read(lambda session: open_and_asking(session, room)))
    assert open_ == asking
