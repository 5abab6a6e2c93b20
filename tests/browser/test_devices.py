"""Devices, what waits for a decision, and privacy: the desk and a phone, each in a browser, before the real server."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from app.access.principals import Role
from tests.browser.test_rate import fill, phone, send
from tests.support.axe import violations
from tests.support.chromium import until
from tests.support.entries import record
from tests.support.my_feedback import my_feedback, record_line
from tests.support.server import Server, running_server
from tests.support.visitors import open_page, session_of

# What the server does by itself, such as draining a room, it does well within this.
BY_ITSELF_MS = 10_000
WITHIN_MS = 5_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server"), ONLY_KNOWN_ORDERS="true") as started:
        yield started


def desk(browser: Browser, server: Server, role: Role, path: str) -> Page:
    page = open_page(browser, server, session_of(server, role))
    page.goto(server.url + path)
    return page


def look_until(page: Page, row: Locator, text: str) -> None:
    """Look at the list again until it says so: what was refused is noted there a moment later."""
    deadline = time.monotonic() + BY_ITSELF_MS / 1000
    while True:
        page.get_by_role("button", name="All", exact=True).click()
        try:
            expect(row).to_contain_text(text, timeout=1000)
        except AssertionError:
            if time.monotonic() > deadline:
                raise
        else:
            return


def know(page: Page, server: Server, *orders: str) -> None:
    for order in orders:
        made = page.request.post(f"{server.url}/api/links", data={"orderId": order}, headers={"Origin": server.url})
        assert made.ok, made.text()


def test_a_refused_record_goes_from_the_phone_to_the_desk_and_back(
    server: Server, browser: Browser, playwright: Playwright, tmp_path: Path
) -> None:
    context = phone(playwright, tmp_path / "phone")
    rating = context.new_page()
    rating.goto(f"{server.url}/rate")
    until(rating, "window.last !== null")
    for order in ("A-17", "B-18"):
        fill(rating, order, f"All about {order}")
        send(rating)
        rating.get_by_role("button", name="Rate another order").click()
    mine = my_feedback(rating)
    expect(record_line(mine, "B-18")).to_contain_text("Needs attention", timeout=BY_ITSELF_MS)

    page = desk(browser, server, Role.ADMIN, "/admin/devices")
    row = page.get_by_role("row").nth(1)
    look_until(page, row, "2 records to decide")
    expect(row).to_contain_text("0.1.0")
    expect(row).to_contain_text("May be cleared")
    row.get_by_role("button").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("only the phone knows")
    assert violations(page) == []
    panel.get_by_label("Courier's number").fill("7")
    panel.get_by_role("button", name="Give it to them").click()
    expect(panel).to_contain_text("Courier 7")
    panel.get_by_role("button", name="Make a link").click()
    expect(panel.locator("input[readonly]")).to_have_value(re.compile("/queue#join=[0-9A-Z]{4}-[0-9A-Z]{4}$"))
    panel.get_by_role("link", name="2 records to decide").click()

    expect(page.get_by_role("tab", name="Waiting: 2")).to_be_visible()
    first, second = (page.get_by_role("listitem").filter(has_text=f"All about {each}") for each in ("A-17", "B-18"))
    expect(first).to_contain_text("This order isn't among the known ones.")
    first.get_by_role("button", name="Put right").click()
    first.get_by_label("Order number").fill("A-71")
    assert violations(page) == []
    first.get_by_role("button", name="Accept like this").click()
    expect(page.get_by_text("It is in the database now")).to_be_visible()
    expect(record_line(mine, "A-17")).to_contain_text("In the database")
    second.get_by_role("button", name="Decline").click()
    second.get_by_label("Why not").fill("That parcel went to your neighbour.")
    second.get_by_role("button", name="Decline it").click()
    expect(page.get_by_text("Nothing to decide")).to_be_visible()
    record_line(mine, "B-18").click()
    expect(mine.get_by_role("dialog")).to_contain_text("says: That parcel went to your neighbour.")
    page.goto(f"{server.url}/admin/feedback?period=all&q=A-71")
    expect(page.get_by_role("row").nth(1)).to_contain_text("All about A-17")

    page.goto(f"{server.url}/admin/devices")
    page.get_by_role("row").nth(1).get_by_role("button").click()
    panel.get_by_role("button", name="Shut it out").click()
    expect(panel.get_by_role("button", name="Shut out now")).to_be_visible()
    panel.get_by_role("button", name="Shut out now").click()
    expect(panel.get_by_role("button", name="Let it in again")).to_be_visible()
    # Its socket was open, for a page is looked at that shows what other devices do; the first tab holds it.
    expect(rating.get_by_text("no longer lets this device in").first).to_be_visible(timeout=WITHIN_MS)
    page.context.close()
    context.close()


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_what_it_may_do(server: Server, browser: Browser, role: Role) -> None:
    page = desk(browser, server, role, "/admin/devices?show=all")
    device = page.request.post(f"{server.url}/api/devices", data={"name": f"Van of {role}"}).json()["deviceId"]
    page.goto(f"{server.url}/admin/devices?id={device}")
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text(f"Van of {role}")
    expect(panel).to_contain_text("It hasn't said yet.")
    expect(panel.get_by_role("button", name="Shut it out")).to_have_count(1 if role is Role.ADMIN else 0)
    assert violations(page) == []
    page.goto(f"{server.url}/admin/quarantine")
    expect(page.get_by_role("tab", name="Decided")).to_be_visible()
    page.goto(f"{server.url}/admin/privacy")
    refused = page.get_by_text("This account may not do that.")
    shown = page.get_by_role("heading", name="Erase for good")
    expect(shown if role is Role.ADMIN else refused).to_be_visible()
    page.context.close()


def test_somebody_is_forgotten_after_two_taps(server: Server, browser: Browser) -> None:
    page = desk(browser, server, Role.ADMIN, "/admin/privacy")
    know(page, server, "P-1", "P-2")
    for order, contact in (("P-1", "nora@example.com"), ("P-2", "not.nora@example.com")):
        said = record(orderId=order, comment=f"Lilac {order}", needsFollowUp=True, contact=contact)
        assert page.request.post(f"{server.url}/api/feedback", data=said, headers={"Origin": server.url}).status == 201
    page.get_by_label("By").select_option("contact")
    page.get_by_label("Which one").fill("NORA@example.com")
    page.get_by_role("button", name="See what there is").click()
    expect(page.get_by_text("Records in the database").locator("..")).to_contain_text("1")
    assert violations(page) == []
    page.get_by_role("button", name="Erase all of this").click()
    expect(page.get_by_text("1 entry goes for good")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Erase for good now").click()
    expect(page.get_by_text("1 record is gone.")).to_be_visible()
    expect(page.get_by_role("heading", name="What remains")).to_be_visible()
    expect(page.get_by_text("contact: 1")).to_be_visible()
    page.goto(f"{server.url}/admin/feedback?period=all&q=lilac")
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("of 1")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Lilac P-2")
    page.context.close()
