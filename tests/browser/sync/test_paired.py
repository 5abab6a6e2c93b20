"""Two devices that share what they know: paired by code or by camera, named, and disconnected again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.test_rate import fill, phone, send
from tests.support.axe import violations
from tests.support.camera import film_of, flags
from tests.support.chromium import CONTROLLED, open_browser, until
from tests.support.my_feedback import LISTEN, lines, my_feedback, open_panel, record_line
from tests.support.network import Network, Weather
from tests.support.server import Server

SLOW_MS = 30_000


@pytest.fixture
def contexts(playwright: Playwright, tmp_path: Path) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    one, two = (phone(playwright, tmp_path / name) for name in ("one", "two"))
    yield one, two
    one.close()
    two.close()


def visit(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(f"{url}/rate")
    until(page, CONTROLLED)
    until(page, "window.last !== null")
    return page


def rate(page: Page, order: str) -> None:
    fill(page, order)
    send(page)
    expect(page.get_by_text("Thank you", exact=True)).to_be_visible()
    page.get_by_role("button", name="Rate another order").click()


def show_code(page: Page) -> str:
    open_panel(page, "Devices")
    page.get_by_role("button", name="Show a code").click()
    code = page.locator("#pairing-code")
    expect(code).to_be_visible(timeout=SLOW_MS)
    return code.inner_text()


def join(page: Page, code: str) -> None:
    open_panel(page, "Devices")
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("Joined. Both devices show the same now.")).to_be_visible(timeout=SLOW_MS)


def stored(server: Server) -> list[str]:
    with closing(sqlite3.connect(f"file:{server.folder / 'data' / 'doorstep.db'}?mode=ro", uri=True)) as database:
        return sorted(order for (order,) in database.execute("select order_id from feedback"))


def test_two_paired_devices_that_were_both_offline_bring_both_records_once(
    contexts: tuple[BrowserContext, BrowserContext], server: Server, network: Network
) -> None:
    forms = [visit(context, network.url) for context in contexts]
    one, two = (my_feedback(form) for form in forms)
    join(two, show_code(one).lower().replace("-", " "))
    for page in (one, two):
        open_panel(page, "Devices")
        expect(page.get_by_role("list", name="Paired devices").get_by_role("listitem")).to_have_count(
            2, timeout=SLOW_MS
        )
    network.become(Weather.CUT)
    for form, order in zip(forms, ("A-1", "A-2"), strict=True):
        rate(form, order)
    network.become(Weather.FINE)
    for page in (one, two):
        page.bring_to_front()
        open_panel(page, "Answers")
        for order in ("A-1", "A-2"):
            expect(record_line(page, order)).to_contain_text("In the database", timeout=SLOW_MS)
        expect(lines(page)).to_have_count(2)
    assert stored(server) == ["A-1", "A-2"]


def test_a_device_is_named_and_disconnected_and_keeps_what_it_had_not_sent(
    contexts: tuple[BrowserContext, BrowserContext], server: Server, network: Network
) -> None:
    here, there = visit(contexts[0], server.url), visit(contexts[1], network.url)
    one, two = my_feedback(here), my_feedback(there)
    join(two, show_code(one))
    one.reload()
    open_panel(one, "Devices")
    devices = one.get_by_role("list", name="Paired devices")
    expect(devices.get_by_role("listitem")).to_have_count(2, timeout=SLOW_MS)
    devices.get_by_role("button").filter(has_not_text="This device").click()
    one.get_by_label("Name", exact=True).fill("Tablet in van 7")
    one.get_by_role("button", name="Use this name").click()
    expect(devices.get_by_text("Tablet in van 7")).to_be_visible(timeout=SLOW_MS)
    network.become(Weather.CUT)
    rate(there, "A-2")
    devices.get_by_role("button").filter(has_text="Tablet").click()
    one.get_by_role("button", name="Disconnect").click()
    assert violations(one) == []
    one.get_by_role("button", name="Disconnect it").click()
    expect(devices.get_by_role("listitem")).to_have_count(1, timeout=SLOW_MS)
    rate(here, "A-1")
    network.become(Weather.FINE)
    two.bring_to_front()
    open_panel(two, "Answers")
    expect(record_line(two, "A-2")).to_contain_text("In the database", timeout=SLOW_MS)
    one.bring_to_front()
    open_panel(one, "Answers")
    expect(record_line(one, "A-1")).to_contain_text("In the database", timeout=SLOW_MS)
    for page in (one, two):
        expect(lines(page)).to_have_count(1)
    assert stored(server) == ["A-1", "A-2"]
    open_panel(two, "Devices")
    expect(two.get_by_role("list", name="Paired devices").get_by_role("listitem")).to_have_count(1, timeout=SLOW_MS)


def test_a_page_that_is_opened_with_no_network_raises_no_alarm(
    contexts: tuple[BrowserContext, BrowserContext], server: Server
) -> None:
    context = contexts[0]
    page = visit(context, server.url)
    rate(page, "A-1")
    until(page, "last.stored === 1")
    context.set_offline(True)
    page.goto(f"{server.url}/queue")
    expect(page.get_by_text("Offline. What you enter is kept on this phone.")).to_be_visible()
    expect(lines(page)).to_have_count(1)
    for alarm in page.get_by_role("alert").all():
        expect(alarm).to_be_empty()


def test_a_scanned_address_fills_in_the_code_and_joins_nothing_by_itself(
    contexts: tuple[BrowserContext, BrowserContext], server: Server
) -> None:
    one, two = (visit(context, server.url) for context in contexts)
    code = show_code(my_feedback(one))
    two.goto(f"{server.url}/queue#join={code}")
    expect(two.get_by_label("Code", exact=True)).to_have_value(code)
    assert two.evaluate("location.hash") == ""
    assert two.evaluate("window.last.room") == "anonymous"
    join = two.get_by_role("button", name="Join")
    expect(join).to_be_focused()
    expect(join).to_be_in_viewport(ratio=1)
    join.click()
    expect(two.get_by_text("Joined. Both devices show the same now.")).to_be_visible(timeout=SLOW_MS)
    two.get_by_label("Code", exact=True).fill("BCDF-GHJK")
    join.click()
    expect(two.get_by_text("This code is not good, or no longer.")).to_have_count(1, timeout=SLOW_MS)
    expect(two.get_by_label("Code", exact=True)).to_be_focused()
    assert violations(two) == []


def test_the_picture_of_the_code_is_read_by_a_camera(
    playwright: Playwright, contexts: tuple[BrowserContext, BrowserContext], server: Server, tmp_path: Path
) -> None:
    one = my_feedback(visit(contexts[0], server.url))
    code = show_code(one)
    one.emulate_media(color_scheme="dark")
    picture = one.get_by_role("img", name="Code for the other device's camera")
    expect(picture.locator("svg")).to_be_visible()
    # Cameras want it dark on light, whatever the page is.
    expect(picture).to_have_css("background-color", "rgb(255, 255, 255)")
    film = film_of(f"{server.url}/queue#join={code}", tmp_path / "camera.y4m")
    with_camera = open_browser(playwright, tmp_path / "camera", flags(film))
    with_camera.add_init_script(LISTEN)
    two = my_feedback(visit(with_camera, server.url))
    open_panel(two, "Devices")
    two.get_by_role("button", name="Scan a code").click()
    expect(two.get_by_label("Code", exact=True)).to_have_value(code)
    with_camera.close()
