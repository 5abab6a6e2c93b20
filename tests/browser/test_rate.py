"""The rating page through the door that people take, with the server stopped."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from app.access.links import RatingLinks
from app.languages.catalogue import catalogue
from tests.support.axe import violations
from tests.support.build import built_pages
from tests.support.chromium import CONTROLLED, PHONE, open_browser, until
from tests.support.my_feedback import LISTEN, lines, records
from tests.support.queue_page import kill
from tests.support.static_server import StaticServer, serving

COMMENT = "Anything else?"
SAVED = "It will be sent when you are back online."


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_phone(browser)
    yield opened
    opened.close()


def new_phone(browser: Browser, **options: Any) -> BrowserContext:
    """A phone that nobody restarts: a new one takes a twentieth of the time that a browser takes to start."""
    opened = browser.new_context(**{"viewport": PHONE, **options})
    opened.add_init_script(LISTEN)
    return opened


def phone(playwright: Playwright, profile: Path) -> BrowserContext:
    """One that can be killed and started again."""
    opened = open_browser(playwright, profile)
    opened.add_init_script(LISTEN)
    return opened


def rate(context: BrowserContext, server: StaticServer, path: str = "/rate") -> Page:
    """The page, ready to be filled in, and no server behind it any more."""
    page = context.new_page()
    page.goto(server.url + path)
    page.wait_for_function(CONTROLLED)
    context.set_offline(True)
    until(page, "window.last !== null")
    return page


def fill(page: Page, order: str = "A-17", comment: str = "Thank you 😀") -> None:
    page.get_by_label("Order number").fill(order)
    page.get_by_label("Courier's number").fill("7")
    page.get_by_role("radio", name="4, Good").check(force=True)
    page.get_by_role("checkbox", name="On time").check(force=True)
    page.get_by_label(COMMENT).fill(comment)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()


def test_feedback_is_saved_and_there_after_a_reload(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("")
    page.reload()
    expect(page.get_by_role("navigation", name="My feedback")).to_contain_text("One saved on this phone")
    page.get_by_role("navigation", name="My feedback").get_by_role("link").click()
    expect(lines(page)).to_have_count(1)
    expect(lines(page)).to_contain_text("A-17")
    expect(lines(page)).to_contain_text("Saved on this phone")
    [record] = records(page)
    wanted = {"orderId": "A-17", "courierId": 7, "rating": 4, "reasons": ["on_time"], "comment": "Thank you 😀"}
    assert {key: record[key] for key in wanted} == wanted
    assert (record["source"], record["contact"], record["synced"]) == ("customer", None, False)


def test_feedback_that_was_confirmed_survives_a_killed_browser(
    playwright: Playwright, server: StaticServer, tmp_path: Path
) -> None:
    context = phone(playwright, tmp_path / "killed")
    page = rate(context, server)
    fill(page)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    kill(context, tmp_path / "killed")
    context = phone(playwright, tmp_path / "killed")
    page = rate(context, server)
    assert len(records(page)) == 1
    context.close()


def test_a_half_filled_form_comes_back_and_says_so(
    playwright: Playwright, server: StaticServer, tmp_path: Path
) -> None:
    context = phone(playwright, tmp_path / "killed")
    page = rate(context, server)
    fill(page, comment="Half a sen")
    page.get_by_role("checkbox", name="Please contact me").check()
    page.get_by_label("Phone or mail").fill("0123")
    page.reload()
    expect(page.get_by_text("We kept what you had begun.")).to_be_visible()
    assert violations(page) == []
    expect(page.get_by_label("Phone or mail")).to_have_value("0123")
    kill(context, tmp_path / "killed")
    context = phone(playwright, tmp_path / "killed")
    page = rate(context, server)
    expect(page.get_by_text("We kept what you had begun.")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Half a sen")
    expect(page.get_by_role("radio", name="4, Good")).to_be_checked()
    expect(page.get_by_role("checkbox", name="On time")).to_be_checked()
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_label(COMMENT)).to_have_value("")
    page.reload()
    until(page, "window.last?.pending === 0")
    expect(page.get_by_text("We kept what you had begun.")).to_be_hidden()
    context.close()


# A disk so slow that no write is known to be complete before the page has gone.
SLOW = """() => Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    set(hear) { this.addEventListener("complete", () => setTimeout(hear, 60_000)); },
})"""


def test_what_was_typed_last_is_there_after_a_reload_however_slow_the_disk_is(
    context: BrowserContext, server: StaticServer
) -> None:
    page = rate(context, server)
    page.evaluate(SLOW)
    for comment in ("H", "Ha", "Half", "Half a sentence"):
        page.get_by_label(COMMENT).fill(comment)
    page.reload()
    expect(page.get_by_text("We kept what you had begun.")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Half a sentence")


def test_send_explains_what_is_missing(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    page.get_by_label("Courier's number").fill("0")
    send(page)
    expect(page.get_by_text("Which order is it?")).to_be_visible()
    expect(page.get_by_text("A courier's number is 1 or more.")).to_be_visible()
    expect(page.get_by_text("Tap one to five stars.")).to_be_visible()
    expect(page.get_by_label("Order number")).to_be_focused()
    expect(page.get_by_text("Saved on this phone")).to_be_hidden()
    page.get_by_label("Order number").fill("A-17")
    expect(page.get_by_text("Which order is it?")).to_be_hidden()


def test_a_link_says_order_and_courier(context: BrowserContext, server: StaticServer) -> None:
    for path in ("/rate/A-17?courier=7", "/rate?order=A-17&courier=7"):
        page = rate(context, server, path)
        expect(page.get_by_text("Order A-17")).to_be_visible()
        expect(page.locator("[name=orderId]")).to_have_value("A-17")
        expect(page.locator("[name=courierId]")).to_have_value("7")
        context.set_offline(False)


def test_a_signed_link_travels_with_the_record_of_its_order(context: BrowserContext, server: StaticServer) -> None:
    token = signed("A-17", 7, days=3)
    page = rate(context, server, f"/rate/{token}")
    page.get_by_role("radio", name="5, Very good").check(force=True)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert token not in page.get_by_role("main").inner_text()
    assert [record["link"] for record in records(page)] == [token]


def test_two_taps_make_one_record(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page)
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert len(records(page)) == 1


def test_a_restored_draft_sent_from_two_tabs_is_one_record(context: BrowserContext, server: StaticServer) -> None:
    first = rate(context, server)
    fill(first)
    context.set_offline(False)
    second = rate(context, server)
    expect(second.get_by_text("We kept what you had begun.")).to_be_visible()
    send(first)
    expect(first.get_by_text(SAVED)).to_be_visible()
    until(second, "window.last.pending === 1")
    send(second)
    expect(second.get_by_text(SAVED)).to_be_visible()
    assert len(records(second)) == 1


def test_another_order_can_be_rated_after_the_first(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    for order in ("A-1", "A-2"):
        fill(page, order)
        send(page)
        expect(page.get_by_text(SAVED)).to_be_visible()
        page.get_by_role("button", name="Rate another order").click()
    page.get_by_label(COMMENT).press_sequentially("and")
    expect(page.get_by_label(COMMENT)).to_be_visible()
    until(page, "window.last.pending === 2")


def test_programs_hear_of_it(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    page.evaluate("""() => {
        window.heard = [];
        for (const name of ["jazz:sync", "jazz:error"])
            addEventListener(name, (event) => heard.push([name, event.detail]));
    }""")
    send(page)
    page.wait_for_function("heard.some(([name]) => name === 'jazz:error')")
    fill(page)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    heard = page.evaluate("heard")
    [error] = [detail for name, detail in heard if name == "jazz:error"]
    assert (error["code"], sorted(error)) == ("invalid", ["code", "message"])
    last = [detail for name, detail in heard if name == "jazz:sync"][-1]
    assert last == {
        "room": "anonymous", "pending": 1, "received": 0, "stored": 0, "attention": 0, "online": False,
    }  # fmt: skip


def test_the_browser_is_asked_to_keep_it_once_something_is_saved(context: BrowserContext, server: StaticServer) -> None:
    context.add_init_script("""
        window.asked = 0;
        const { persist } = StorageManager.prototype;
        StorageManager.prototype.persist = function () { asked += 1; return persist.call(this); };
    """)
    page = rate(context, server)
    fill(page)
    assert page.evaluate("asked") == 0
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.wait_for_function("asked === 1")


def test_a_phone_that_runs_out_of_room_is_warned_before_it_is_full(
    context: BrowserContext, server: StaticServer
) -> None:
    # Chromium says "10 GiB more than you use" whatever the quota is; others say what is left.
    context.add_init_script("StorageManager.prototype.estimate = async () => ({ usage: 1e6, quota: 5e6 })")
    page = rate(context, server)
    expect(page.get_by_text("This phone is running out of room.")).to_be_visible()
    assert violations(page) == []
    fill(page)
    send(page)
    until(page, "window.last.pending === 1")


def test_a_phone_that_refuses_to_keep_more_is_low_on_room_whatever_the_browser_says(
    context: BrowserContext, server: StaticServer
) -> None:
    context.add_init_script("""
        StorageManager.prototype.estimate = async () => ({ usage: 1e6, quota: 1e12 });
        const error = new DOMException("There is no room.", "QuotaExceededError");
        const { add } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.add = function (...values) {
            const adding = add.apply(this, values);
            if (window.isFull) {
                Object.defineProperty(this.transaction, "error", { value: error });
                this.transaction.abort();
            }
            return adding;
        };
    """)
    page = rate(context, server)
    page.evaluate("window.isFull = true")
    fill(page)
    send(page)
    expect(page.locator("#failure")).to_contain_text("no room left")
    expect(page.locator("#failure")).to_be_in_viewport(ratio=1)
    assert violations(page) == []
    expect(page.get_by_text("This phone is running out of room.")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Thank you 😀")
    page.evaluate("window.isFull = false")
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    until(page, "window.last.pending === 1")


def test_an_error_is_told_in_the_visitors_language_under_the_same_code(browser: Browser, server: StaticServer) -> None:
    context = new_phone(browser, locale="de-DE")
    page = context.new_page()
    page.goto(f"{server.url}/rate")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.evaluate("addEventListener('jazz:error', (event) => (window.heard = event.detail))")
    page.locator("button[type=submit]:visible").click()
    until(page, "window.heard !== undefined")
    assert page.evaluate("heard") == {"code": "invalid", "message": catalogue("de")["error-invalid"].pattern}
    context.close()


def signed(order: str, courier: int | None, days: int) -> str:
    """A link that the server could have made so many days before its end."""
    made = datetime.now(UTC) - timedelta(days=max(0, -days) + 1)
    links = RatingLinks(b"k" * 32, now=lambda: made)
    return links.make(order, courier, lifetime=timedelta(days=1 + max(0, days)))[0]


def test_a_signed_link_says_order_and_courier_with_no_server(context: BrowserContext, server: StaticServer) -> None:
    token = signed("A-17", 7, days=3)
    page = rate(context, server, f"/rate/{token}")
    expect(page.get_by_text("Order A-17")).to_be_visible()
    expect(page.get_by_label("Order number")).to_be_hidden()
    expect(page.get_by_label("Courier's number")).to_be_hidden()
    page.get_by_role("radio", name="5, Very good").check(force=True)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    [record] = records(page)
    assert (record["orderId"], record["courierId"], record["rating"]) == ("A-17", 7, 5)


def test_a_link_with_no_courier_leaves_that_to_be_typed(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server, f"/rate/{signed('A-17', None, days=3)}")
    expect(page.get_by_text("Order A-17")).to_be_visible()
    expect(page.get_by_label("Order number")).to_be_hidden()
    expect(page.get_by_label("Courier's number")).to_be_visible()
    send(page)
    expect(page.get_by_label("Courier's number")).to_be_focused()


def test_a_link_that_has_ended_says_so_kindly(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server, f"/rate/{signed('A-17', 7, days=-2)}")
    expect(page.get_by_text("This link was good until")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("radio", name="5, Very good").check(force=True)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()


def test_an_unsigned_link_can_be_changed(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server, "/rate/A-17?courier=7")
    page.get_by_role("button", name="Change").click()
    page.get_by_label("Order number").fill("A-18")
    expect(page.get_by_label("Courier's number")).to_have_value("7")


def test_what_was_sent_is_corrected_from_the_thank_you(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page)
    send(page)
    page.locator("#saved").get_by_role("button", name="Correct it").click()
    expect(page.get_by_text("You are correcting what you sent before.")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Thank you 😀")
    expect(page.get_by_role("checkbox", name="On time")).to_be_checked()
    page.get_by_label(COMMENT).fill("Better so")
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    [record] = records(page)
    assert (record["comment"], record["rating"], record["supersedes"]) == ("Better so", 4, None)


def test_what_was_sent_is_taken_back_from_the_thank_you(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page)
    send(page)
    page.locator("#saved").get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back. Nothing of it is sent.")).to_be_visible()
    assert violations(page) == []
    until(page, "window.last.pending === 0")


def test_rating_an_order_again_offers_to_correct_the_first(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    fill(page)
    send(page)
    page.get_by_role("button", name="Rate another order").click()
    page.get_by_label("Order number").fill("A-17")
    page.locator("#earlier").get_by_role("button", name="Correct it").click()
    expect(page.get_by_label(COMMENT)).to_have_value("Thank you 😀")
    # A reload must not turn the correction into a second answer.
    page.get_by_label(COMMENT).fill("Again")
    page.reload()
    expect(page.get_by_text("You are correcting what you sent before.")).to_be_visible()
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    [record] = records(page)
    assert record["comment"] == "Again"
