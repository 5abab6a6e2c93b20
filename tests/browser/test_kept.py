"""What a phone keeps, and what befalls it, through the pages that people see and with the server stopped."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.test_rate import SAVED, fill, phone, rate, send
from tests.support.axe import violations
from tests.support.build import built_pages, pages_with_a_list
from tests.support.chromium import PHONE, until
from tests.support.my_feedback import LISTEN, export, lines, my_feedback, open_panel, read_file, records
from tests.support.static_server import StaticServer, serving

KEY = "feedback_pending_queue"
DATABASE = "jazz-anonymous"
OLD = {"orderId": "A-1", "courierId": "7", "rating": 5, "comment": "one", "createdAt": "2024-05-04T10:00:00Z"}
SNAKE = {"order_id": "A-2", "courier_id": 7, "rating": 4, "created_at": 1714816800000}
PUT_ASIDE = "Some stored feedback can't be read. It was put aside."
MANY = 5000
# Flips a bit in the first row of the log, as a worn-out disk does.
CORRUPT = """(name) => new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
        const changing = opening.result.transaction("updates", "readwrite");
        changing.objectStore("updates").openCursor().onsuccess = ({ target }) => {
            const row = target.result.value;
            row.bytes[row.bytes.length - 1] ^= 1;
            target.result.update(row);
        };
        changing.oncomplete = () => { opening.result.close(); done(); };
    };
})"""


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = phone(playwright, tmp_path / "profile")
    yield opened
    opened.close()


def put(page: Page, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def test_the_old_list_moves_over_once_and_what_cannot_be_read_is_shown(
    context: BrowserContext, server: StaticServer
) -> None:
    page = rate(context, server)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    put(page, json.dumps([OLD, OLD, {"orderId": ""}, SNAKE]))
    for _ in range(2):
        page.reload()
        until(page, "window.last?.pending === 2")
    assert [each for each in said if "Jazz" in each] == ["Migrated 2 items to Jazz"]
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    until(page, "window.last?.attention === 1")
    mine = my_feedback(page)
    expect(lines(mine)).to_have_count(2)
    expect(mine.get_by_role("navigation", name="My feedback")).to_contain_text("One needs your attention")
    mine.get_by_role("button", name="1 Needs attention").click()
    expect(mine.get_by_role("tabpanel").get_by_text(PUT_ASIDE)).to_be_visible()
    assert violations(mine) == []
    file = json.loads(export(mine).read_text())
    assert [item["orderId"] for item in file["items"]] == ["A-1", "A-2"]
    assert file["aside"] == [{"orderId": ""}]
    # What a person has in a file needs them no more.
    open_panel(mine, "Answers")
    expect(mine.get_by_role("button", name="0 Needs attention")).to_be_visible()
    mine.reload()
    expect(lines(mine)).to_have_count(2)
    expect(mine.get_by_role("button", name="0 Needs attention")).to_be_visible()
    open_panel(mine, "Phone")
    expect(mine.get_by_role("tabpanel").get_by_text(PUT_ASIDE)).to_be_visible()


def test_a_damaged_row_is_shown_and_goes_into_the_file_with_what_can_be_read(
    context: BrowserContext, server: StaticServer
) -> None:
    page = rate(context, server)
    for order in ("A-1", "A-2"):
        fill(page, order)
        send(page)
        expect(page.get_by_text(SAVED)).to_be_visible()
        page.get_by_role("button", name="Rate another order").click()
    page.evaluate(CORRUPT, DATABASE)
    page.reload()
    until(page, "window.last?.pending === 1")
    mine = my_feedback(page)
    open_panel(mine, "Phone")
    expect(mine.get_by_role("tabpanel").get_by_text(PUT_ASIDE)).to_be_visible()
    file = json.loads(export(mine).read_text())
    assert [item["orderId"] for item in file["items"]] == ["A-2"]
    assert [bool(each["base64"]) for each in file["aside"]] == [True]
    # And new feedback gets in.
    fill(page, "A-3")
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert [item["orderId"] for item in records(page)] == ["A-2", "A-3"]


def test_an_old_tab_that_holds_the_storage_is_named_and_then_it_goes_on(browser: Browser, server: StaticServer) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.add_init_script(LISTEN)
    old = context.new_page()
    old.goto(f"{server.url}/favicon.ico")
    old.evaluate(
        """(name) => new Promise((done) => {
        const opening = indexedDB.open(name, 1);
        opening.onsuccess = () => done((window.held = opening.result).version);
    })""",
        DATABASE,
    )
    page = context.new_page()
    page.goto(f"{server.url}/rate")
    expect(page.get_by_text("An older tab of this page holds the storage. Close the other tabs.").first).to_be_visible()
    fill(page)
    send(page)
    old.close()
    expect(page.get_by_text("Thank you", exact=True)).to_be_visible()
    until(page, "window.last?.pending === 1")
    context.close()


def test_switching_the_queue_off_and_on_carries_five_thousand_records_both_ways(
    browser: Browser, server: StaticServer, tmp_path: Path
) -> None:
    # Without a service worker, so that the next visit has the pages of the other build at once.
    context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto(f"{server.url}/queue")
    until(page, "window.last?.pending === 0")
    file = tmp_path / "many.json"
    items: list[dict[str, Any]] = [{**OLD, "courierId": 7, "comment": f"comment {at}"} for at in range(MANY)]
    file.write_text(json.dumps([{**item, "id": identity(at)} for at, item in enumerate(items)]))
    read_file(page, file)
    until(page, f"window.last?.pending === {MANY}")
    crdt = server.folder
    for folder in (pages_with_a_list(), crdt):
        server.folder = folder
        page.reload()
        until(page, f"window.last?.pending === {MANY}")
        assert (page.evaluate(f"localStorage.getItem('{KEY}') !== null")) is (folder != crdt)
    kept = json.loads(export(page).read_text())["items"]
    assert {item["id"] for item in kept} == {identity(at) for at in range(MANY)}
    assert len(kept) == MANY
    context.close()


def identity(at: int) -> str:
    return f"01890a5d-ac96-774b-8000-{at:012x}"
