"""The phone in a customer's hands: they see the form alone, and only the courier's ways lead back, whatever dies."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.support.chromium import PHONE, open_browser, until
from tests.support.courier_page import (
    COMMENT,
    ORDERS,
    SECRET,
    answer,
    bring,
    give_back,
    hand_over,
    kept_fields,
    look,
    row,
    rows,
    say_who,
    signed_in,
    visit,
    with_orders,
)
from tests.support.queue_page import kill
from tests.support.server import Server, running_server

# What a browser that is killed at once still has.
WRITTEN_DOWN = """new Promise((found) => {
    const asked = indexedDB.open("doorstep-hand-over");
    asked.onsuccess = () => {
        const store = asked.result.transaction("now").objectStore("now");
        store.get("doorstep-hand-over").onsuccess = ({ target }) => {
            asked.result.close();
            found(JSON.parse(target.result ?? "{}").isRated);
        };
    };
})"""


@pytest.fixture
def server(courier_server: Server) -> Server:
    return courier_server


@pytest.fixture
def desk(courier_desk: httpx.Client) -> httpx.Client:
    return courier_desk


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def test_a_customer_sees_the_form_alone_and_the_next_one_nothing_of_it(
    context: BrowserContext, server: Server, desk: httpx.Client
) -> None:
    page = with_orders(context, server, desk)
    hand_over(page, "B/7#1")
    # A browser may refuse the whole screen once; each tap asks again.
    page.get_by_role("heading", name="Rate your delivery").click()
    until(page, "document.fullscreenElement !== null")
    expect(page.get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    look(page)
    answer(page)
    expect(page.get_by_text("Please give the phone back now.")).to_be_visible()
    expect(page.get_by_role("link")).to_have_count(0)
    look(page)
    page.reload()
    expect(page.get_by_text("Please give the phone back now.")).to_be_visible()
    assert SECRET not in kept_fields(page)
    give_back(page)
    expect(row(page, "B/7#1")).to_contain_text("Saved on this phone")
    expect(page.get_by_text("1 of 3 rated")).to_be_visible()
    expect(row(page, "B/7#1").get_by_role("link", name="Hand over")).to_have_count(0)
    hand_over(page, "A-1")
    expect(page.get_by_label(COMMENT)).to_have_value("")
    assert SECRET not in kept_fields(page)
    for _ in range(4):
        page.evaluate("history.back()")
        expect(page.get_by_text("Order A-1")).to_be_visible()
        assert SECRET not in kept_fields(page)


def test_no_way_leads_out_but_the_couriers(
    playwright: Playwright, server: Server, desk: httpx.Client, profile: Path
) -> None:
    context = open_browser(playwright, profile)
    page = with_orders(context, server, desk)
    other = context.new_page()
    other.goto(f"{server.url}/rate")
    hand_over(page, "A-2")
    # A tab that was open somewhere else follows.
    expect(other.get_by_text("Order A-2")).to_be_visible()
    other.close()
    page.get_by_label(COMMENT).fill("half a sen")
    for way in ("/", "/rate", "/courier", "/hand-over?order=A-1&courier=7", "/no/such/page"):
        page.goto(server.url + way)
        expect(page.get_by_text("Order A-2")).to_be_visible()
        expect(page.get_by_label(COMMENT)).to_have_value("half a sen")
    for _ in range(5):
        page.go_back()
        expect(page.get_by_text("Order A-2")).to_be_visible()
    context.close()
    context = open_browser(playwright, profile)
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"{server.url}/courier")
    expect(page.get_by_text("Order A-2")).to_be_visible()
    give_back(page, "8")
    expect(page.get_by_text("This is not your number.")).to_be_visible()
    page.keyboard.press("Escape")
    hold_for_the_courier(page)
    expect(rows(page)).to_have_count(len(ORDERS))
    # What the customer had begun is nowhere.
    hand_over(page, "A-2")
    expect(page.get_by_label(COMMENT)).to_have_value("")
    context.close()


def test_a_browser_that_is_killed_at_once_is_still_in_the_customers_hands(
    playwright: Playwright, server: Server, desk: httpx.Client, profile: Path
) -> None:
    context = open_browser(playwright, profile)
    page = with_orders(context, server, desk)
    hand_over(page, "A-2")
    # Before the browser has written localStorage to the disk.
    kill(context, profile)
    context = open_browser(playwright, profile)
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"{server.url}/courier")
    expect(page.get_by_text("Order A-2")).to_be_visible()
    expect(page.get_by_text("Mill Lane")).to_have_count(0)
    answer(page)
    until(page, WRITTEN_DOWN)
    kill(context, profile)
    context = open_browser(playwright, profile)
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"{server.url}/queue")
    expect(page.get_by_text("Please give the phone back now.")).to_be_visible()
    assert SECRET not in kept_fields(page)
    give_back(page)
    expect(row(page, "A-2")).to_contain_text("Saved on this phone")
    kill(context, profile)
    # Who has it back keeps it, or proves once more who they are: no customer's form comes up by itself.
    context = open_browser(playwright, profile)
    page = context.new_page()
    page.goto(f"{server.url}/courier")
    expect(
        page.get_by_role("heading", name="Today's orders").or_(page.get_by_text("give the phone back"))
    ).to_be_visible()
    context.close()


def hold_for_the_courier(page: Page) -> None:
    button = page.get_by_role("button", name="For the courier")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page.get_by_role("heading", name="Today's orders")).to_be_visible()
    page.mouse.up()


def test_a_pin_is_the_only_way_back_and_can_be_guessed_only_slowly(
    context: BrowserContext, server: Server, desk: httpx.Client
) -> None:
    page = with_orders(context, server, desk)
    page.get_by_text("Pin for the hand-over").click()
    page.get_by_label("New pin").fill("12")
    page.get_by_role("button", name="Set the pin").click()
    expect(page.get_by_text("A pin has four to eight digits.")).to_be_visible()
    page.get_by_label("New pin").fill("4711")
    page.get_by_role("button", name="Set the pin").click()
    expect(page.get_by_text("A pin is set.")).to_be_visible()
    assert "4711" not in page.evaluate("JSON.stringify({ ...localStorage })")
    hand_over(page, "A-1")
    page.get_by_role("button", name="For the courier").click()
    dialog = page.get_by_role("dialog")
    look(page)
    # The clock stands still: a slow machine must not make the wait pass.
    now = datetime.now(UTC)
    page.clock.set_fixed_time(now)
    for guess in ("0000", "1111", "2222"):
        dialog.get_by_label("Pin").fill(guess)
        dialog.get_by_role("button", name="Back to my orders").click()
        expect(dialog.get_by_text("This is not the pin.")).to_be_visible()
        expect(dialog.get_by_label("Pin")).to_have_value("")
    dialog.get_by_label("Pin").fill("4711")
    dialog.get_by_role("button", name="Back to my orders").click()
    expect(dialog.get_by_text("Too many wrong pins.")).to_be_visible()
    expect(page.get_by_role("button", name="Go on without the pin")).to_have_count(0)
    page.clock.set_fixed_time(now + timedelta(minutes=1))
    dialog.get_by_label("Pin").fill("4711")
    dialog.get_by_role("button", name="Back to my orders").click()
    expect(rows(page)).to_have_count(len(ORDERS))


def test_where_links_are_asked_for_the_courier_hands_over_with_them_and_is_told_where_there_is_none(
    context: BrowserContext, tmp_path: Path
) -> None:
    order = "D-1"
    with running_server(tmp_path, ONLY_RATING_LINKS="true") as strict, signed_in(strict) as desk:
        bring(strict, tmp_path, f"{order},7,{datetime.now(UTC).date()},Quay 4,Novák")
        page = visit(context, strict)
        say_who(page)
        device = page.get_by_text("Tell them this device").locator("strong").get_attribute("title")
        assert desk.put(f"/api/devices/{device}/courier", json={"courierId": 7}).is_success
        page.get_by_role("button", name="Refresh").click()
        expect(rows(page)).to_have_count(1)
        context.set_offline(True)
        page.get_by_label("Search by number").fill("Z-99")
        expect(row(page, "Z-99")).to_contain_text("Scan the code on the parcel.")
        expect(rows(page).get_by_role("link", name="Hand over")).to_have_count(0)
        look(page)
        page.get_by_label("Search by number").fill("")
        hand_over(page, order)
        answer(page)
        give_back(page)
        row(page, order).get_by_role("link", name="Report").click()
        page.get_by_role("radio", name="Delivered, with trouble").check()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", name="Reported")).to_be_visible()
        page.get_by_role("link", name="Back to my orders").click()
        context.set_offline(False)
        expect(row(page, order).get_by_text("In the database")).to_have_count(2, timeout=30_000)
