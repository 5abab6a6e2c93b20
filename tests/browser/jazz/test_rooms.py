"""Devices and rooms: joining another's, a room's next document, a copied profile. A bare page at the real server."""

import asyncio
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pycrdt
import pytest
from playwright.sync_api import BrowserContext, Playwright

from app.store import journal
from app.store.engine import Database
from tests.support.bare_phones import ADD, EVEN, NOWHERE, OPEN, ORDERS, phone, tab
from tests.support.chromium import pass_time, until
from tests.support.network import Weather, network_to
from tests.support.queue_page import build_harness, open_page, served
from tests.support.rooms import RoomServer
from tests.support.server import Server, running_server


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harness")
    build_harness(folder)
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "server"
    folder.mkdir()
    # Nothing is drained: what waits in the rooms is what these tests are about.
    with running_server(folder, FEEDBACK_API_URL=NOWHERE, FEEDBACK_API_TOKEN="none") as started:
        yield started


@pytest.fixture
def phones(playwright: Playwright, tmp_path: Path, harness: Path) -> Iterator[list[BrowserContext]]:
    opened = [phone(playwright, tmp_path / name, harness) for name in ("one", "two")]
    yield opened
    for context in opened:
        context.close()


def contents(server: Server) -> dict[tuple[str, int], list[str]]:
    """By room and document, the orders that wait in it."""
    documents: dict[tuple[str, int], pycrdt.Doc[Any]] = {}
    with closing(sqlite3.connect(f"file:{server.folder / 'data' / 'doorstep.db'}?mode=ro", uri=True)) as database:
        for room, epoch, body in database.execute("select room, epoch, body from journal order by sequence"):
            documents.setdefault((room, epoch), pycrdt.Doc()).apply_update(body)
    return {
        key: sorted(item["orderId"] for item in doc.get("queue", type=pycrdt.Array)) for key, doc in documents.items()
    }


def retire(server: Server, room: str) -> None:
    """Begin the room's next document with what waits in the one before, while the server is down."""

    async def begin() -> None:
        database = Database(f"sqlite:///{server.folder / 'data' / 'doorstep.db'}")
        place, rows = await database.read(lambda session: journal.open_room(session, room))
        before: pycrdt.Doc[Any] = pycrdt.Doc()
        for row in rows:
            before.apply_update(row.body)
        after: pycrdt.Doc[Any] = pycrdt.Doc()
        after.get("queue", type=pycrdt.Array).extend(before.get("queue", type=pycrdt.Array).to_py() or [])
        await database.write(lambda session: journal.retire(session, room, place.epoch, after.get_update()))
        database.close()

    # Playwright has the event loop of this thread.
    thread = Thread(target=lambda: asyncio.run(begin()))
    thread.start()
    thread.join()


def test_who_joins_brings_what_waits_and_both_see_both(phones: list[BrowserContext], server: Server) -> None:
    one, two = (tab(context, server) for context in phones)
    one.evaluate(ADD, "A-1")
    two.evaluate(ADD, "B-1")
    for page in (one, two):
        until(page, EVEN)
    code = one.evaluate("device.uplink.pair()")["code"]
    two.context.set_offline(True)
    two.evaluate(ADD, "B-2")
    assert two.evaluate("code => jazz.outcome(device.uplink.join(code))", code) == {"code": "no_answer"}
    two.context.set_offline(False)
    assert two.evaluate("code => jazz.outcome(device.uplink.join(code))", code) == {"ok": None}
    one.evaluate(ADD, "A-2")
    one.evaluate("device.uplink.stayLive(true)")
    for page in (one, two):
        until(page, f"{EVEN} && {ORDERS}.join() === 'A-1,A-2,B-1,B-2'")
    room = one.evaluate("news.room")
    until(two, f"news.room === {json.dumps(room)}")
    assert contents(server)[room, 0] == ["A-1", "A-2", "B-1", "B-2"]


def test_a_join_that_was_cut_off_is_finished_when_the_phone_is_opened_again(
    phones: list[BrowserContext], server: Server
) -> None:
    one, two = (tab(context, server) for context in phones)
    one.evaluate(ADD, "A-1")
    two.evaluate(ADD, "B-1")
    for page in (one, two):
        until(page, EVEN)
    code = one.evaluate("device.uplink.pair()")["code"]
    two.route("**/api/sync/**", lambda route: route.abort())
    assert two.evaluate("code => jazz.outcome(device.uplink.join(code))", code) == {"code": "no_answer"}
    assert two.evaluate(ORDERS) == ["B-1"]
    two.close()
    two = tab(phones[1], server)
    until(two, f"{EVEN} && {ORDERS}.join() === 'A-1,B-1'")
    assert contents(server)[one.evaluate("news.room"), 0] == ["A-1", "B-1"]


def test_a_page_that_shows_others_work_keeps_the_connection_until_it_is_closed(
    phones: list[BrowserContext], tmp_path: Path
) -> None:
    with running_server(tmp_path) as server, network_to(server.port) as network:
        leader, shown, closed = (tab(phones[0], server, network.url) for _ in range(3))
        for page in (leader, shown, closed):
            page.evaluate("device.uplink.stayLive(true)")
        leader.evaluate(ADD, "A-1")
        until(leader, f"{EVEN} && {ORDERS}.length === 0 && news.status === 'live'")
        leader.clock.install()
        leader.evaluate("device.uplink.stayLive(false)")
        closed.close()
        pass_time(leader, 31)
        assert network.open_sockets == 1
        shown.close()
        pass_time(leader, 31)
        until(leader, "news.status === 'idle'")
        assert network.open_sockets == 0


def test_any_tab_may_join_and_a_wrong_code_is_said(phones: list[BrowserContext], server: Server) -> None:
    one = tab(phones[0], server)
    first, second = tab(phones[1], server), tab(phones[1], server)
    second.evaluate(ADD, "B-1")
    for page in (first, second):
        until(page, "device.queue.view.items.length === 1")
    assert second.evaluate("jazz.outcome(device.uplink.join('2222-2222'))") == {"code": "bad_code"}
    code = one.evaluate("device.uplink.pair()")["code"]
    for page in (first, second):
        page.evaluate(ADD, "B-2")
    assert first.evaluate("code => jazz.outcome(device.uplink.join(code))", code) == {"ok": None}
    # What is added after the change, by a tab that knew only the document before, is in the new one.
    second.evaluate(ADD, "B-3")
    for page in (first, second):
        until(page, f"{EVEN} && {ORDERS}.join() === 'B-1,B-2,B-2,B-3'")
    until(one, "news.status === 'idle' || true")
    one.evaluate(ADD, "A-1")
    until(one, f"{EVEN} && {ORDERS}.join() === 'A-1,B-1,B-2,B-2,B-3'")
    assert contents(server)[one.evaluate("news.room"), 0] == ["A-1", "B-1", "B-2", "B-2", "B-3"]


def test_a_rooms_next_document_is_taken_up_without_losing_or_doubling(
    phones: list[BrowserContext], server: Server
) -> None:
    page, other = tab(phones[0], server), tab(phones[0], server)
    page.evaluate(ADD, "A-1")
    for each in (page, other):
        until(each, EVEN)
    room = page.evaluate("news.room")
    server.kill()
    page.evaluate(ADD, "A-2")
    other.evaluate(ADD, "A-3")
    retire(server, room)
    server.start()
    for each in (page, other):
        until(each, f"device.queue.view.received === 3 && {ORDERS}.join() === 'A-1,A-2,A-3'")
    assert contents(server)[room, 1] == ["A-1", "A-2", "A-3"]
    other.evaluate(ADD, "A-4")
    until(page, "device.queue.view.received === 4")
    assert contents(server)[room, 1] == ["A-1", "A-2", "A-3", "A-4"]


@pytest.mark.parametrize("weather", [Weather.FINE, Weather.NO_SOCKETS])
def test_rooms_may_run_at_another_origin(
    context: BrowserContext, server: Server, harness: Path, weather: Weather
) -> None:
    rooms = RoomServer(server.folder, FEEDBACK_API_URL=NOWHERE, FEEDBACK_API_TOKEN="none")
    rooms.start()
    # A page that came over a network of its own: browsers let no other reach this machine.
    asked = {"url": f"{server.url}/api/devices", "headers": {"Content-Type": "application/json"}}
    context.route("**/api/devices", lambda route: route.fulfill(response=route.fetch(**asked)))
    try:
        with network_to(rooms.port) as network, served(harness) as pages:
            network.become(weather)
            page = open_page(context, pages)
            page.evaluate(OPEN, [network.url.replace("http", "ws"), {}])
            page.evaluate(ADD, "A-1")
            until(page, f"{EVEN} && news.status === '{'live' if weather is Weather.FINE else 'polling'}'")
            assert [call for call in network.calls if "token=" in call] == []
    finally:
        rooms.kill()
    [(_, orders)] = contents(server).items()
    assert orders == ["A-1"]


def test_a_copied_profile_hides_nothing(playwright: Playwright, server: Server, tmp_path: Path, harness: Path) -> None:
    one = phone(playwright, tmp_path / "one", harness)
    page = tab(one, server)
    page.evaluate(ADD, "A-1")
    until(page, EVEN)
    one.close()
    # Copied while the browser is closed, as a backup is.
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    contexts = [phone(playwright, tmp_path / name, harness) for name in ("one", "two")]
    pages = [tab(context, server) for context in contexts]
    for at, page in enumerate(pages):
        page.evaluate(ADD, f"B-{at}")
        until(page, "device.queue.view.pending === 0")
    for page in pages:
        page.evaluate("device.uplink.stayLive(true)")
        until(page, f"{EVEN} && {ORDERS}.join() === 'A-1,B-0,B-1'")
    [(_, orders)] = contents(server).items()
    assert Counter(orders) == Counter(["A-1", "B-0", "B-1"])
    for context in contexts:
        context.close()
