"""The pages built with USE_JAZZ_SYNC=false: the same doors and the same promises, without a byte of the CRDT."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.test_rate import COMMENT, SAVED, fill, phone, rate, send
from tests.support.build import pages_with_a_list
from tests.support.chromium import until
from tests.support.my_feedback import export, lines, my_feedback, open_panel, read_file, record_line, records
from tests.support.static_server import StaticServer, serving

KEY = "feedback_pending_queue"
# What stands in any build of Yjs: it complains when it is loaded twice.
MARK_OF_YJS = "Yjs was already imported"


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(pages_with_a_list()) as running:
        yield running


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = phone(playwright, tmp_path / "profile")
    yield opened
    opened.close()


def kept(page: Page) -> list[dict[str, object]]:
    items: list[dict[str, object]] = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "[]")
    return items


def waiting(page: Page, count: int) -> None:
    until(page, f"window.last?.pending === {count}")


def test_no_part_of_the_crdt_is_loaded(context: BrowserContext, server: StaticServer) -> None:
    loaded: list[str] = []
    page = context.new_page()
    page.on("response", lambda answer: loaded.append(answer.url))
    page.goto(f"{server.url}/rate")
    until(page, "window.last !== null")
    fill(page)
    send(page)
    waiting(page, 1)
    scripts = {url.rsplit("/", 1)[-1] for url in loaded if url.endswith(".js")}
    assert any(name.startswith("local_device") for name in scripts)
    folder = server.folder / "assets"
    with_yjs = {file.name for file in folder.glob("*.js") if MARK_OF_YJS in file.read_text()}
    assert with_yjs
    assert not with_yjs & scripts
    assert page.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name)") == []


def test_feedback_is_saved_edited_taken_back_and_brought_by_a_file(
    context: BrowserContext, server: StaticServer
) -> None:
    page = rate(context, server)
    page.evaluate("""() => {
        window.heard = [];
        addEventListener("jazz:sync", ({ detail }) => heard.push(detail));
    }""")
    fill(page)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert page.evaluate("heard.at(-1).pending") == 1
    page.reload()
    waiting(page, 1)
    [record] = kept(page)
    wanted = {"orderId": "A-17", "courierId": 7, "rating": 4, "comment": "Thank you 😀", "synced": False}
    assert {key: record[key] for key in wanted} == wanted
    mine = my_feedback(page)
    file = export(mine)
    open_panel(mine, "Answers")
    record_line(mine, "A-17").click()
    mine.get_by_role("button", name="Take back").click()
    waiting(page, 0)
    for said in ("One record was added from the file.", "The file held nothing new."):
        read_file(mine, file)
        expect(mine.get_by_text(said)).to_be_visible()
    assert [each["id"] for each in records(page)] == [record["id"]]


def test_a_half_filled_form_comes_back(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page, comment="Half a sen")
    page.reload()
    expect(page.get_by_text("We kept what you had begun.")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Half a sen")
    assert kept(page) == []


def test_two_tabs_show_the_same_and_send_one_draft_once(context: BrowserContext, server: StaticServer) -> None:
    first = rate(context, server)
    fill(first)
    expect(first.get_by_label(COMMENT)).to_have_value("Thank you 😀")
    context.set_offline(False)
    second = rate(context, server)
    expect(second.get_by_text("We kept what you had begun.")).to_be_visible()
    send(first)
    waiting(second, 1)
    send(second)
    expect(second.get_by_text(SAVED)).to_be_visible()
    assert len(kept(first)) == 1


def test_a_full_phone_leaves_the_answer_in_the_form(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    page.evaluate("""() => {
        let size = 4_000_000;
        while (size > 0) try { localStorage.setItem("ballast", (localStorage.ballast ?? "") + "x".repeat(size)); }
            catch { size = Math.floor(size / 2); }
    }""")
    fill(page)
    send(page)
    expect(page.locator("#failure")).to_contain_text("no room left")
    expect(page.get_by_label(COMMENT)).to_have_value("Thank you 😀")
    page.evaluate("localStorage.removeItem('ballast')")
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    waiting(page, 1)


def test_a_refused_record_is_shown_and_tried_again(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.evaluate(f"""() => {{
        const [item] = JSON.parse(localStorage.getItem("{KEY}"));
        localStorage.setItem("{KEY}", JSON.stringify([{{ ...item, error: "There is no such order." }}]));
    }}""")
    page.reload()
    mine = my_feedback(page)
    expect(lines(mine)).to_contain_text("Needs attention")
    record_line(mine, "A-17").click()
    expect(mine.get_by_text("There is no such order.")).to_be_visible()
    mine.get_by_role("button", name="Try again").click()
    mine.keyboard.press("Escape")
    expect(lines(mine)).to_contain_text("Saved on this phone")
    assert kept(page)[0]["error"] is None


def test_a_record_is_corrected_in_its_place(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    [before] = kept(page)
    page.locator("#saved").get_by_role("button", name="Correct it").click()
    page.get_by_label(COMMENT).fill("On the second thought")
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    waiting(page, 1)
    [after] = kept(page)
    assert after == {**before, "comment": "On the second thought"}
