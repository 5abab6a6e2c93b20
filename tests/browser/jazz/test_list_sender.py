"""The queue without the CRDT reaches the database by itself: the browser's own modules, and the real program."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.support.chromium import until
from tests.support.queue_page import open_page
from tests.support.server import Server, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    with running_server(folder, ONLY_KNOWN_ORDERS="false", LIMIT_DEVICES="1000/minute") as started:
        yield started


def as_own(route: Route) -> dict[str, str]:
    """The call's headers as a page of the program itself would send them."""
    foreign = ("origin", "referer", "sec-")
    return {name: value for name, value in route.request.headers.items() if not name.startswith(foreign)}


def lead_to(page: Page, server: Server) -> None:
    """The bare page's calls go to the real program."""

    def forward(route: Route) -> None:
        path = route.request.url.split("/api/", 1)[1]
        route.fulfill(response=route.fetch(url=f"{server.url}/api/{path}", headers=as_own(route)))

    page.route("**/api/**", forward)


def connect(page: Page, records: int = 0, **fields: Any) -> None:
    page.evaluate(
        """async ([records, fields]) => {
            window.news = [];
            await jazz.openList();
            for (let at = 0; at < records; at += 1) await device.queue.enqueue(jazz.record(fields));
            device.connect("", (news) => window.news.push(news), (error) => jazz.trouble.push(error.code));
        }""",
        [records, fields],
    )


def rows(server: Server) -> list[tuple[Any, ...]]:
    file = server.folder / "data" / "doorstep.db"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return database.execute("SELECT id, comment FROM feedback").fetchall()


def test_what_waits_is_sent_when_the_server_answers(context: BrowserContext, address: str, server: Server) -> None:
    page = open_page(context, address)
    page.route("**/api/**", lambda route: route.abort())
    connect(page, 120, comment="waits")
    until(page, "window.news.some((each) => each.status === 'waiting')")
    assert page.evaluate("device.queue.view.pending") == 120
    page.unroute("**/api/**")
    lead_to(page, server)
    page.evaluate("device.uplink.sendNow()")
    until(page, "device.queue.view.items.length === 0")
    assert len([row for row in rows(server) if row[1] == "waits"]) == 120
    # The last fifty receipts say so, also after a reload.
    assert page.evaluate("device.queue.view.stored") == 50
    assert page.evaluate("window.news.at(-1).online")
    page.reload()
    until(page, "window.jazz !== undefined")
    assert page.evaluate("async () => (await jazz.openList()).queue.view.receipts.length") == 50


SIGNED_OUT = """() => {
    document.head.innerHTML += "<script type='text/plain' data-clerk-publishable-key='pk_test_'></script>";
    window.hears = [];
    window.Clerk = { loaded: true, session: null, load: async () => {}, addListener: (hear) => hears.push(hear) };
}"""
SIGN_IN = """() => {
    Clerk.session = { getToken: async () => "of a session" };
    for (const hear of hears) hear({ session: Clerk.session });
}"""


def test_where_devices_belong_to_people_what_waits_goes_when_somebody_has_signed_in(
    context: BrowserContext, address: str, server: Server
) -> None:
    page = open_page(context, address)
    lead_to(page, server)
    page.evaluate(SIGNED_OUT)
    connect(page, 2, comment="signed out")
    until(page, "window.news.at(-1)?.status === 'signed_out'")
    assert page.evaluate("[device.queue.view.pending, jazz.trouble.length]") == [2, 0]
    with page.expect_request("**/api/devices") as asked:
        page.evaluate(SIGN_IN)
    assert asked.value.headers["authorization"] == "Bearer of a session"
    until(page, "device.queue.view.items.length === 0")
    assert len([row for row in rows(server) if row[1] == "signed out"]) == 2


def test_an_answer_that_is_lost_makes_no_second_row(context: BrowserContext, address: str, server: Server) -> None:
    page = open_page(context, address)
    lead_to(page, server)
    lost: list[int] = []

    def lose(route: Route) -> None:
        if len(lost) < 2:
            lost.append(route.fetch(url=f"{server.url}/api/queue", headers=as_own(route)).status)
            route.abort()
        else:
            route.fallback()

    page.route("**/api/queue", lose)
    connect(page, 5, comment="lost answer")
    until(page, "device.queue.view.items.length === 0")
    assert lost == [200, 200]
    assert len([row for row in rows(server) if row[1] == "lost answer"]) == 5


def test_two_tabs_send_once(context: BrowserContext, address: str, server: Server) -> None:
    asked: list[str] = []
    tabs = [open_page(context, address) for _ in range(2)]
    for tab in tabs:
        lead_to(tab, server)
        tab.on("request", lambda request: asked.append(request.url))
        connect(tab)
    tabs[1].evaluate("async () => { await device.queue.enqueue(jazz.record({ comment: 'two tabs' })); }")
    for tab in tabs:
        until(tab, "device.queue.view.items.length === 0 && device.queue.view.stored === 1")
    assert len([row for row in rows(server) if row[1] == "two tabs"]) == 1
    assert len([url for url in asked if url.endswith("/api/queue")]) == 1
    assert len([url for url in asked if url.endswith("/api/devices")]) == 1


def test_a_refused_record_stays_with_its_reason_until_a_person_wants_it(
    context: BrowserContext, address: str, server: Server
) -> None:
    page = open_page(context, address)
    lead_to(page, server)

    def refuse(route: Route) -> None:
        item = json.loads(route.request.post_data or "")["items"][0]
        route.fulfill(json={"outcomes": [{"id": item["id"], "status": "rejected", "error": "Not one of ours."}]})

    page.route("**/api/queue", refuse)
    connect(page, 1, comment="refused")
    until(page, "device.queue.view.attention === 1")
    assert page.evaluate("device.queue.view.items[0].complaint.message") == "Not one of ours."
    page.unroute("**/api/queue")
    page.evaluate("device.queue.retry(device.queue.view.items[0].id)")
    until(page, "device.queue.view.items.length === 0")
    assert len([row for row in rows(server) if row[1] == "refused"]) == 1


def test_what_is_under_way_is_frozen(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    page.route("**/api/**", lambda route: route.abort())
    connect(page, 1)
    until(page, "window.news.some((each) => each.status === 'waiting')")
    # No device, nothing sent: it may still be changed. Then it is on its way, and an edit is a record of its own.
    page.evaluate("device.queue.edit(device.queue.view.items[0].id, { rating: 2 })")
    assert page.evaluate("device.queue.view.items.length") == 1
    told = {"deviceId": "d", "room": "r", "token": "t", "expiresAt": "2030-01-01T00:00:00Z"}
    page.route("**/api/devices", lambda route: route.fulfill(status=201, json=told))
    page.evaluate("device.uplink.sendNow()")
    until(page, "localStorage.getItem('feedback_pending_queue.marks')?.includes('sent') === true")
    page.evaluate("device.queue.edit(device.queue.view.items[0].id, { rating: 3 })")
    assert page.evaluate("device.queue.view.items.map((item) => item.rating)") == [2, 3]


def test_nothing_of_the_crdt_is_loaded() -> None:
    sources = Path(__file__).parents[3] / "app" / "jazz"
    seen: set[str] = set()
    left = ["list_uplink.ts", "fallback.ts"]
    while left:
        name = left.pop()
        if name in seen:
            continue
        seen.add(name)
        for line in (sources / name).read_text().splitlines():
            if line.startswith("import ") and not line.startswith("import type ") and ' from "' in line:
                wanted = line.split(' from "')[1].rstrip('";')
                assert wanted.startswith("./"), f"{name} imports {wanted}"
                left.append(wanted.removeprefix("./"))
    assert "document.ts" not in seen
