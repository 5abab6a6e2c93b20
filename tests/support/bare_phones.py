"""Phones with a bare page at the real server: the queue and its connection, and nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.support.chromium import open_browser, until
from tests.support.server import Server

OPEN = """async ([rooms, settings]) => {
    const device = await jazz.open(settings);
    window.news = {};
    device.connect(rooms, (news) => (window.news = news), (error) => jazz.trouble.push(error.code));
}"""
ADD = "async (order) => (await device.queue.enqueue(jazz.record({ orderId: order }))).id"
ORDERS = "device.queue.view.items.map((item) => item.orderId).sort()"
EVEN = "device.queue.view.pending === 0 && news.lastSync !== null"
NOWHERE = "http://127.0.0.1:9"


def phone(playwright: Playwright, profile: Path, harness: Path, flags: Sequence[str] = ()) -> BrowserContext:
    context = open_browser(playwright, profile, flags)
    # For the browser a page that a test fulfils came from no network: it may open no socket to this machine.
    context.grant_permissions(["local-network-access"])
    context.route("**/harness.html", lambda route: route.fulfill(path=harness / "index.html"))
    context.route("**/harness.js", lambda route: route.fulfill(path=harness / "harness.js"))
    return context


def tab(context: BrowserContext, server: Server, url: str = "", **settings: Any) -> Page:
    page = context.new_page()
    page.goto(f"{url or server.url}/harness.html")
    until(page, "window.jazz !== undefined")
    page.evaluate(OPEN, ["", settings])
    return page
