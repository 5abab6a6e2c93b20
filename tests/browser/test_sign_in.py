"""The first admin's way in, through the real server and browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.support.chromium import launch
from tests.support.server import Server, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def complaints(page: Page) -> list[str]:
    """What the page's console complains about from now on."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_link_signs_in_once_and_leaves_no_token_behind(server: Server, page: Page) -> None:
    heard = complaints(page)
    link = server.sign_in_link()
    page.goto(link)
    expect(page).to_have_url(f"{server.url}/admin")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page.get_by_text("Owner")).to_be_visible()
    assert heard == []
    # Back in the history there is no token, and the link is used up.
    page.goto(link)
    expect(page.get_by_role("status").filter(has_text="works once")).to_be_visible()
    assert page.url == f"{server.url}/admin/sign-in"


def test_link_pasted_into_a_tab_that_waits_for_one_works(tmp_path: Path, page: Page) -> None:
    with running_server(tmp_path) as server:
        page.goto(f"{server.url}/admin/sign-in")
        expect(page.get_by_text("open the link that Doorstep prints")).to_be_visible()
        page.evaluate("(link) => { window.location.href = link; }", server.sign_in_link())
        expect(page).to_have_url(f"{server.url}/admin")
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(f"{server.url}/")
        page.goto(f"{server.url}/admin")
        expect(page).to_have_url(f"{server.url}/admin/sign-in")


def test_desk_leads_strangers_to_the_sign_in(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/admin")
    expect(page).to_have_url(re.compile(r"/admin/sign-in$"))
    expect(page.get_by_text("open the link that Doorstep prints")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/rate", "/rate/ABC-1", "/api/docs", "/no/such/page"])
def test_pages_break_none_of_their_own_rules(server: Server, page: Page, path: str) -> None:
    heard = complaints(page)
    page.goto(server.url + path)
    page.wait_for_load_state("networkidle")
    # A page that isn't there answers 404, which the browser mentions.
    assert [text for text in heard if "404 (Not Found)" not in text] == []
