"""Scanning the code on a parcel, with a camera that sees one, and with none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.support.axe import violations
from tests.support.build import built_pages
from tests.support.camera import film_of, flags
from tests.support.chromium import PHONE, open_browser, until
from tests.support.my_feedback import LISTEN
from tests.support.static_server import StaticServer, serving


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


def scan(page: Page, server: StaticServer) -> None:
    page.add_init_script(LISTEN)
    page.goto(f"{server.url}/rate")
    until(page, "window.last !== null")
    page.get_by_role("button", name="Scan the code").click()


@pytest.mark.parametrize(
    ("text", "courier"),
    [("https://feedback.example.com/rate/A-17?courier=7", "7"), ("A-17", "")],
    ids=["link", "number"],
)
def test_a_code_fills_in_what_it_says(
    playwright: Playwright, server: StaticServer, tmp_path: Path, text: str, courier: str
) -> None:
    film = film_of(text, tmp_path / "camera.y4m")
    context = open_browser(playwright, tmp_path / "profile", flags(film))
    page = context.new_page()
    scan(page, server)
    expect(page.get_by_text("Order A-17")).to_be_visible()
    expect(page.locator("[name=courierId]")).to_have_value(courier)
    expect(page.get_by_role("dialog")).to_be_hidden()
    context.close()


def test_without_a_camera_the_number_can_be_typed(browser: Browser, server: StaticServer) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    scan(page, server)
    expect(page.get_by_text("The camera can't be used here.")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_label("Order number").fill("A-17")
    page.get_by_role("button", name="Scan the code").click()
    expect(page.get_by_text("The camera can't be used here.")).to_be_visible()
    context.close()
