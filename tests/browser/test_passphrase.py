"""A phone that several people use, through the page: lock it, rate while it is locked, unlock it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.test_rate import COMMENT, SAVED, fill, rate, send
from tests.support.build import built_pages
from tests.support.chromium import open_browser
from tests.support.static_server import StaticServer, serving

PASSPHRASE = "four small brown vans"


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = open_browser(playwright, tmp_path / "profile")
    yield opened
    opened.close()


def unlock(page: Page, passphrase: str) -> None:
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Unlock").click()


def rate_once(page: Page, order: str) -> None:
    fill(page, order)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Rate another order").click()


def test_a_shared_phone_is_locked_takes_feedback_and_is_unlocked(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    rate_once(page, "BEFORE")
    page.get_by_text("Lock with a passphrase").click()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Set the passphrase").click()
    context.set_offline(False)
    other = rate(context, server)
    expect(other.get_by_text("BEFORE")).to_be_visible()
    other.get_by_label(COMMENT).fill("Half a sen")
    page.get_by_role("button", name="Lock now").click()
    for tab in (page, other):
        expect(tab.get_by_text("What waits here is locked.")).to_be_visible()
        expect(tab.get_by_text("BEFORE")).to_be_hidden()
    expect(other.get_by_label(COMMENT)).to_have_value("")
    rate_once(page, "WHILE")
    unlock(page, "not the passphrase")
    expect(page.get_by_text("This is not the passphrase.")).to_be_visible()
    unlock(page, PASSPHRASE)
    items = page.get_by_role("list", name="Waiting").get_by_role("listitem")
    expect(items).to_have_count(2)
    for order in ("BEFORE", "WHILE"):
        expect(items.get_by_text(order)).to_be_visible()
    expect(other.get_by_text("BEFORE")).to_be_visible()
    expect(other.get_by_label(COMMENT)).to_have_value("Half a sen")
    page.get_by_role("button", name="Take the passphrase off").click()
    expect(page.get_by_text("Lock with a passphrase")).to_be_visible()
    page.reload()
    expect(items).to_have_count(2)


def test_a_forgotten_passphrase_leaves_only_a_new_beginning(context: BrowserContext, server: StaticServer) -> None:
    page = rate(context, server)
    rate_once(page, "BEFORE")
    page.get_by_text("Lock with a passphrase").click()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Set the passphrase").click()
    page.get_by_role("button", name="Lock now").click()
    page.get_by_role("button", name="I forgot the passphrase").click()
    page.get_by_role("button", name="Forget it all").click()
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()
    expect(page.get_by_text("Lock with a passphrase")).to_be_visible()
