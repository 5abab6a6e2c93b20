"""One quiet line says how the page stands to the server."""

import contextlib
import itertools
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.chromium import PHONE, until
from tests.support.static_server import StaticServer, serving
from tests.support.visited import LIVE, ON_THIS_PHONE, visited

# What each page says: whether the server answers HTTP, and takes the live connection.
SAYS = {
    ("/", True, True): "",
    ("/", True, False): "",
    ("/", False, True): f"Offline. {ON_THIS_PHONE}",
    ("/", False, False): f"Offline. {ON_THIS_PHONE}",
    ("/admin", True, True): "",
    ("/admin", True, False): LIVE,
    ("/admin", False, True): "The server answers only in part. What you see is live, but some actions may fail.",
    ("/admin", False, False): "Offline. What you see is from the last connection.",
}


def test_connection_line(browser: Browser, pages: Path) -> None:
    # All at once: most of the time goes by waiting for what must not come.
    with contextlib.ExitStack() as stack:
        opened: dict[tuple[str, bool, bool], Page] = {}
        for http_up, socket_up in itertools.product((True, False), repeat=2):
            server = stack.enter_context(serving(pages))
            server.http_up, server.socket_up = http_up, socket_up
            context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
            stack.callback(context.close)
            for path in ("/", "/admin"):
                page = opened[path, http_up, socket_up] = context.new_page()
                page.goto(server.url + path)
        for (path, http_up, socket_up), page in opened.items():
            says = SAYS[path, http_up, socket_up]
            line = page.locator("[data-connection]")
            # Pages that don't need the live connection never ask for it.
            live = str(socket_up).lower() if path == "/admin" else "undefined"
            until(page, f"window.doorstepSocket === {live}")
            expect(line).to_have_text(says)
            assert line.get_attribute("role") == "status"
            assert line.get_attribute("aria-live") == "polite"
            # It is what it is once everything had the time to be told.
            until(page, "performance.now() > 3000")
            expect(line).to_have_text(says)
            assert page.locator("body > :not(script):not([hidden])").get_by_text("Cannot connect").count() == 0


def test_connection_line_does_not_flash_at_the_start(context: BrowserContext, server: StaticServer) -> None:
    server.socket_up = False
    page = context.new_page()
    page.add_init_script("""
      new MutationObserver(() => {
        const said = document.querySelector("[data-connection]")?.textContent;
        if (said) window.spokeAt ??= performance.now();
      }).observe(document, { childList: true, subtree: true, characterData: true });
    """)
    page.goto(f"{server.url}/admin")
    expect(page.get_by_text(LIVE)).to_be_visible()
    assert page.evaluate("window.spokeAt") >= 1000


def test_connection_line_follows_the_server(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server, "/admin")
    line = page.locator("[data-connection]")
    until(page, "window.doorstepSocket === true")
    server.stop()
    expect(line).to_have_text("Offline. What you see is from the last connection.")
    server.start()
    expect(line).to_have_text("", timeout=20_000)
