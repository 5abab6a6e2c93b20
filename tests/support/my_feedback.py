"""The page of one's feedback, as tests use it: opened beside another page of the same phone."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect

# What the page says of itself to programs, for an init script.
LISTEN = "window.last = null; addEventListener('jazz:sync', ({ detail }) => (window.last = detail));"
PATIENCE_MS = 30_000
PASSPHRASE = "four small brown vans"


def my_feedback(page: Page) -> Page:
    """A new tab with it, the storage open."""
    other = page.context.new_page()
    other.goto(urljoin(page.url, "/queue"))
    expect(other.get_by_role("tab", name="Answers")).to_be_visible()
    return other


def lines(page: Page) -> Locator:
    """The records on the page that are near its window."""
    return page.get_by_role("list", name="Your feedback").get_by_role("listitem")


def record_line(page: Page, order: str) -> Locator:
    return page.get_by_role("button", name=order)


def open_panel(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def export(page: Page) -> Path:
    """Save what waits as a file, from the page itself."""
    open_panel(page, "Phone")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    return download.value.path()


def read_file(page: Page, file: Path) -> None:
    open_panel(page, "Phone")
    page.get_by_label("Read a file").set_input_files(file)


def records(page: Page) -> list[dict[str, Any]]:
    """What waits on the phone that this page is on, as it would be handed over."""
    other = my_feedback(page)
    items: list[dict[str, Any]] = json.loads(export(other).read_text())["items"]
    other.close()
    return items


def passphrase(page: Page) -> Locator:
    return page.get_by_label("Passphrase", exact=True)


def unlock(page: Page, word: str) -> None:
    passphrase(page).fill(word)
    page.get_by_role("button", name="Unlock").click()


def protect(page: Page, word: str = PASSPHRASE) -> None:
    open_panel(page, "Phone")
    page.get_by_text("Lock with a passphrase").click()
    passphrase(page).fill(word)
    page.get_by_role("button", name="Set the passphrase").click()
    expect(page.get_by_role("button", name="Lock now")).to_be_visible()
