"""Pages that a browser has visited, and so keeps."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.support.chromium import CONTROLLED, until
from tests.support.static_server import StaticServer

WAITING = "navigator.serviceWorker.getRegistration().then((it) => it?.waiting?.state === 'installed')"
CACHES = "caches.keys().then((names) => names.filter((name) => name.startsWith('doorstep-')))"
KEPT = """
caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
  .then((lists) => lists.flat().map((request) => new URL(request.url).pathname))
"""
ROUTER = "!!window.__reactRouterDataRouter?.state.initialized"
START = "Rate a delivery, even with no signal"
RATE = "Rate your delivery"
RATE_NEXT = "Rate this delivery"
COMMENT = "Anything else?"
OFFER = "A new version is ready."
WORDS = {"Rate an order": "Rate your order", RATE: RATE_NEXT}
LIVE = "Live view is reconnecting. What you see may be some seconds old."
ON_THIS_PHONE = "What you enter is kept on this phone."


def complaints(page: Page) -> list[str]:
    """What the console reports from now on, but for requests that a stopped server can't answer."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "console",
        lambda message: (
            found.append(message.text)
            if message.type == "error" and "net::ERR_" not in message.text and "status of" not in message.text
            else None
        ),
    )
    return found


def visited(context: BrowserContext, server: StaticServer, path: str = "/") -> Page:
    """A page after the first visit, kept for later."""
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(server.url + path)
    until(page, CONTROLLED)
    return page


def new_version_waits(page: Page, server: StaticServer, folder: Path) -> None:
    server.folder = folder
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
    until(page, WAITING)
