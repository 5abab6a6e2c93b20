"""One suite for both queues: the room of the sync server, and the browser's list. Both keep the same promises."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from pydantic.alias_generators import to_snake

from app.config import Settings
from app.errors import Conflict, Invalid
from app.feedback.submission import Receipt, ReceiptStatus
from app.jazz.bridge import Bridge, JazzStateManager
from app.jazz.carry import Report
from app.jazz.delivery import Delivery, GivenToken
from app.jazz.document import Answered
from app.jazz.queues import CrdtQueue, ListCarrier, LocalStorageQueue, PendingQueue
from app.services import Services, running
from app.store.feedback import count_feedback
from tests.support.bridge import ids_of, put
from tests.support.entries import record

DATA = {"order_id": "ORDER123", "courier_id": 7, "rating": 5, "comment": "Thank you"}


@dataclass
class Kept:
    """One of the two, with a way to look behind it."""

    services: Services
    queue: PendingQueue
    held: Callable[[], Any]
    put: Callable[[list[Any]], Any]
    log: list[str] = field(default_factory=list)

    @property
    def manager(self) -> JazzStateManager:
        return JazzStateManager(self.queue)


def in_a_room(services: Services) -> Kept:
    queue = CrdtQueue(services.rooms, "van")

    async def held() -> list[Any]:
        async with services.rooms.replica("van") as replica:
            from pycrdt import Array

            return list(replica.doc.get("queue", type=Array).to_py() or [])

    return Kept(services, queue, held, lambda items: put(services, "van", items))


def in_a_list(services: Services) -> Kept:
    carrier = ListCarrier([])

    async def held() -> list[Any]:
        found: list[Any] = json.loads(carrier.text)
        return found

    async def add(items: list[Any]) -> None:
        carrier.text = json.dumps([*json.loads(carrier.text), *items])

    return Kept(services, LocalStorageQueue(carrier, "van"), held, add)


@pytest.fixture(params=[in_a_room, in_a_list])
async def kept(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> AsyncIterator[Kept]:
    async with running(Settings(database_url=database_url, data_dir=tmp_path / "data")) as services:
        yield request.param(services)


@pytest.fixture(params=[in_a_room, in_a_list])
async def kept_where_links_are_asked_for(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_url: str
) -> AsyncIterator[Kept]:
    settings = Settings(database_url=sqlite_url, data_dir=tmp_path / "data", only_rating_links=True)
    async with running(settings) as services:
        yield request.param(services)


async def test_the_loop_of_the_guide(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "app.jazz")
    jazz_manager = kept.manager
    await jazz_manager.initialize()
    await jazz_manager.enqueue(DATA)
    items = await jazz_manager.get_pending()
    assert [item["order_id"] for item in items] == ["ORDER123"]
    for item in items:
        if not item["synced"]:
            await jazz_manager.mark_synced(item["order_id"])
    assert await jazz_manager.get_pending() == []
    assert await kept.held() == []
    assert [line.message for line in caplog.records if line.name == "app.jazz"] == [
        "Jazz queue initialized",
        "Added to Jazz queue: ORDER123",
        "Successfully synced ORDER123",
    ]


async def test_a_record_is_complete_and_has_its_id_from_the_beginning(kept: Kept) -> None:
    added = await kept.manager.enqueue(DATA)
    [item] = await kept.manager.get_pending()
    assert item == added
    assert item["id"][14] == "7"
    assert (item["courier_id"], item["synced"], item["source"], item["reasons"]) == (7, False, "api", [])


def odd_records() -> dict[str, dict[str, Any]]:
    plain = record(orderId="ORDER9")
    return {
        "fields in snake_case": {to_snake(name): value for name, value in plain.items()},
        "blanks around the order": plain | {"orderId": " ORDER9 "},
        "an id in capitals": plain | {"id": plain["id"].upper()},
    }


ODD = list(odd_records())


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("by", ["order_id", "id"])
async def test_what_was_handed_out_can_be_marked(
    kept: Kept, odd: str, by: str, caplog: pytest.LogCaptureFixture
) -> None:
    """By what stands in it then, however it stands in the queue."""
    caplog.set_level(logging.INFO, "app.jazz")
    await kept.put([odd_records()[odd]])
    [item] = await kept.manager.get_pending()
    assert item["order_id"] == "ORDER9"
    await kept.manager.mark_synced(item[by])
    assert await kept.held() == []
    assert caplog.messages[-1] == "Successfully synced ORDER9"


@pytest.mark.parametrize("odd", ODD)
async def test_what_is_oddly_written_is_drained_under_its_order(
    kept: Kept, odd: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app.jazz")
    await kept.put([odd_records()[odd]])
    assert await kept.manager.drain() == Report(stored=1)
    assert "Successfully synced ORDER9" in caplog.messages


async def test_what_only_the_server_writes_is_not_taken_from_a_caller(kept: Kept) -> None:
    """Whoever brings a record back as it was handed out brings that along."""
    added = await kept.manager.enqueue(DATA | {"synced": True, "synced_at": "2026-01-02T03:04:05Z", "error": "boom"})
    assert (added["synced"], added["synced_at"], added["error"]) == (False, None, None)
    assert await kept.manager.get_pending() == [added]
    assert await kept.manager.drain() == Report(stored=1)


async def test_a_refusal_without_a_reason_comes_to_its_end(kept: Kept) -> None:
    """The API need not say why: without words the record must not be handed out again and again."""

    def answer(request: httpx.Request) -> httpx.Response:
        items = json.loads(request.content)["items"]
        return httpx.Response(200, json={"receipts": [{"id": each["id"], "status": "rejected"} for each in items]})

    async with httpx.AsyncClient(base_url="http://api.invalid/api", transport=httpx.MockTransport(answer)) as client:
        bridge = replace(kept.services.draining.bridge, delivery=Delivery(client, GivenToken("token")))
        manager = JazzStateManager(kept.queue, bridge)
        await manager.enqueue(DATA)
        assert await manager.drain() == Report(rejected=1)
        assert await manager.get_pending() == []


async def test_the_time_to_wait_is_kept_when_the_api_is_slow(kept: Kept) -> None:
    asked = asyncio.Event()

    async def answer(_request: httpx.Request) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with httpx.AsyncClient(base_url="http://api.invalid/api", transport=httpx.MockTransport(answer)) as client:
        bridge = replace(kept.services.draining.bridge, delivery=Delivery(client, GivenToken("token")))
        manager = JazzStateManager(kept.queue, bridge)
        await manager.enqueue(DATA)
        async with asyncio.timeout(20):
            assert not await manager.wait_for_sync(timeout=0.2)
    assert asked.is_set()
    assert len(await kept.manager.get_pending()) == 1


@pytest.mark.parametrize("damaged", ['[{"id": "half', '{"no": "list"}', "[" * 100_000])
async def test_a_damaged_list_is_told_and_left_as_it_is(damaged: str, caplog: pytest.LogCaptureFixture) -> None:
    state = SimpleNamespace(feedback_pending_queue=damaged)
    bridge = Bridge(False, None, None, None)  # type: ignore[arg-type]
    manager = JazzStateManager(state, bridge)
    for work in (manager.initialize(), manager.enqueue(DATA), manager.drain()):
        with pytest.raises(Invalid, match="can't be read"):
            await work
        assert caplog.messages[-1] == "Jazz sync error: The list of waiting records can't be read."
    assert state.feedback_pending_queue == damaged


def test_a_state_may_have_any_method() -> None:
    class Van:
        jazz_room = "van"

        async def change(self, value: str) -> None:
            raise AssertionError(value)

    assert isinstance(JazzStateManager(Van(), Bridge(True, None, None, None)).queue, CrdtQueue)  # type: ignore[arg-type]


async def test_the_same_again_is_the_same_record(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "app.jazz")
    added = await kept.manager.enqueue(DATA)
    assert await kept.manager.enqueue(added) == added
    # camelCase is as good; and whoever doesn't say when it was said has not said something else.
    again = {"id": added["id"], "orderId": "ORDER123", "courierId": 7, "rating": 5, "comment": "Thank you"}
    assert await kept.manager.enqueue(again) == added
    assert await kept.manager.get_pending() == [added]
    assert [line.message for line in caplog.records if line.name == "app.jazz"] == ["Added to Jazz queue: ORDER123"]


@pytest.mark.parametrize(
    "other", [{"rating": 1}, {"comment": None}, {"created_at": "2026-01-01T00:00:00Z"}, {"link": "another"}]
)
async def test_the_same_id_with_other_content_is_told(
    kept: Kept, other: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    added = await kept.manager.enqueue(DATA)
    caplog.clear()
    with pytest.raises(Conflict):
        await kept.manager.enqueue(added | other)
    assert [line.message for line in caplog.records if line.name == "app.jazz"] == [
        f"Jazz sync error: ORDER123 was refused: {Conflict.__doc__}"
    ]
    assert await kept.manager.get_pending() == [added]


async def test_what_waits_and_breaks_a_rule_is_other_content(kept: Kept) -> None:
    bad = record(rating=9)
    await kept.put([bad])
    with pytest.raises(Conflict):
        await kept.manager.enqueue(bad | {"rating": 5})
    assert await kept.held() == [bad]


async def test_what_is_a_row_already_may_come_again(kept: Kept) -> None:
    added = await kept.manager.enqueue(DATA)
    assert await kept.manager.drain() == Report(stored=1)
    await kept.manager.enqueue(added)
    assert await kept.manager.drain() == Report(duplicate=1)
    await kept.manager.enqueue(added | {"rating": 1})
    assert await kept.manager.drain() == Report(rejected=1)


async def test_a_record_keeps_the_link_that_lets_it_in(kept_where_links_are_asked_for: Kept) -> None:
    kept = kept_where_links_are_asked_for
    token, _ = kept.services.links.make("ORDER123", 7)
    phones = record(link=token)
    await kept.put([phones])
    added = await kept.manager.enqueue(DATA | {"link": token})
    assert [(item["id"], item["link"]) for item in await kept.manager.get_pending()] == [
        (phones["id"], token),
        (added["id"], token),
    ]
    assert await kept.manager.drain() == Report(stored=2)


async def test_what_breaks_a_rule_is_not_taken(kept: Kept) -> None:
    with pytest.raises(Invalid) as caught:
        await kept.manager.enqueue(DATA | {"rating": 9})
    assert list(caught.value.fields) == ["rating"]
    assert await kept.manager.get_pending() == []


async def test_draining_counts_what_became_of_each(kept: Kept) -> None:
    said, bad = [record() for _ in range(250)], record(rating=0)
    await kept.put([*said[:3], bad, said[0], *said[3:]])
    # The second of two the same has its turn after the first, and is a row already.
    assert await kept.manager.drain() == Report(stored=250, rejected=1, duplicate=1)
    assert await kept.services.database.read(count_feedback) == 250
    # What was refused stays, isn't handed out, and isn't brought again.
    [left] = await kept.held()
    assert left["id"] == bad["id"]
    assert await kept.manager.get_pending() == []
    assert await kept.manager.drain() == Report()


async def test_marking_by_an_order_that_has_several_loses_none(kept: Kept) -> None:
    said = [record(orderId="SAME") for _ in range(3)]
    await kept.put(said)
    await kept.manager.mark_synced(said[1]["id"])
    assert [item["id"] for item in await kept.manager.get_pending()] == [said[0]["id"], said[2]["id"]]
    await kept.manager.mark_synced("SAME")
    assert await kept.held() == []
    # Those two were delivered; the first was taken at the caller's word.
    assert await kept.services.database.read(count_feedback) == 2


async def test_a_refused_record_is_marked_by_its_id(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "app.jazz")
    bad, worse = record(rating=9), record(rating=10)
    await kept.put([bad, worse, bad])
    assert (await kept.manager.drain()).rejected == 2
    # By its order only what waits is meant.
    await kept.manager.mark_synced(bad["orderId"])
    assert len(await kept.held()) == 3
    caplog.clear()
    await kept.manager.mark_synced(bad["id"])
    assert [each["id"] for each in await kept.held()] == [worse["id"]]
    assert [line.message for line in caplog.records if line.name == "app.jazz"] == [
        f"Successfully synced {bad['orderId']}"
    ]
    if isinstance(kept.queue, CrdtQueue):
        assert await ids_of(kept.services, "van", "receipts") == [bad["id"]]
        assert await ids_of(kept.services, "van", "attention") == [worse["id"]]
    assert await kept.manager.drain() == Report()


async def test_marking_what_is_not_there_changes_nothing(kept: Kept) -> None:
    await kept.put([record()])
    await kept.manager.mark_synced("ANOTHER")
    assert len(await kept.held()) == 1


async def test_only_the_very_same_content_leaves(kept: Kept) -> None:
    first = record()
    await kept.put([{**first, "comment": "changed meanwhile"}])
    receipt = Receipt(id=first["id"], status=ReceiptStatus.STORED)
    await kept.queue.settle([Answered(first, receipt)])
    assert len(await kept.held()) == 1


async def test_junk_is_in_nobodys_way(kept: Kept) -> None:
    deep: Any = "deep"
    for _ in range(900):
        deep = [deep]
    good = record()
    await kept.put([None, "text", 5, {"no": "id"}, {"id": 3}, good, {"id": "no-record"}])
    if isinstance(kept.queue, CrdtQueue):
        await kept.put([{"id": "deep", "comment": deep}])
    report = await kept.manager.drain()
    assert (report.stored, report.rejected) == (1, 1)
    assert good["id"] not in [each.get("id") for each in await kept.held() if isinstance(each, dict)]
    assert await kept.manager.drain() == Report()


async def test_waiting_for_sync_delivers(kept: Kept) -> None:
    await kept.put([record() for _ in range(3)])
    assert await kept.manager.wait_for_sync(timeout=20)
    assert await kept.services.database.read(count_feedback) == 3


async def test_trouble_is_logged_and_leaves_everything(
    tmp_path: Path, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(database_url=sqlite_url, data_dir=tmp_path / "data", feedback_api_url="http://127.0.0.1:1")
    async with running(settings) as services:
        for kept in (in_a_room(services), in_a_list(services)):
            caplog.clear()
            await kept.put([record(), record()])
            assert await kept.manager.drain() == Report(retry_later=2)
            assert not await kept.manager.wait_for_sync(timeout=0.1)
            assert len(await kept.manager.get_pending()) == 2
            assert "Jazz sync error: The API can't be reached (ConnectError)." in caplog.messages


@pytest.mark.parametrize("use_crdt", [True, False])
@pytest.mark.parametrize("state", [None, object(), SimpleNamespace(), SimpleNamespace(jazz_room="van"), "van"])
async def test_a_worker_needs_no_reflex(tmp_path: Path, database_url: str, use_crdt: bool, state: Any) -> None:
    settings = Settings(database_url=database_url, data_dir=tmp_path / "data", use_jazz_sync=use_crdt)
    async with running(settings) as services:
        manager = JazzStateManager(state)
        await manager.initialize()
        await manager.enqueue(DATA)
        # It isn't this manager's alone: another one of the same worker, or of one after it, finds it.
        manager = JazzStateManager(state)
        assert [item["order_id"] for item in await manager.get_pending()] == ["ORDER123"]
        assert await manager.drain() == Report(stored=1)
        assert await manager.get_pending() == []
        assert await services.database.read(count_feedback) == 1
