"""A courier's day: the list carried along, the phone handed over, a report of one's own; online and not."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from app.access.links import RatingLinks
from app.build.node import node_environment
from tests.support.axe import violations
from tests.support.chromium import CONTROLLED, open_browser, until
from tests.support.my_feedback import records
from tests.support.server import ROOT, Server, running_server

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ORDERS = {"A-1": "1 Mill Lane", "A-2": "2 Mill Lane", "B/7#1": "Harbour Street 12"}
COMMENT = "Anything else?"
SECRET = "What only this customer said"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    with running_server(folder, LIMIT_DEVICES="1000/minute", LIMIT_SIGN_IN="1000/minute") as started:
        day = datetime.now(UTC).date().isoformat()
        lines = [f"{order},7,{day},{address},Novák" for order, address in ORDERS.items()]
        file = folder / "orders.csv"
        file.write_text("\n".join(["order_id,courier_id,day,address,name", *lines, f"C-9,8,{day},Elsewhere,Nobody"]))
        bring = [sys.executable, "-m", "app", "orders", "import", str(file)]
        subprocess.run(bring, cwd=ROOT, env={**node_environment(), **started.settings}, check=True)
        yield started


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[httpx.Client]:
    with server.client() as web:
        answer = web.post("/api/sign-in/link", json={"token": server.sign_in_link().partition("#")[2]})
        assert answer.is_success
        web.headers["Origin"] = server.url
        yield web


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def context(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    opened = open_browser(playwright, profile)
    yield opened
    opened.close()


def visit(context: BrowserContext, server: Server, path: str = "/courier") -> Page:
    page = context.new_page()
    # Leaving the form in a customer's hands is asked about first.
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(server.url + path)
    until(page, CONTROLLED)
    return page


def say_who(page: Page, number: str = "7") -> None:
    page.get_by_label("Your courier number").fill(number)
    page.get_by_role("button", name="That's me").click()
    expect(page.get_by_text(f"Courier {number}")).to_be_visible()


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="Orders").get_by_role("listitem")


def row(page: Page, order: str) -> Locator:
    return rows(page).filter(has=page.get_by_text(order, exact=True))


def with_orders(context: BrowserContext, server: Server, desk: httpx.Client) -> Page:
    """A courier whose phone the desk has given them, with their list on it and no network any more."""
    page = visit(context, server)
    say_who(page)
    device = page.get_by_text("Tell them this device").locator("strong")
    answer = desk.put(f"/api/devices/{device.inner_text()}/courier", json={"courierId": 7})
    assert answer.is_success, answer.text
    page.get_by_role("button", name="Refresh").click()
    expect(rows(page)).to_have_count(len(ORDERS))
    context.set_offline(True)
    return page


def hand_over(page: Page, order: str) -> None:
    row(page, order).get_by_role("link", name="Hand over").click()
    expect(page.get_by_role("heading", name="Rate your delivery")).to_be_visible()
    expect(page.get_by_text(f"Order {order}")).to_be_visible()


def answer(page: Page, comment: str = SECRET) -> None:
    page.get_by_role("radio", name="4, Good").check(force=True)
    page.get_by_label(COMMENT).fill(comment)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def give_back(page: Page, key: str = "7") -> None:
    page.get_by_role("button", name="For the courier").click()
    page.get_by_role("dialog").get_by_label("Your courier number").fill(key)
    page.get_by_role("button", name="Back to my orders").click()


def look(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = ''")


def kept_fields(page: Page) -> str:
    """Everything that the page and the browser's plain storages hold of what was typed."""
    held: str = page.evaluate("""() => JSON.stringify([
        [...document.querySelectorAll("input, textarea")].map((each) => each.type === "hidden" ? "" : each.value),
        document.body.innerText, { ...localStorage }, { ...sessionStorage }, history.state])""")
    return held


def test_the_list_comes_from_the_desk_and_stays_with_no_network(
    context: BrowserContext, server: Server, desk: httpx.Client
) -> None:
    page = visit(context, server)
    expect(page.get_by_role("heading", name="Who carries this phone?")).to_be_visible()
    look(page)
    page.get_by_role("button", name="That's me").click()
    expect(page.get_by_text("A courier's number is a whole number.")).to_be_visible()
    say_who(page)
    expect(page.get_by_text("The desk hasn't given this phone to a courier yet.")).to_be_visible()
    look(page)
    page.close()
    page = with_orders_again(context, server, desk)
    for order, address in ORDERS.items():
        expect(row(page, order)).to_contain_text(address)
        expect(row(page, order)).to_contain_text("Not rated")
    expect(page.get_by_text("Elsewhere")).to_be_hidden()
    expect(page.get_by_text("0 of 3 rated")).to_be_visible()
    look(page)
    page.reload()
    expect(rows(page)).to_have_count(len(ORDERS))
    expect(page.get_by_text("As of")).to_be_visible()


def with_orders_again(context: BrowserContext, server: Server, desk: httpx.Client) -> Page:
    """The same for a phone that knows its courier already."""
    page = visit(context, server)
    device = page.get_by_text("Tell them this device").locator("strong")
    assert desk.put(f"/api/devices/{device.inner_text()}/courier", json={"courierId": 7}).is_success
    page.get_by_role("button", name="Refresh").click()
    expect(rows(page)).to_have_count(len(ORDERS))
    context.set_offline(True)
    return page


def test_orders_are_found_and_others_can_be_typed(context: BrowserContext, server: Server, desk: httpx.Client) -> None:
    page = with_orders(context, server, desk)
    search = page.get_by_label("Search by number")
    search.fill("harbour")
    expect(rows(page)).to_have_count(1)
    search.fill("Z-99")
    expect(row(page, "Z-99")).to_contain_text("Not in today's list.")
    search.fill("no such street")
    expect(page.get_by_text("No such order")).to_be_visible()
    look(page)


def test_a_customer_sees_the_form_alone_and_the_next_one_nothing_of_it(
    context: BrowserContext, server: Server, desk: httpx.Client
) -> None:
    page = with_orders(context, server, desk)
    hand_over(page, "B/7#1")
    until(page, "document.fullscreenElement !== null")
    expect(page.get_by_role("link")).to_have_count(0)
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
    for guess in ("0000", "1111", "2222"):
        dialog.get_by_label("Pin").fill(guess)
        dialog.get_by_role("button", name="Back to my orders").click()
        expect(dialog.get_by_text("This is not the pin.")).to_be_visible()
        expect(dialog.get_by_label("Pin")).to_have_value("")
    dialog.get_by_label("Pin").fill("4711")
    dialog.get_by_role("button", name="Back to my orders").click()
    expect(dialog.get_by_text("Too many wrong pins.")).to_be_visible()
    expect(page.get_by_role("button", name="Go on without the pin")).to_have_count(0)
    until(page, "JSON.parse(localStorage['doorstep-pin']).until < Date.now()")
    dialog.get_by_label("Pin").fill("4711")
    dialog.get_by_role("button", name="Back to my orders").click()
    expect(rows(page)).to_have_count(len(ORDERS))


def test_a_couriers_report_is_stored_once_and_is_no_rating(
    context: BrowserContext, server: Server, desk: httpx.Client
) -> None:
    page = with_orders(context, server, desk)
    row(page, "A-1").get_by_role("link", name="Report").click()
    expect(page.get_by_role("heading", name="Report on an order")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Say how it ended.")).to_be_visible()
    look(page)
    page.get_by_role("checkbox", name="No way in").check(force=True)
    page.get_by_role("radio", name="Not delivered").check()
    page.get_by_label("What should the desk know?").fill("The gate is locked")
    page.get_by_role("checkbox", name="The desk should call me back").check()
    page.get_by_label("Phone or mail").fill("0123")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Reported")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Back to my orders").click()
    expect(row(page, "A-1")).to_contain_text("Your report: Saved on this phone", use_inner_text=True)
    expect(row(page, "A-1")).to_contain_text("Not rated")
    [report] = records(page)
    context.set_offline(False)
    expect(row(page, "A-1")).to_contain_text("Your report: In the database", use_inner_text=True, timeout=30_000)
    expect(row(page, "A-1")).to_contain_text("Not rated")
    [stored] = desk.get("/api/feedback", params={"report": True, "q": "A-1"}).json()["items"]
    assert (stored["id"], stored["source"]) == (report["id"], "courier")
    assert desk.get("/api/feedback", params={"report": False, "q": "A-1"}).json()["items"] == []
    assert desk.get("/api/stats/summary", params={"q": "A-1"}).json()["count"] == 0
    wanted = {"orderId": "A-1", "courierId": 7, "source": "courier", "reasons": ["access"], "rating": 1}
    assert {key: report[key] for key in wanted} == wanted
    assert (report["needsFollowUp"], report["contact"]) == (True, "0123")


def test_a_page_that_fails_says_that_all_is_safe_and_hands_it_over(context: BrowserContext, server: Server) -> None:
    page = visit(context, server, "/rate")
    context.set_offline(True)
    page.get_by_label("Order number").fill("A-17")
    page.get_by_label("Courier's number").fill("7")
    answer(page)
    # As a defect of ours would: whatever writes a day fails, here the end of a link.
    context.add_init_script("Intl.DateTimeFormat = class { constructor() { throw new Error('broken'); } };")
    long_ago = RatingLinks(b"k" * 32, now=lambda: datetime.now(UTC) - timedelta(days=99))
    page.goto(f"{server.url}/rate/{long_ago.make('A-17', 7)[0]}")
    expect(page.get_by_role("heading", name="This page has stumbled")).to_be_visible()
    look(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    [item] = json.loads(download.value.path().read_text())["items"]
    assert (item["orderId"], item["comment"]) == ("A-17", SECRET)
    page.get_by_role("button", name="Start page").click()
    expect(page.get_by_role("heading", name="Rate a delivery, even with no signal")).to_be_visible()


@pytest.mark.parametrize("path", ["/rate", "/courier"])
def test_a_browser_that_keeps_nothing_says_so(context: BrowserContext, server: Server, path: str) -> None:
    context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    page = visit(context, server, path)
    expect(page.get_by_role("heading", name="Nothing can be kept here")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    look(page)


def test_the_landing_leads_each_person_to_their_place(context: BrowserContext, server: Server) -> None:
    page = visit(context, server, "/")
    context.set_offline(True)
    for name, heading in {"Rate an order": "Rate your delivery", "Deliver today's orders": "Today's orders"}.items():
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.get_by_role("link", name="Doorstep").click()
    expect(page.get_by_role("link", name="Open the desk")).to_have_attribute("href", "/admin")


def test_a_days_orders_are_printed_as_codes(context: BrowserContext, server: Server, desk: httpx.Client) -> None:
    session = desk.cookies["doorstep_session"]
    context.add_cookies([{"name": "doorstep_session", "value": session, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/admin/orders/sheet")
    labels = page.get_by_role("list", name="Codes for a day's orders").get_by_role("listitem")
    expect(labels).to_have_count(len(ORDERS) + 1)
    for order in ORDERS:
        expect(labels.get_by_role("img", name=order, exact=True).locator("svg")).to_be_visible()
    # Each leads to another order.
    codes = labels.locator("[data-qr]").evaluate_all("(all) => all.map((each) => each.dataset.qr)")
    assert len(set(codes)) == len(codes)
    assert all(code.partition("/rate/")[0].startswith("http") for code in codes)
    look(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(labels.first).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_label("Day", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No orders on this day")).to_be_visible()


def test_the_sheet_is_for_those_who_may_make_links(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/admin/orders/sheet")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
