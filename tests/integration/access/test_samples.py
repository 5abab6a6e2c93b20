"""A sample goes in and out whole, and leaves what is real alone."""

from datetime import timedelta

import pytest

from app.access.audit import newest
from app.access.samples import Samples
from app.errors import Invalid
from app.store.engine import Database
from app.store.feedback import FeedbackStore, count_feedback
from tests.support.clocks import START, StoppedClock
from tests.support.counts import assert_counted_right
from tests.support.entries import submission

ORDERS = 700


@pytest.fixture
async def samples(database: Database) -> Samples:
    await FeedbackStore(database, StoppedClock()).store([submission(rating=3)])
    return Samples(database, StoppedClock(START + timedelta(hours=3)))


async def rows(database: Database) -> int:
    """How many rows stand in the table, once the reports are known to count them all."""
    await assert_counted_right(database)
    return await database.read(count_feedback)


async def test_it_is_counted_like_all_feedback_and_leaves_without_a_trace(samples: Samples, database: Database) -> None:
    made = await samples.make(None, ORDERS, 1)
    assert await rows(database) == made + 1 == await samples.count() + 1
    assert await samples.remove(None) == made
    assert await rows(database) == 1
    assert await samples.count() == 0
    lines = [(row.act, row.detail) for row in await database.read(newest)]
    assert lines == [("sample_removed", f"{made} records"), ("sample_made", f"{ORDERS} orders, seed 1")]


async def test_there_is_one_sample_at_a_time(samples: Samples) -> None:
    made = await samples.make(None, 50, 1)
    with pytest.raises(Invalid):
        await samples.make(None, 50, 2)
    assert await samples.count() == made


async def test_removing_no_sample_does_nothing(samples: Samples, database: Database) -> None:
    assert await samples.remove(None) == 0
    assert await database.read(newest) == []
