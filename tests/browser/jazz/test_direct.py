"""Devices of one room speak with each other directly, and go on while one of them or all can't reach the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.support.bare_phones import ADD, EVEN, NOWHERE, ORDERS, phone, tab
from tests.support.chromium import until
from tests.support.network import Weather, network_to
from tests.support.queue_page import build_harness
from tests.support.sending import arrived, rows, soon
from tests.support.server import Server, running_server

# Addresses as they are: the names that browsers put in their place are looked up in the whole network.
FLAGS = ["--disable-features=WebRtcHideLocalIpsWithMdns"]
# Nothing is drained: what waits in the rooms is what these tests are about.
UNDRAINED = {"FEEDBACK_API_URL": NOWHERE, "FEEDBACK_API_TOKEN": "none"}

CALLED = "() => { window.RTCPeerConnection = class { constructor() { jazz.trouble.push('called'); } }; }"


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harness")
    build_harness(folder)
    return folder


@pytest.fixture
def phones(playwright: Playwright, tmp_path: Path, harness: Path) -> Iterator[list[BrowserContext]]:
    opened = [phone(playwright, tmp_path / name, harness, FLAGS) for name in ("one", "two")]
    yield opened
    for context in opened:
        context.close()


def pair(phones: list[BrowserContext], server: Server, first_url: str = "") -> list[Page]:
    """Two phones in one room, each with a channel to the other."""
    one, two = tab(phones[0], server, first_url, p2p=True), tab(phones[1], server, p2p=True)
    one.evaluate(ADD, "A-1")
    until(one, EVEN)
    code = one.evaluate("device.uplink.pair()")["code"]
    assert two.evaluate("code => jazz.outcome(device.uplink.join(code))", code) == {"ok": None}
    for page in (one, two):
        until(page, "news.direct === 1")
    return [one, two]


def test_with_no_server_each_has_what_the_other_keeps_and_says_no_more_of_it(
    phones: list[BrowserContext], tmp_path: Path
) -> None:
    with running_server(tmp_path, **UNDRAINED) as server:
        one, two = pair(phones, server)
        server.kill()
        theirs = one.evaluate(ADD, "A-2")
        two.evaluate(ADD, "B-1")
        for page in (one, two):
            until(page, f"{ORDERS}.join() === 'A-1,A-2,B-1'")
            # The server has neither: on both phones they are saved, and no more than that.
            assert page.evaluate("[device.queue.view.pending, device.queue.view.received]") == [2, 1]
        # What another device has is no longer changed in place.
        assert one.evaluate("id => jazz.outcome(device.queue.withdraw(id))", theirs) == {"code": "already_sent"}
        # The phone that it was entered on doesn't come back; the other one brings it.
        phones[0].close()
        server.start()
        until(two, EVEN)
        assert len(arrived(server)) == 3


def test_a_phone_that_can_not_reach_the_server_is_helped_by_one_that_can(
    phones: list[BrowserContext], tmp_path: Path
) -> None:
    with running_server(tmp_path) as server, network_to(server.port) as network:
        one, two = pair(phones, server, network.url)
        network.become(Weather.CUT)
        until(one, "news.status === 'waiting'")
        mine = one.evaluate(ADD, "A-2")
        soon(two, lambda: (mine,) in rows(server, "select id from feedback"))
        # It hears the same way that the record is in the database.
        until(one, f"device.queue.view.receipts.some((each) => each.id === '{mine}') && {ORDERS}.length === 0")
        network.become(Weather.FINE)
        one.evaluate("device.uplink.sendNow()")
        until(one, "news.status === 'live' && device.queue.view.pending === 0")
        assert len(rows(server, "select id from feedback")) == 2


def test_a_device_that_was_disconnected_hears_nothing_more(phones: list[BrowserContext], tmp_path: Path) -> None:
    with running_server(tmp_path, **UNDRAINED) as server:
        one, two = pair(phones, server)
        [other] = [each["id"] for each in one.evaluate("device.uplink.devices()") if not each["here"]]
        room = one.evaluate("news.room")
        one.evaluate("id => device.uplink.disconnectDevice(id)", other)
        # It goes on in a room of its own.
        until(two, f"news.room !== '{room}' && news.status === 'live'")
        one.evaluate(ADD, "A-2")
        two.evaluate(ADD, "B-1")
        until(one, f"{EVEN} && news.status === 'live' && {ORDERS}.join() === 'A-1,A-2'")
        until(two, f"{EVEN} && {ORDERS}.join() === 'B-1'")
        assert [page.evaluate("news.direct") for page in (one, two)] == [0, 0]


def test_without_the_setting_nobody_is_called(phones: list[BrowserContext], tmp_path: Path) -> None:
    with running_server(tmp_path, **UNDRAINED) as server:
        asking, silent = tab(phones[0], server, p2p=True), tab(phones[1], server)
        silent.evaluate(
            "() => { window.RTCPeerConnection = class { constructor() { jazz.trouble.push('called'); } }; }"
        )
        asking.evaluate(ADD, "A-1")
        until(asking, EVEN)
        code = asking.evaluate("device.uplink.pair()")["code"]
        silent.evaluate("code => device.uplink.join(code)", code)
        silent.evaluate("device.uplink.stayLive(true)")
        silent.evaluate(ADD, "B-1")
        for page in (asking, silent):
            until(page, f"{EVEN} && {ORDERS}.join() === 'A-1,B-1'")
        assert silent.evaluate("jazz.trouble") == []
        assert asking.evaluate("news.direct") == 0
