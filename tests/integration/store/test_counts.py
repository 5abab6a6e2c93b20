"""The counts behind the reports say what counting the rows anew would say, whatever came, in whatever order."""

import asyncio
import random
import sys
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session

from app.access import principals
from app.access.principals import Kind, Role
from app.access.publishing import Publishing
from app.errors import DatabaseError
from app.feedback.submission import Submission
from app.store.engine import Database
from app.store.feedback import FeedbackStore
from app.store.rebuild import keep_reports, rebuild_reports
from app.store.removal import remove
from tests.support.clocks import START, StoppedClock
from tests.support.counts import as_kept, assert_counted_right, assert_facts_told, from_the_rows
from tests.support.entries import record_id, submission
from tests.support.rows import feedback_row

AT_ONCE = 8
PRAGUE = "Europe/Prague"


@st.composite
def feedback(draw: st.DrawFn, ids: list[str]) -> Submission:
    asks = draw(st.booleans())
    return submission(
        draw(st.sampled_from(["room", None])),
        id=draw(st.sampled_from(ids)),
        courierId=draw(st.integers(1, 3)),
        rating=draw(st.integers(1, 5)),
        reasons=draw(st.lists(st.sampled_from(["late", "friendly", "weather", "stairs"]), unique=True)),
        needsFollowUp=asks,
        source=draw(st.sampled_from(["customer", "courier"])),
        supersedes=draw(st.none() | st.sampled_from(ids)),
    )


IDS = [record_id(random.Random(at)) for at in range(8)]
acts = st.one_of(
    st.lists(feedback(IDS), max_size=6),
    st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple),
    st.integers(1, 40),
    st.fixed_dictionaries(
        {
            "how": st.sampled_from(["publish", "withhold", "recall"]),
            "ids": st.lists(st.sampled_from(IDS), max_size=4, unique=True),
        }
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(acts, max_size=10), st.sampled_from(["UTC", PRAGUE, "Asia/Kathmandu", "America/New_York"]))
async def test_whatever_comes_is_corrected_or_removed(database: Database, done: list[Any], zone: str) -> None:
    clock = StoppedClock()
    store, publishing = FeedbackStore(database, clock), Publishing(database, clock)
    boss = await database.write(lambda session: principals.add(session, Kind.ADMIN, START, role=Role.ADMIN))
    await database.write(lambda session: remove(session, IDS))
    await rebuild_reports(database, zone)
    for act in done:
        if isinstance(act, list):
            await store.store(act)
        elif isinstance(act, tuple):
            await database.write(lambda session, ids=act: remove(session, ids))  # type: ignore[misc]
        elif isinstance(act, dict):
            await getattr(publishing, act["how"])(boss, act["ids"])
        else:
            clock.forward(timedelta(hours=act))
        await assert_counted_right(database, zone)
        await assert_facts_told(database)
    kept = await database.read(as_kept)
    await rebuild_reports(database, zone)
    assert await database.read(as_kept) == kept


async def test_many_who_write_at_once_lose_no_count_and_never_stop_each_other(
    database: Database, database_url: str
) -> None:
    programs = [Database(database_url) for _ in range(3)]
    dice = random.Random(3)
    many = [
        [submission(courierId=dice.randint(1, 5), rating=dice.randint(1, 5)) for _ in range(40)] for _ in range(AT_ONCE)
    ]
    again = [dice.choice(many)[:10] for _ in range(AT_ONCE)]
    corrections = [[submission(supersedes=each.entry.id, rating=1) for each in batch[:3]] for batch in many]
    batches = [*many, *again, *corrections]
    dice.shuffle(batches)
    stores = [FeedbackStore(programs[at % 3]) for at in range(len(batches))]
    receipts = await asyncio.gather(*(store.store(batch) for store, batch in zip(stores, batches, strict=True)))
    for program in programs:
        program.close()
    assert {receipt.status for each in receipts for receipt in each} <= {"stored", "duplicate"}
    await assert_counted_right(database)


async def test_who_writes_while_the_counts_are_made_anew_is_counted(database: Database, database_url: str) -> None:
    other = Database(database_url)
    store = FeedbackStore(database)

    async def bring() -> None:
        for _ in range(10):
            await store.store([submission() for _ in range(5)])

    async def count() -> None:
        for zone in ("UTC", PRAGUE) * 3:
            await rebuild_reports(other, zone)

    await asyncio.gather(bring(), bring(), count())
    other.close()
    await assert_counted_right(database, PRAGUE)


async def test_a_write_that_fails_counts_nothing(database: Database) -> None:
    good = submission()
    broken = Submission(submission().entry.model_copy(update={"rating": 9}), "hash")
    await FeedbackStore(database).store([good, broken])
    await assert_counted_right(database)
    assert sum(count for key, count in (await database.read(as_kept)).items() if key[:2] == ("all", 1)) == 1


async def test_a_start_counts_what_an_older_version_left_and_then_leaves_it(database: Database) -> None:
    rows = [
        feedback_row(received_at=START + timedelta(hours=hours), reasons=["late", "weather", "stairs"])
        for hours in range(0, 24 * 40, 7)
    ]
    await database.write(lambda session: session.add_all(rows))
    assert await keep_reports(database, PRAGUE)
    await assert_counted_right(database, PRAGUE)
    assert not await keep_reports(database, PRAGUE)
    assert await keep_reports(database, "UTC")
    await assert_counted_right(database)


@pytest.mark.parametrize("zone", [PRAGUE, "Asia/Kathmandu", "Australia/Lord_Howe"])
async def test_days_begin_at_midnight_where_the_house_is_also_when_clocks_change(database: Database, zone: str) -> None:
    # Through the end of March and the beginning of April, when clocks change in all of these that change them.
    rows = [feedback_row(received_at=START + timedelta(minutes=15 * at)) for at in range(0, 96 * 40, 5)]
    await database.write(lambda session: session.add_all(rows))
    await rebuild_reports(database, zone)
    await assert_counted_right(database, zone)


async def test_a_time_zone_that_is_not_known_here_is_said(database: Database) -> None:
    move = text("UPDATE report_state SET zone = 'Mars/Olympus'")
    await database.write(lambda session: session.connection().execute(move))
    with pytest.raises(DatabaseError, match="Mars/Olympus"):
        await FeedbackStore(database).store([submission()])


# A process that is killed in the middle of its transaction, after the rows and before the commit.
COUNT_AND_HANG = """
import asyncio, sys, time
from app.clock import utc_now
from app.store.engine import Database
from app.store.feedback import store
from tests.support.entries import submission

def write(session):
    store(session, [submission() for _ in range(5)], utc_now())
    print("written", flush=True)
    time.sleep(600)

asyncio.run(Database(sys.argv[1]).write(write))
"""


async def test_a_crash_between_the_rows_and_the_commit_leaves_neither(database: Database, database_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", COUNT_AND_HANG, database_url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"written\n"
    process.kill()
    await process.wait()
    await FeedbackStore(database).store([submission()])
    await assert_counted_right(database)

    def sums(session: Session) -> int:
        return sum(count for key, count in from_the_rows(session).items() if key[:2] == ("all", 1))

    assert await database.read(sums) == 1
