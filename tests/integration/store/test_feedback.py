"""Each record becomes one row, whoever brings it and however often, on both engines."""

import asyncio
import json
import random
import sys
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from app.feedback.entry import FeedbackEntry
from app.feedback.submission import Receipt, Submission, submit
from app.store.engine import Database
from app.store.erased import erase
from app.store.feedback import MAX_BATCH, FeedbackStore, count_feedback
from app.store.tables import FeedbackRow, QuarantineRow
from tests.support.clocks import START, StoppedClock
from tests.support.counts import assert_counted_right
from tests.support.entries import entry, record_id, submission
from tests.support.rows import feedback_row

AT_ONCE = 8
ENOUGH = 100


@pytest.fixture
def store(database: Database) -> FeedbackStore:
    return FeedbackStore(database, StoppedClock())


def said(receipts: list[Receipt]) -> list[str]:
    return [str(receipt.status) for receipt in receipts]


async def rows(database: Database) -> dict[str, FeedbackRow]:
    found = await database.read(lambda session: session.exec(select(FeedbackRow)).all())
    return {row.id: row for row in found}


async def quarantine(database: Database) -> list[QuarantineRow]:
    return await database.read(lambda session: list(session.exec(select(QuarantineRow))))


async def count(database: Database) -> int:
    return await database.read(count_feedback)


async def test_a_record_becomes_a_row_with_all_it_holds(store: FeedbackStore, database: Database) -> None:
    sent = submission(
        comment="Größe 🚪 'quoted'\n\"twice\"", reasons=["late", "žlutý"], needsFollowUp=True, contact="+420 777",
        supersedes=record_id(), schemaVersion=2**53 - 1, courierId=2**53 - 1,
    )  # fmt: skip
    [receipt] = await store.store([sent])
    assert (receipt.id, receipt.status, receipt.error) == (sent.entry.id, "stored", None)
    row = (await rows(database))[sent.entry.id]
    ours = {"received_at", "content_hash", "room", "corrected_by", "published_at", "withheld_at"}
    kept = row.model_dump(exclude=ours)
    expected = sent.entry.model_dump() | {"synced": True, "synced_at": START, "reasons": ["late", "žlutý"]}
    assert kept == expected
    assert (row.received_at, row.content_hash, row.room) == (START, sent.content_hash, "room")


async def test_a_row_looks_like_one_that_sqlalchemy_wrote(store: FeedbackStore, database: Database) -> None:
    sent = submission(reasons=["late", "žlutý"], createdAt="2026-03-29T01:30:00.123456+05:45")
    await store.store([sent])
    twin = (await rows(database))[sent.entry.id].model_dump() | {"id": "twin"}
    await database.write(lambda session: session.add(FeedbackRow(**twin)))
    everything = text("SELECT * FROM feedback ORDER BY id")
    raw = await database.read(lambda session: [tuple(row)[1:] for row in session.connection().execute(everything)])
    assert raw[0] == raw[1]


async def test_a_repeat_is_a_duplicate_and_one_row(store: FeedbackStore, database: Database) -> None:
    batch = [submission() for _ in range(3)]
    assert said(await store.store(batch)) == ["stored"] * 3
    assert said(await store.store([*batch, submission()])) == ["duplicate"] * 3 + ["stored"]
    assert await count(database) == 4


async def test_a_repeat_leaves_the_first_moment_of_receipt(database: Database) -> None:
    clock = StoppedClock()
    store = FeedbackStore(database, clock)
    sent = submission()
    await store.store([sent])
    clock.forward(timedelta(days=1))
    await store.store([sent])
    assert (await rows(database))[sent.entry.id].received_at == START


async def test_other_content_under_the_same_id_is_put_aside(store: FeedbackStore, database: Database) -> None:
    first = submission(rating=5)
    other = submission(id=first.entry.id, rating=1, comment="not what I said")
    await store.store([first])
    [receipt] = await store.store([other])
    assert receipt.status == "conflict"
    assert receipt.error is not None and "put aside" in receipt.error
    await store.store([other])
    [aside] = await quarantine(database)
    assert FeedbackEntry.model_validate(json.loads(aside.record)) == other.entry
    assert (aside.feedback_id, aside.received_at, aside.room) == (first.entry.id, START, "room")
    assert (await rows(database))[first.entry.id].rating == 5


async def test_one_batch_with_an_id_twice(store: FeedbackStore, database: Database) -> None:
    first = submission(rating=5)
    other = submission(id=first.entry.id, rating=1)
    repeat = submit(entry(**first.entry.to_wire()), "room")
    assert said(await store.store([first, other, repeat, first])) == ["stored", "conflict", "duplicate", "duplicate"]
    assert await count(database) == 1
    assert len(await quarantine(database)) == 1


async def test_receipts_come_in_the_order_of_the_records(store: FeedbackStore) -> None:
    batch = [submission() for _ in range(MAX_BATCH)]
    random.Random(4).shuffle(batch)
    receipts = await store.store(batch)
    assert [receipt.id for receipt in receipts] == [each.entry.id for each in batch]


async def test_nothing_is_stored_of_nothing_and_too_much_is_an_error(store: FeedbackStore) -> None:
    assert await store.store([]) == []
    with pytest.raises(ValueError, match="500"):
        await store.store([submission()] * (MAX_BATCH + 1))


def broken(**fields: Any) -> Submission:
    """What validation would never let through."""
    good = submission()
    return Submission(good.entry.model_copy(update=fields), good.content_hash, good.room)


@pytest.mark.parametrize(
    "fields",
    [{"rating": 9}, {"courier_id": 0}, {"comment": "a\ud800b"}, {"courier_id": 2**70}],
)
async def test_a_record_that_cannot_be_stored_is_refused_alone(
    store: FeedbackStore, database: Database, fields: dict[str, Any]
) -> None:
    batch = [submission(), broken(**fields), submission()]
    receipts = await store.store(batch)
    assert said(receipts) == ["stored", "rejected", "stored"]
    assert receipts[1].id == batch[1].entry.id
    assert await count(database) == 2


async def test_many_who_bring_the_same_at_once_make_one_row_each(database: Database, database_url: str) -> None:
    batch = [submission() for _ in range(ENOUGH)]
    programs = [Database(database_url) for _ in range(3)]
    dice = random.Random(7)
    orders = [dice.sample(batch, len(batch)) for _ in range(AT_ONCE)]
    answers = await asyncio.gather(*(FeedbackStore(programs[at % 3]).store(order) for at, order in enumerate(orders)))
    for program in programs:
        program.close()
    stored = [receipt.id for answer in answers for receipt in answer if receipt.status == "stored"]
    assert sorted(str(each) for each in stored) == sorted(each.entry.id for each in batch)
    assert {receipt.status for answer in answers for receipt in answer} == {"stored", "duplicate"}
    assert await count(database) == ENOUGH


async def test_of_two_contents_at_once_one_is_the_row_and_the_other_aside(database: Database) -> None:
    store = FeedbackStore(database)
    ids = [record_id() for _ in range(20)]
    batches = [[submission(id=each, rating=rating) for each in ids] for rating in (1, 5)]
    answers = await asyncio.gather(*(store.store(batch) for batch in batches))
    pairs = {tuple(sorted(said(list(pair)))) for pair in zip(*answers, strict=True)}
    assert pairs == {("conflict", "stored")}
    assert len(await quarantine(database)) == len(ids)


# A process that stores a batch, says so, and is killed before it can hand the receipts on.
STORE_AND_HANG = """
import asyncio, json, sys
from app.feedback.entry import FeedbackEntry
from app.feedback.submission import submit
from app.store.engine import Database
from app.store.erased import erase
from app.store.feedback import FeedbackStore

async def main():
    records = json.loads(sys.stdin.readline())
    store = FeedbackStore(Database(sys.argv[1]))
    await store.store([submit(FeedbackEntry.model_validate(each), "room") for each in records])
    print("committed", flush=True)
    sys.stdin.read()

asyncio.run(main())
"""


async def test_a_repeat_after_the_answer_was_lost_in_a_crash(database: Database, database_url: str) -> None:
    batch = [submission() for _ in range(10)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", STORE_AND_HANG, database_url),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps([each.entry.to_wire() for each in batch]).encode() + b"\n")
    assert await process.stdout.readline() == b"committed\n"
    process.kill()
    await process.wait()
    assert said(await FeedbackStore(database).store(batch)) == ["duplicate"] * 10
    assert await count(database) == 10


class TestCorrections:
    """`supersedes` marks the old row and keeps it."""

    async def test_the_corrected_row_is_marked_and_kept(self, store: FeedbackStore, database: Database) -> None:
        old = submission(rating=1)
        new = submission(rating=5, supersedes=old.entry.id)
        await store.store([old])
        await store.store([new])
        found = await rows(database)
        assert (found[old.entry.id].corrected_by, found[old.entry.id].rating) == (new.entry.id, 1)
        assert found[new.entry.id].corrected_by is None

    async def test_also_when_the_correction_comes_first(self, store: FeedbackStore, database: Database) -> None:
        old = submission()
        new = submission(supersedes=old.entry.id)
        await store.store([new])
        await store.store([old])
        assert (await rows(database))[old.entry.id].corrected_by == new.entry.id

    async def test_and_in_one_batch(self, store: FeedbackStore, database: Database) -> None:
        old = submission()
        new = submission(supersedes=old.entry.id)
        newest = submission(supersedes=new.entry.id)
        await store.store([newest, old, new])
        found = await rows(database)
        assert found[old.entry.id].corrected_by == new.entry.id
        assert found[new.entry.id].corrected_by == newest.entry.id

    async def test_of_several_the_same_one_is_named_in_any_order(
        self, store: FeedbackStore, database: Database
    ) -> None:
        for forwards in (True, False):
            old = submission()
            news = sorted((submission(supersedes=old.entry.id) for _ in range(3)), key=lambda each: each.entry.id)
            for each in [old, *(news if forwards else reversed(news))]:
                await store.store([each])
            assert (await rows(database))[old.entry.id].corrected_by == news[-1].entry.id

    @pytest.mark.parametrize(
        ("old_room", "new_room", "new_order", "marked"),
        [
            ("a", "a", "OTHER", True),
            ("a", "b", "ORDER123", False),
            ("a", None, "ORDER123", False),
            (None, "a", "ORDER123", False),
            (None, None, "ORDER123", True),
            (None, None, "OTHER", False),
        ],
    )
    async def test_nobody_corrects_what_is_somebody_elses(
        self, store: FeedbackStore, database: Database, old_room: str | None, new_room: str | None,
        new_order: str, marked: bool,
    ) -> None:  # fmt: skip
        old = submission(old_room)
        new = submission(new_room, supersedes=old.entry.id, orderId=new_order)
        await store.store([old])
        await store.store([new])
        assert (await rows(database))[old.entry.id].corrected_by == (new.entry.id if marked else None)

    async def test_a_record_cannot_correct_itself(self, store: FeedbackStore, database: Database) -> None:
        own = record_id()
        await store.store([submission(id=own, supersedes=own)])
        assert (await rows(database))[own].corrected_by is None

    async def test_old_and_new_at_once_find_each_other(self, database: Database) -> None:
        store = FeedbackStore(database)
        olds = [submission() for _ in range(20)]
        news = [submission(supersedes=old.entry.id) for old in olds]
        await asyncio.gather(*(store.store([each]) for pair in zip(olds, news, strict=True) for each in pair))
        found = await rows(database)
        assert {old.entry.id: found[old.entry.id].corrected_by for old in olds} == {
            old.entry.id: new.entry.id for old, new in zip(olds, news, strict=True)
        }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries=st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 2)), max_size=8), max_size=6))
async def test_whatever_is_delivered_however_often_the_first_content_is_the_row(
    database: Database, deliveries: list[list[tuple[int, int]]]
) -> None:
    store = FeedbackStore(database)
    ids = [record_id() for _ in range(6)]
    model: dict[str, int] = {}
    for delivery in deliveries:
        batch = [submission(id=ids[at], rating=rating) for at, rating in delivery]
        expected = []
        for at, rating in delivery:
            expected.append(
                "stored" if ids[at] not in model else "duplicate" if model[ids[at]] == rating else "conflict"
            )
            model.setdefault(ids[at], rating)
        assert said(await store.store(batch)) == expected
    found = await rows(database)
    assert {each: found[each].rating for each in ids if each in found} == model


async def test_a_row_that_stood_there_before_is_left_alone(store: FeedbackStore, database: Database) -> None:
    sent = submission()
    await database.write(lambda session: session.add(feedback_row(id=sent.entry.id, content_hash="older")))
    assert said(await store.store([sent])) == ["conflict"]
    assert (await rows(database))[sent.entry.id].content_hash == "older"


class TestErased:
    """What was erased doesn't come back."""

    async def test_it_is_a_duplicate_with_any_content_and_never_kept_again(
        self, store: FeedbackStore, database: Database
    ) -> None:
        gone, other = submission(), submission()
        again = submit(gone.entry.model_copy(update={"rating": 1}), gone.room)
        assert said(await store.store([gone, other, again])) == ["stored", "stored", "conflict"]
        assert await database.write(lambda session: erase(session, [gone.entry.id], START)) == 1
        await assert_counted_right(database)
        assert said(await store.store([gone, again, other])) == ["duplicate"] * 3
        assert list(await rows(database)) == [other.entry.id]
        assert await quarantine(database) == []
        await assert_counted_right(database)

    async def test_it_may_be_erased_before_it_comes_and_twice(self, store: FeedbackStore, database: Database) -> None:
        sent = submission()
        for _ in range(2):
            assert await database.write(lambda session: erase(session, [sent.entry.id], START)) == 0
        assert said(await store.store([sent])) == ["duplicate"]
        assert await count(database) == 0

    async def test_who_brings_and_who_erases_at_once_agree(self, database: Database, database_url: str) -> None:
        batches = [[submission() for _ in range(20)] for _ in range(AT_ONCE)]
        other = Database(database_url)
        bringing = [FeedbackStore(database, StoppedClock()).store(batch) for batch in batches]
        erasing = [other.write(partial(erase, ids=[each.entry.id for each in batch], now=START)) for batch in batches]
        await asyncio.gather(*bringing, *erasing)
        other.close()
        assert await count(database) == 0


async def test_callers_at_once_share_transactions_and_each_hears_of_its_own(database: Database) -> None:
    store = FeedbackStore(database, StoppedClock())
    batches = [[submission() for _ in range(1 + at)] for at in range(AT_ONCE)]
    bad = broken(comment="a\ud800b")
    batches[3].insert(1, bad)
    answers = await asyncio.gather(*(store.store(batch) for batch in batches))
    for batch, receipts in zip(batches, answers, strict=True):
        assert [receipt.id for receipt in receipts] == [each.entry.id for each in batch]
        assert said(receipts) == ["rejected" if each is bad else "stored" for each in batch]
    assert await count(database) == sum(map(len, batches)) - 1


async def test_a_caller_that_gives_up_keeps_nothing_from_the_others(database: Database) -> None:
    store = FeedbackStore(database, StoppedClock())
    mine, theirs = submission(), submission()
    first, second = (asyncio.create_task(store.store([each])) for each in (mine, theirs))
    await asyncio.sleep(0)
    first.cancel()
    assert said(await second) == ["stored"]
    assert said(await store.store([mine])) in (["stored"], ["duplicate"])
