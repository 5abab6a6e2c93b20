"""A phone that several people use, through the pages: lock it, rate while it is locked, unlock it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.test_rate import COMMENT, SAVED, fill, new_phone, rate, send
from tests.support.build import built_pages
from tests.support.my_feedback import PASSPHRASE, lines, my_feedback, open_panel, passphrase, protect, unlock
from tests.support.static_server import StaticServer, serving

OTHER = "five small brown vans"
# Slow on purpose, and slower on a machine that does other things.
UNLOCKING_MS = 20_000


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_phone(browser)
    yield opened
    opened.close()


def rate_once(page: Page, order: str) -> None:
    fill(page, order)
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Rate another order").click()


def bar(page: Page) -> Locator:
    return page.get_by_role("navigation", name="My feedback")


def test_a_shared_phone_is_locked_takes_feedback_and_is_unlocked(context: BrowserContext, server: StaticServer) -> None:
    form = rate(context, server)
    rate_once(form, "BEFORE")
    form.get_by_label(COMMENT).fill("Half a sen")
    page = my_feedback(form)
    protect(page)
    page.get_by_role("button", name="Lock now").click()
    expect(page.get_by_text("What waits here is locked.")).to_be_visible()
    expect(page.get_by_text("BEFORE")).to_be_hidden()
    expect(bar(form)).to_contain_text("Your feedback is locked")
    expect(form.get_by_label(COMMENT)).to_have_value("")
    rate_once(form, "WHILE")
    expect(bar(form)).to_contain_text("Locked. One came in since.")
    unlock(page, "not the passphrase")
    expect(page.get_by_text("This is not the passphrase.")).to_be_visible(timeout=UNLOCKING_MS)
    expect(passphrase(page)).to_have_attribute("aria-invalid", "true")
    expect(passphrase(page)).to_be_focused()
    unlock(page, PASSPHRASE)
    expect(lines(page)).to_have_count(2, timeout=UNLOCKING_MS)
    for order in ("BEFORE", "WHILE"):
        expect(lines(page).get_by_text(order)).to_be_visible()
    expect(bar(form)).to_contain_text("2 saved on this phone")
    expect(form.get_by_label(COMMENT)).to_have_value("Half a sen")


def test_a_passphrase_is_changed_and_taken_off(context: BrowserContext, server: StaticServer) -> None:
    form = rate(context, server)
    rate_once(form, "BEFORE")
    page = my_feedback(form)
    protect(page)
    page.reload()
    open_panel(page, "Phone")
    page.get_by_text("Use another passphrase").click()
    passphrase(page).fill(OTHER)
    page.get_by_role("button", name="Use this one from now on").click()
    expect(page.get_by_text("The passphrase is set.")).to_be_visible(timeout=UNLOCKING_MS)
    page.get_by_role("button", name="Lock now").click()
    unlock(page, PASSPHRASE)
    expect(page.get_by_text("This is not the passphrase.")).to_be_visible(timeout=UNLOCKING_MS)
    unlock(page, OTHER)
    expect(lines(page)).to_have_count(1, timeout=UNLOCKING_MS)
    open_panel(page, "Phone")
    page.get_by_role("button", name="Take the passphrase off").click()
    expect(page.get_by_text("Lock with a passphrase")).to_be_visible()
    page.reload()
    expect(lines(page)).to_have_count(1)


def test_a_forgotten_passphrase_leaves_only_a_new_beginning(context: BrowserContext, server: StaticServer) -> None:
    form = rate(context, server)
    rate_once(form, "BEFORE")
    page = my_feedback(form)
    protect(page)
    page.get_by_role("button", name="Lock now").click()
    page.get_by_role("button", name="I forgot the passphrase").click()
    page.get_by_role("button", name="Forget it all").click()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    open_panel(page, "Phone")
    expect(page.get_by_text("Lock with a passphrase")).to_be_visible()
