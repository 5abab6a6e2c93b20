"""From the phone to the database, by itself: whatever dies on the way."""

import contextlib
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from tests.support.chromium import until
from tests.support.network import Deaf, Network, Weather
from tests.support.queue_page import kill
from tests.support.sending import (
    SAVED,
    SENT,
    all_arrive,
    arrived,
    bring,
    eventually,
    phone,
    rate,
    rate_again,
    rows,
    soon,
    visit,
)
from tests.support.server import Server


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
