"""Rooms drain by themselves, whatever the backend does: nothing lost, nothing twice, nobody held up."""

import json
import time
from typing import Any

import pytest

from app.services import Services
from app.store import drains, quarantine
from app.store.drains import Mark
from app.store.engine import Database
from app.store.feedback import count_feedback
from tests.integration.jazz.conftest import Start
from tests.support.backend import Backend, Record, Reply
from tests.support.bridge import held, ids_of, put, until_left
from tests.support.entries import record
from tests.support.rooms import until, until_asked


def ids(records: list[Record]) -> list[str]:
    return [each["id"] for each in records]


async def test_records_become_rows_with_receipts(services: Services) -> None:
    said = [record() for _ in range(130)]
    await put(services, "van", said)
    async with services.draining.running():
        await until_left(services, "van")
        assert await services.database.read(count_feedback) == 130
        later = record(orderId="LATER")
        await put(services, "van", [later])
        await until_left(services, "van")
    receipts = await held(services, "van", "receipts")
    # The last fifty, and no more.
    assert ids(receipts) == [*ids(said)[-49:], later["id"]]
    assert receipts[-1]["orderId"] == "LATER"
    assert {receipt["status"] for receipt in receipts} == {"stored"}


async def test_what_is_no_record_is_put_aside_and_in_nobodys_way(services: Services) -> None:
    junk: list[Any] = ["no record", 7, None, {"orderId": "NO-ID"}, ["a"], {"id": 5}, {"id": ""}, b"bytes", float("nan")]
    good = record()
    await put(services, "van", [*junk, good, *junk])
    async with services.draining.running():
        await until_asked(lambda: is_empty(services, "van"))
    assert await services.database.read(count_feedback) == 1
    aside = await services.database.read(lambda session: quarantine.newest(session, resolved=False))
    texts = {json.loads(row.record)[quarantine.UNREADABLE] for row in aside}
    assert {
        json.dumps("no record"),
        json.dumps({"orderId": "NO-ID"}),
        "7.0",
        "null",
        b"bytes".hex().join('""'),
    } <= texts
    assert len(texts) == len(junk)


async def is_empty(services: Services, room: str) -> bool:
    return await held(services, room) == []


async def test_one_poison_record_among_many_is_refused_alone(services: Services) -> None:
    good, bad = [record() for _ in range(40)], record(rating=9)
    await put(services, "van", [*good[:20], bad, *good[20:]])
    async with services.draining.running():
        await until_left(services, "van", [bad["id"]])
        [complaint] = await held(services, "van", "attention")
        assert (complaint["id"], complaint["code"]) == (bad["id"], "rejected")
        assert "1 to 5" in complaint["message"]
        # It isn't brought again, until a person takes the complaint away.
        await until(lambda: services.draining.counts["rejected"] > 0)
        rejected = services.draining.counts["rejected"]
        await put(services, "van", [record()])
        await until_left(services, "van", [bad["id"]])
        assert services.draining.counts["rejected"] == rejected

        def retry(doc: Any) -> None:
            from pycrdt import Array

            del doc.get("attention", type=Array)[0]

        async with services.rooms.replica("van") as replica:
            await replica.edit(retry)
        await until(lambda: services.draining.counts["rejected"] == rejected + 1)
        await until_asked(lambda: has_complaint(services))
    assert await services.database.read(count_feedback) == 41


async def has_complaint(services: Services) -> bool:
    return len(await held(services, "van", "attention")) == 1


async def test_the_same_id_with_other_content_is_a_conflict_and_both_are_kept(services: Services) -> None:
    first = record(comment="first")
    other = {**first, "comment": "other"}
    await put(services, "van", [first, first, other])
    async with services.draining.running():
        await until_left(services, "van", [first["id"]])
        await until_asked(lambda: has_complaint(services))
    [left] = await held(services, "van")
    assert left["comment"] == "other"
    assert (await held(services, "van", "attention"))[0]["code"] == "conflict"
    assert await services.database.read(count_feedback) == 1


async def test_a_lost_answer_is_asked_for_again(elsewhere: Services, backend: Backend) -> None:
    said = [record() for _ in range(5)]
    backend.plan = lambda _items: Reply(0) if len(backend.batches) == 1 else None
    await put(elsewhere, "van", said)
    async with elsewhere.draining.running():
        await until_left(elsewhere, "van")
    assert list(backend.rows) == ids(said)
    assert len(backend.batches) == 2
    assert elsewhere.draining.counts["duplicate"] == 5
    assert backend.tokens == {"Bearer theirs": 2}


@pytest.mark.parametrize("status", [400, 409, 413, 422])
async def test_a_refusal_of_a_batch_is_narrowed_down_to_the_record(
    elsewhere: Services, backend: Backend, status: int
) -> None:
    said = [record() for _ in range(33)]
    bad = said[17]["id"]
    told = {"error": "no", "detail": "Not this one."}
    backend.plan = lambda items: Reply(status, told) if bad in ids(items) else None
    await put(elsewhere, "van", said)
    async with elsewhere.draining.running():
        await until_left(elsewhere, "van", [bad])
    [complaint] = await held(elsewhere, "van", "attention")
    assert (complaint["id"], complaint["message"]) == (bad, "Not this one.")
    assert len(backend.rows) == 32


async def test_a_record_that_breaks_the_backend_holds_up_nobody(elsewhere: Services, backend: Backend) -> None:
    said = [record() for _ in range(60)]
    bad = said[0]["id"]
    backend.plan = lambda items: Reply(500) if bad in ids(items) else None
    await put(elsewhere, "van", said)
    async with elsewhere.draining.running():
        await until_left(elsewhere, "van", [bad])
        await put(elsewhere, "other", [record()])
        await until_left(elsewhere, "other")
        assert await held(elsewhere, "van", "attention") == []
        backend.plan = lambda _items: None
        await until_left(elsewhere, "van")
    assert len(backend.rows) == 61


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_locked_door_pauses_the_draining_and_says_so(
    elsewhere: Services, backend: Backend, status: int
) -> None:
    backend.plan = lambda _items: Reply(status, {"detail": "No entry."})
    await put(elsewhere, "van", [record()])
    async with elsewhere.draining.running():
        await until(lambda: elsewhere.draining.trouble() is not None)
        assert elsewhere.draining.trouble() == f"Draining is paused: The API answers {status}: No entry."
        assert elsewhere.draining.gauges()["paused"][1] == 1
        assert await held(elsewhere, "van", "attention") == []
        backend.plan = lambda _items: None
        # Nobody has to do anything here once the door is open.
        await until_left(elsewhere, "van")
        await until(lambda: elsewhere.draining.trouble() is None)


async def test_a_dead_backend_is_left_alone_and_then_everything_goes_on(elsewhere: Services, backend: Backend) -> None:
    backend.plan = lambda _items: Reply(503)
    for room in range(30):
        await put(elsewhere, f"van-{room}", [record()])
    async with elsewhere.draining.running():
        await until(lambda: elsewhere.draining.trouble() is not None)
        asked = len(backend.batches)
        # Many rooms more, and still only one attempt at a time.
        for room in range(30, 60):
            await put(elsewhere, f"van-{room}", [record()])
        assert len(backend.batches) - asked < 10
        backend.plan = lambda _items: None
        for room in range(60):
            await until_left(elsewhere, f"van-{room}")
    assert len(backend.rows) == 60


async def test_retry_after_is_kept(elsewhere: Services, backend: Backend) -> None:
    asked: list[float] = []

    def plan(_items: list[Record]) -> Reply | None:
        asked.append(time.monotonic())
        return Reply(429, headers={"Retry-After": "1"}) if len(asked) == 1 else None

    backend.plan = plan
    await put(elsewhere, "van", [record()])
    async with elsewhere.draining.running():
        await until_left(elsewhere, "van")
    assert asked[1] - asked[0] >= 0.95


async def test_much_in_one_room_does_not_hold_up_little_in_another(elsewhere: Services, backend: Backend) -> None:
    much = [record() for _ in range(3000)]
    await put(elsewhere, "much", much)
    async with elsewhere.draining.running():
        await until(lambda: backend.batches)
        little = record()
        await put(elsewhere, "little", [little])
        await until(lambda: little["id"] in backend.rows)
        assert len(backend.rows) < 2000
        assert max(map(len, backend.batches)) <= 100
        await until_left(elsewhere, "much")
    assert len(backend.rows) == 3001


async def test_dirty_rooms_are_found_at_the_start_and_clean_ones_are_not_opened(start: Start, backend: Backend) -> None:
    async with start() as before:
        await put(before, "clean", [record()])
        async with before.draining.running():
            await until_left(before, "clean")
            await until(lambda: before.draining.gauges()["rooms_waiting"][1] == 0)
        await put(before, "dirty", [record()])
    async with start(feedback_api_url=backend.url) as services:
        assert list(await services.database.read(drains.undrained)) == ["dirty"]
        async with services.draining.running():
            await until(lambda: backend.rows)
            await until(lambda: services.draining.gauges()["rooms_waiting"][1] == 0)
            assert [room.name for room in services.rooms.all()] == ["dirty"]


async def test_a_room_that_failed_is_tried_again_after_a_restart_not_at_once(start: Start, backend: Backend) -> None:
    async with start(feedback_api_url="http://127.0.0.1:1", drain_longest_wait_seconds=100) as before:
        await put(before, "van", [record()])
        async with before.draining.running():
            await until(lambda: before.draining.gauges()["rooms_put_off"][1] == 1)
    async with start(feedback_api_url=backend.url) as services:
        mark = (await services.database.read(drains.undrained))["van"]
        assert mark.failures >= 1
        assert mark.due_at is not None
        async with services.draining.running():
            await until(lambda: backend.rows)


async def test_a_mark_never_goes_back(database: Database) -> None:
    await database.write(lambda session: drains.mark(session, {"a": Mark(9), "b": Mark(1)}))
    await database.write(lambda session: drains.mark(session, {"b": Mark(0, 2), "a": Mark(7)}))
    from app.store.tables import DrainRow

    a = await database.read(lambda session: session.get(DrainRow, "a"))
    b = await database.read(lambda session: session.get(DrainRow, "b"))
    assert a is not None and b is not None
    assert (a.head, b.head, b.failures) == (9, 1, 2)


async def test_two_drainers_on_the_same_rooms(start: Start) -> None:
    async with start() as one, start() as other:
        said = [[record() for _ in range(40)] for _ in range(5)]
        for at, records in enumerate(said):
            await put(one, f"van-{at}", records)
        async with one.draining.running(), other.draining.running():
            for at in range(5):
                await put(other, f"van-{at}", [record()])
            for at in range(5):
                await until_left(one, f"van-{at}")
                await until_left(other, f"van-{at}")
        assert await one.database.read(count_feedback) == 205
        # Each trimmed what it saw; the next who writes trims what both have left.
        async with one.draining.running():
            for at in range(5):
                await put(one, f"van-{at}", [record()])
                await until_left(one, f"van-{at}")
                assert len(await ids_of(one, f"van-{at}", "receipts")) <= 50


async def test_it_stops_cleanly_in_the_middle(start: Start, backend: Backend) -> None:
    backend.plan = lambda _items: time.sleep(0.05)
    said = [record() for _ in range(1000)]
    async with start(feedback_api_url=backend.url) as services:
        await put(services, "van", said)
        async with services.draining.running():
            await until(lambda: len(backend.batches) >= 2)
    async with start(feedback_api_url=backend.url) as services, services.draining.running():
        await until_left(services, "van")
    assert sorted(backend.rows) == sorted(ids(said))
