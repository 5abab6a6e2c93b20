"""From the phone to the server, by itself: the real program, the real page, and a network that comes and goes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.support.chromium import open_browser, until
from tests.support.server import Server, running_server

CONTROLLED = "navigator.serviceWorker?.controller?.state === 'activated'"
SAVED = "It will be sent when you are back online."
RECEIVED = "It has reached our server."
PATIENCE = 20_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "server"
    folder.mkdir()
    with running_server(folder) as started:
        yield started


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = open_browser(playwright, tmp_path / "profile")
    yield opened
    opened.close()


def visit(context: BrowserContext, server: Server) -> Page:
    """The rating page, kept for use with no network."""
    page = context.new_page()
    page.goto(f"{server.url}/rate")
    until(page, CONTROLLED)
    return page


def rate(page: Page, order: str = "A-17") -> None:
    page.get_by_label("Order number").fill(order)
    page.get_by_label("Courier's number").fill("7")
    page.get_by_role("radio", name="4, Good").check(force=True)
    page.get_by_role("button", name="Send").click()


def asked(server: Server, query: str) -> list[Any]:
    """What stands in the server's database."""
    with sqlite3.connect(f"file:{server.folder / 'data' / 'doorstep.db'}?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


def test_feedback_goes_to_the_server_by_itself_when_it_is_back(context: BrowserContext, server: Server) -> None:
    page = visit(context, server)
    server.kill()
    rate(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    server.start()
    expect(page.get_by_text(RECEIVED)).to_be_visible(timeout=PATIENCE)
    assert asked(server, "select count(*) from journal") != [(0,)]
