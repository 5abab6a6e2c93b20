"""A phone whose ratings go to the real server: what it says, and what has arrived."""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pycrdt
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.support.chromium import CONTROLLED, open_browser, until
from tests.support.entries import record
from tests.support.my_feedback import my_feedback, read_file
from tests.support.server import Server

SAVED = "It will be sent when you are back online."
# What the page says of itself to programs.
LISTEN = "window.last = {}; addEventListener('jazz:sync', ({ detail }) => (window.last = detail));"
LISTEN += "window.errors = []; addEventListener('jazz:error', ({ detail }) => window.errors.push(detail.code));"
SENT = "last.pending === 0 && last.received + last.stored > 0"
# A back-off may have grown while the server was away.
PATIENCE = 60


def phone(playwright: Playwright, profile: Path, *, whole: bool = False) -> BrowserContext:
    context = open_browser(playwright, profile, whole=whole)
    context.add_init_script(LISTEN)
    return context


def visit(context: BrowserContext, url: str) -> Page:
    """The rating page, kept for use with no network."""
    page = context.new_page()
    page.goto(f"{url}/rate")
    until(page, CONTROLLED)
    until(page, "last.room !== undefined")
    return page


def rate(page: Page, order: str = "A-17") -> None:
    page.get_by_label("Order number").fill(order)
    page.get_by_label("Courier's number").fill("7")
    page.get_by_role("radio", name="4, Good").check(force=True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you", exact=True)).to_be_visible()


def rate_again(page: Page, order: str) -> None:
    page.get_by_role("button", name="Rate another order").click()
    rate(page, order)


def bring(page: Page, folder: Path, count: int) -> set[str]:
    """Read a file with that many records; their ids, once they are kept."""
    items = [record(orderId=f"ORDER-{at}") for at in range(count)]
    file = folder / "queue.json"
    file.write_text(json.dumps(items))
    mine = my_feedback(page)
    read_file(mine, file)
    expect(mine.get_by_text("were added from the file.")).to_be_visible(timeout=PATIENCE * 1000)
    mine.close()
    return {item["id"] for item in items}


def rows(server: Server, query: str) -> list[Any]:
    """What stands in the server's database."""
    with closing(sqlite3.connect(f"file:{server.folder / 'data' / 'doorstep.db'}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def arrived(server: Server) -> set[str]:
    """The ids that the server has, in its rooms or already in the database; none twice."""
    documents: dict[str, pycrdt.Doc[Any]] = {}
    for room, body in rows(server, "select room, body from journal order by room, sequence"):
        documents.setdefault(room, pycrdt.Doc()).apply_update(body)
    waiting = [item["id"] for doc in documents.values() for item in doc.get("queue", type=pycrdt.Array)]
    assert not [each for each, times in Counter(waiting).items() if times > 1]
    return set(waiting) | {each for (each,) in rows(server, "select id from feedback")}


def change(server: Server, statement: str) -> None:
    with closing(sqlite3.connect(server.folder / "data" / "doorstep.db", timeout=10)) as database:
        database.execute(statement)
        database.commit()


def eventually(page: Page, promise: str) -> None:
    """As until(), for what may take a back-off."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(promise):
        assert time.monotonic() < deadline, (promise, page.evaluate("last"), page.evaluate("errors"))
        page.wait_for_timeout(50)


def soon(page: Page, promise: Callable[[], object]) -> None:
    """The same for something outside of the page, which goes on meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while not promise():
        assert time.monotonic() < deadline, page.evaluate("[window.last, window.errors]")
        page.wait_for_timeout(50)


def all_arrive(page: Page, server: Server, ids: set[str]) -> None:
    """Wait until the server has all of them, and the page knows."""
    soon(page, lambda: ids <= arrived(server))
    eventually(page, "last.pending === 0")
