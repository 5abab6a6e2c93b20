"""From the phone to the server, by itself: the real program, the real page, and a network that comes and goes."""

import contextlib
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pycrdt
import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from tests.support.chromium import open_browser, pass_time, until
from tests.support.entries import record
from tests.support.my_feedback import PASSPHRASE, my_feedback, protect, read_file, unlock
from tests.support.network import Deaf, Network, Weather, network_to
from tests.support.queue_page import kill
from tests.support.server import Server, running_server

CONTROLLED = "navigator.serviceWorker?.controller?.state === 'activated'"
SAVED = "It will be sent when you are back online."
# What the page says of itself to programs.
LISTEN = "window.last = {}; addEventListener('jazz:sync', ({ detail }) => (window.last = detail));"
LISTEN += "window.errors = []; addEventListener('jazz:error', ({ detail }) => window.errors.push(detail.code));"
SENT = "last.pending === 0 && last.received + last.stored > 0"
PATIENCE = 30


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "server"
    folder.mkdir()
    with running_server(folder) as started:
        yield started


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    with network_to(server.port) as network:
        yield network


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = phone(playwright, tmp_path / "profile")
    yield opened
    opened.close()


def phone(playwright: Playwright, profile: Path) -> BrowserContext:
    context = open_browser(playwright, profile)
    context.add_init_script(LISTEN)
    return context


def visit(context: BrowserContext, url: str) -> Page:
    """The rating page, kept for use with no network."""
    page = context.new_page()
    page.goto(f"{url}/rate")
    until(page, CONTROLLED)
    until(page, "last.room !== undefined")
    return page


def rate(page: Page, order: str = "A-17") -> None:
    page.get_by_label("Order number").fill(order)
    page.get_by_label("Courier's number").fill("7")
    page.get_by_role("radio", name="4, Good").check(force=True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you")).to_be_visible()


def bring(page: Page, folder: Path, count: int) -> set[str]:
    """Read a file with that many records; their ids, once they are kept."""
    items = [record(orderId=f"ORDER-{at}") for at in range(count)]
    file = folder / "queue.json"
    file.write_text(json.dumps(items))
    mine = my_feedback(page)
    read_file(mine, file)
    expect(mine.get_by_text("were added from the file.")).to_be_visible(timeout=PATIENCE * 1000)
    mine.close()
    return {item["id"] for item in items}


def rows(server: Server, query: str) -> list[Any]:
    """What stands in the server's database."""
    with closing(sqlite3.connect(f"file:{server.folder / 'data' / 'doorstep.db'}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def arrived(server: Server) -> set[str]:
    """The ids that the server has, in its rooms or already in the database; none twice."""
    documents: dict[str, pycrdt.Doc[Any]] = {}
    for room, body in rows(server, "select room, body from journal order by room, sequence"):
        documents.setdefault(room, pycrdt.Doc()).apply_update(body)
    waiting = [item["id"] for doc in documents.values() for item in doc.get("queue", type=pycrdt.Array)]
    assert not [each for each, times in Counter(waiting).items() if times > 1]
    return set(waiting) | {each for (each,) in rows(server, "select id from feedback")}


def eventually(page: Page, promise: str) -> None:
    """As until(), for what may take a back-off."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(promise):
        assert time.monotonic() < deadline, (promise, page.evaluate("last"), page.evaluate("errors"))
        page.wait_for_timeout(50)


def soon(page: Page, promise: Callable[[], object]) -> None:
    """The same for something outside of the page, which goes on meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while not promise():
        assert time.monotonic() < deadline, page.evaluate("[window.last, window.errors]")
        page.wait_for_timeout(50)


def test_feedback_goes_to_the_database_by_itself_when_the_server_is_back(
    context: BrowserContext, server: Server
) -> None:
    page = visit(context, server.url)
    page.evaluate("""() => {
        window.states = [];
        addEventListener("jazz:sync", ({ detail: { pending, received, stored } }) =>
            states.push(pending ? "saved" : received ? "received" : stored ? "stored" : "nothing"));
    }""")
    server.kill()
    rate(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    server.start()
    eventually(page, "last.stored === 1 && last.pending + last.received === 0")
    states = page.evaluate("states.filter((state, at) => state !== states[at - 1])")
    assert [state for state in states if state != "nothing"] == ["saved", "received", "stored"]
    assert rows(server, "select order_id, courier_id, rating, source from feedback") == [("A-17", 7, 4, "customer")]
    assert len(arrived(server)) == 1
    expect(page.get_by_text(SAVED)).to_be_hidden()
    assert page.evaluate("last.room") == rows(server, "select room from journal")[0][0]


def test_a_visitor_who_sends_nothing_is_not_registered_and_opens_no_socket(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    page.reload()
    until(page, "last.room === 'anonymous'")
    visit(context, network.url)
    assert network.sockets == 0
    assert rows(server, "select count(*) from principal where kind = 'device'") == [(0,)]


def test_two_tabs_register_once_and_show_the_same(context: BrowserContext, server: Server) -> None:
    one, two = visit(context, server.url), visit(context, server.url)
    rate(one, "A-1")
    rate(two, "A-2")
    for page in (one, two):
        page.bring_to_front()
        eventually(page, "last.pending === 0 && last.received + last.stored === 2 && last.online")
    assert rows(server, "select count(*) from principal where kind = 'device'") == [(1,)]
    assert len(arrived(server)) == 2


def test_another_tab_takes_over_when_the_leader_dies(context: BrowserContext, server: Server) -> None:
    one, two = visit(context, server.url), visit(context, server.url)
    rate(one, "A-1")
    eventually(one, SENT)
    one.close()
    rate(two, "A-2")
    began = time.monotonic()
    eventually(two, "last.pending === 0")
    assert time.monotonic() - began < 2
    assert len(arrived(server)) == 2


def test_another_tab_takes_over_when_the_leaders_process_crashes(context: BrowserContext, server: Server) -> None:
    one, two = visit(context, server.url), visit(context, server.url)
    one.bring_to_front()
    rate(one, "A-1")
    eventually(one, SENT)
    eventually(two, SENT)
    crash(one)
    two.bring_to_front()
    rate(two, "A-2")
    began = time.monotonic()
    eventually(two, "last.pending === 0")
    assert time.monotonic() - began < 2
    assert len(arrived(server)) == 2


def crash(page: Page) -> None:
    """End the process of a page, as its own fault would."""
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash")


def test_a_server_killed_before_its_answer_arrives_has_the_record_once(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    rate(page, "A-1")
    eventually(page, f"{SENT} && last.online")
    network.swallow(Deaf.ANSWERS)
    rate_again(page, "A-2")
    soon(page, lambda: len(arrived(server)) == 2)
    assert page.evaluate("last.pending") == 1
    server.kill()
    network.swallow(Deaf.NEVER)
    server.start()
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2


def test_a_network_that_swallows_everything_is_given_up(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    page.clock.install()
    rate(page, "A-1")
    eventually(page, f"{SENT} && last.online")
    network.swallow(Deaf.ALWAYS)
    rate_again(page, "A-2")
    calls = len(network.calls)
    page.clock.fast_forward("00:21")
    soon(page, lambda: len(network.calls) > calls)
    assert page.evaluate("last.pending") == 1
    network.swallow(Deaf.NEVER)
    network.cut()
    page.get_by_role("button", name="Rate another order").click()
    page.evaluate("dispatchEvent(new Event('online'))")
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2


def test_whatever_the_server_closes_with_the_phone_comes_back_with_what_waits(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    rate(page, "A-0")
    eventually(page, f"{SENT} && last.online")
    codes = (4400, 4408, 4413, 4429, 4508, 1012, 1013)
    for sent, code in enumerate(codes, 1):
        sockets = network.sockets
        network.swallow(Deaf.ANSWERS)
        rate_again(page, f"A-{code}")
        assert page.evaluate("last.pending") == 1
        network.swallow(Deaf.NEVER)
        network.end_sockets(code)
        eventually(page, "last.pending === 0 && last.online")
        assert network.sockets > sockets, code
        assert len(arrived(server)) == sent + 1
    assert page.evaluate("errors") == []


def test_the_connection_ends_when_nothing_is_looked_at_any_more(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    page.clock.install()
    rate(page, "A-1")
    eventually(page, "last.stored === 1 && last.online")
    assert network.open_sockets == 1
    pass_time(page, 31)
    soon(page, lambda: network.open_sockets == 0)
    assert page.evaluate("last.online")
    pass_time(page, 61)
    eventually(page, "!last.online")
    rate_again(page, "A-2")
    eventually(page, "last.stored === 2 && last.online")
    hide(page)
    soon(page, lambda: network.open_sockets == 0)
    assert page.evaluate("errors") == []


def hide(page: Page) -> None:
    """As when somebody puts the phone away."""
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")


def all_arrive(page: Page, server: Server, ids: set[str]) -> None:
    """Wait until the server has all of them, and the page knows."""
    soon(page, lambda: ids <= arrived(server))
    eventually(page, "last.pending === 0")


def test_nothing_is_lost_or_doubled_when_the_server_is_killed_while_it_is_sent(
    context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = visit(context, server.url)
    rate(page)
    eventually(page, SENT)
    for _ in range(3):
        ids = bring(page, tmp_path, 300)
        server.kill()
        server.start()
        all_arrive(page, server, ids)
    assert len(arrived(server)) == 901


def test_five_thousand_records_made_offline_go_in_pieces(
    context: BrowserContext, server: Server, network: Network, tmp_path: Path
) -> None:
    page = visit(context, network.url)
    network.become(Weather.CUT)
    ids = bring(page, tmp_path, 5000)
    network.become(Weather.FINE)
    all_arrive(page, server, ids)
    assert arrived(server) == ids
    assert max(size for (size,) in rows(server, "select length(body) from journal")) < 1_048_576


def test_where_sockets_are_blocked_it_goes_over_http(context: BrowserContext, server: Server, network: Network) -> None:
    page = visit(context, network.url)
    network.become(Weather.NO_SOCKETS)
    rate(page, "A-1")
    eventually(page, f"{SENT} && last.online")
    rate_again(page, "A-2")
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2
    assert network.sockets == 1


def rate_again(page: Page, order: str) -> None:
    page.get_by_role("button", name="Rate another order").click()
    rate(page, order)


def test_a_portal_is_no_answer(context: BrowserContext, server: Server, network: Network) -> None:
    page = visit(context, network.url)
    network.become(Weather.PORTAL)
    rate(page)
    soon(page, lambda: any(call.startswith("POST /api/devices") for call in network.calls))
    assert page.evaluate("[last.pending, last.received, last.online]") == [1, 0, False]
    network.become(Weather.FINE)
    eventually(page, SENT)
    network.become(Weather.PORTAL)
    rate_again(page, "A-2")
    soon(page, lambda: network.calls[-1].startswith("POST /api/sync"))
    assert page.evaluate("last.pending") == 1
    network.become(Weather.FINE)
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2


def test_a_revoked_device_keeps_its_queue_and_says_so(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    rate(page, "A-1")
    eventually(page, SENT)
    change(server, "update token set revoked_at = '2026-01-01 00:00:00' where purpose = 'device'")
    eventually(page, "errors.includes('not_admitted')")
    calls = len(network.calls)
    page.clock.install()
    rate_again(page, "A-2")
    assert page.evaluate("last.pending") == 1
    # Longer than any back-off; then one turn of whatever that has begun.
    page.clock.fast_forward("10:00")
    page.evaluate("fetch('/api/health')")
    assert not [call for call in network.calls[calls:] if "sync" in call or "devices" in call]


def change(server: Server, statement: str) -> None:
    with closing(sqlite3.connect(server.folder / "data" / "doorstep.db", timeout=10)) as database:
        database.execute(statement)
        database.commit()


def test_a_token_that_had_its_time_is_replaced_and_the_room_stays(context: BrowserContext, server: Server) -> None:
    page = visit(context, server.url)
    rate(page, "A-1")
    eventually(page, SENT)
    room = page.evaluate("last.room")
    server.kill()
    change(server, "update token set expires_at = '2026-01-01 00:00:00' where purpose = 'device'")
    server.start()
    rate_again(page, "A-2")
    eventually(page, "last.pending === 0")
    assert page.evaluate("last.room") == room
    assert rows(server, "select count(*) from token where purpose = 'device'") == [(2,)]
    assert len(arrived(server)) == 2


def test_a_server_that_has_lost_its_data_gets_everything_that_waits_again(
    context: BrowserContext, server: Server
) -> None:
    page = visit(context, server.url)
    rate(page, "A-1")
    eventually(page, SENT)
    server.kill()
    for file in (server.folder / "data").glob("doorstep.db*"):
        file.unlink()
    rate_again(page, "A-2")
    server.start()
    eventually(page, "last.pending === 0")
    expected = page.evaluate("last.received + last.stored")
    assert len(arrived(server)) == expected


def test_a_rating_goes_on_when_the_browser_is_killed(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    context = phone(playwright, tmp_path / "killed")
    page = visit(context, server.url)
    server.kill()
    rate(page)
    kill(context, tmp_path / "killed")
    server.start()
    context = phone(playwright, tmp_path / "killed")
    page = visit(context, server.url)
    eventually(page, SENT)
    assert len(arrived(server)) == 1
    context.close()


def test_the_service_worker_sends_what_waits_when_no_tab_is_left(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    network.become(Weather.CUT)
    rate(page)
    until(page, "navigator.serviceWorker.ready.then((it) => it.sync.getTags()).then((tags) => tags.length === 1)")
    other = context.new_page()
    wake = waking(context, other, network)
    page.close()
    network.become(Weather.FINE)
    # Again and again, as the browser does while the tab's hold on what it sent is not yet given up.
    soon(other, lambda: wake() and len(arrived(server)) == 1)
    assert network.sockets == 0
    page = visit(context, network.url)
    eventually(page, SENT)
    assert len(arrived(server)) == 1


def waking(context: BrowserContext, page: Page, network: Network) -> Callable[[], object]:
    """Wakes the service worker as the browser does when there is a network; the page is one that stays open for it."""
    workers = context.new_cdp_session(page)
    registrations: list[str] = []
    workers.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(each["registrationId"] for each in event["registrations"]),
    )
    workers.send("ServiceWorker.enable")
    soon(page, lambda: registrations)
    event = {"origin": network.url, "registrationId": registrations[0], "tag": "jazz-anonymous", "lastChance": False}
    return lambda: workers.send("ServiceWorker.dispatchSyncEvent", event) == {}


def test_the_service_worker_leaves_a_tab_that_leads_alone(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    rate(page, "A-1")
    eventually(page, f"{SENT} && last.online")
    wake = waking(context, context.new_page(), network)
    page.bring_to_front()
    network.swallow(Deaf.ANSWERS)
    rate_again(page, "A-2")
    soon(page, lambda: len(arrived(server)) == 2)
    calls = len(network.calls)
    wake()
    # In the worker's turn, behind whatever the event has begun.
    [worker] = context.service_workers
    assert worker.evaluate(
        "navigator.locks.query().then(({ held }) => held.some(({ name }) => name.endsWith('-uploader')))"
    )
    assert len(network.calls) == calls
    network.swallow(Deaf.NEVER)
    network.cut()
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2


def test_the_service_worker_sends_nothing_of_an_account_that_is_locked(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    network.become(Weather.CUT)
    rate(page, "A-1")
    mine = my_feedback(page)
    protect(mine)
    mine.get_by_role("button", name="Lock now").click()
    expect(mine.get_by_text("What waits here is locked.")).to_be_visible()
    other = context.new_page()
    wake = waking(context, other, network)
    page.close()
    mine.close()
    network.become(Weather.FINE)
    wake()
    page = context.new_page()
    page.goto(f"{network.url}/queue")
    expect(page.get_by_text("What waits here is locked.")).to_be_visible()
    assert arrived(server) == set()
    unlock(page, PASSPHRASE)
    eventually(page, SENT)
    assert len(arrived(server)) == 1


def test_a_clock_that_jumps_changes_nothing(context: BrowserContext, server: Server) -> None:
    page = visit(context, server.url)
    page.clock.install(time="2031-01-01T00:00:00")
    rate(page, "A-1")
    eventually(page, SENT)
    page.clock.set_system_time("2020-01-01T00:00:00")
    rate_again(page, "A-2")
    eventually(page, "last.pending === 0")
    assert rows(server, "select count(*) from token where purpose = 'device'") == [(1,)]
    assert len(arrived(server)) == 2
