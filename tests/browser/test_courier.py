"""A courier's day: the list carried along, and a report of one's own; online and not."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.access.links import RatingLinks
from tests.support.chromium import PHONE
from tests.support.courier_page import (
    ORDERS,
    SECRET,
    answer,
    look,
    row,
    rows,
    say_who,
    visit,
    with_orders,
)
from tests.support.my_feedback import records
from tests.support.server import Server


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
    # Short enough to be read out, and what the desk finds it by.
    name = page.get_by_text("Tell them this device").locator("strong")
    expect(name).to_have_text(re.compile(r"^[0-9a-f]{8}$"))
    assert str(name.get_attribute("title")).startswith(name.inner_text())
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
    assert desk.put(f"/api/devices/{device.get_attribute('title')}/courier", json={"courierId": 7}).is_success
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
    row(page, "A-1").get_by_role("link", name="Rate").click()
    expect(page.get_by_role("heading", name="Rate your delivery")).to_be_visible()
    expect(page.get_by_text("You have rated this order on this phone before.")).to_be_hidden()


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
    # As wide as paper: three beside each other, none over another, dark on light whatever the screen is.
    page.set_viewport_size({"width": 800, "height": 1100})
    page.emulate_media(media="print", color_scheme="dark")
    boxes = [label.bounding_box() for label in labels.all()[:3]]
    assert all(one["x"] + one["width"] <= other["x"] + 1 for one, other in pairwise(boxes) if one and other)
    assert labels.first.bounding_box()["width"] > 200  # type: ignore[index]
    expect(page.locator("html")).to_have_css("color-scheme", "light")
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(media="screen", color_scheme="light")
    page.get_by_label("Day", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No orders on this day")).to_be_visible()


def test_the_sheet_is_for_those_who_may_make_links(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/admin/orders/sheet")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
