"""The service worker brings what waits when no tab is left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.support.chromium import until
from tests.support.my_feedback import PASSPHRASE, my_feedback, protect, unlock
from tests.support.network import Deaf, Network, Weather
from tests.support.sending import SENT, arrived, eventually, phone, rate, rate_again, soon, visit
from tests.support.server import Server


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """Only the whole browser has Background Sync."""
    opened = phone(playwright, tmp_path / "profile", whole=True)
    yield opened
    opened.close()


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
