"""One quiet line says how the page stands to the server."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.support.chromium import until
from tests.support.static_server import StaticServer
from tests.support.visited import LIVE, ON_THIS_PHONE, visited


@pytest.mark.parametrize(
    ("path", "http_up", "socket_up", "says"),
    [
        ("/", True, True, ""),
        ("/", True, False, ""),
        ("/", False, True, f"Offline. {ON_THIS_PHONE}"),
        ("/", False, False, f"Offline. {ON_THIS_PHONE}"),
        ("/admin", True, True, ""),
        ("/admin", True, False, LIVE),
        (
            "/admin",
            False,
            True,
            "The server answers only in part. What you see is live, but some actions may fail.",
        ),
        ("/admin", False, False, "Offline. What you see is from the last connection."),
    ],
)
def test_connection_line(
    context: BrowserContext, server: StaticServer, path: str, http_up: bool, socket_up: bool, says: str
) -> None:
    server.http_up, server.socket_up = http_up, socket_up
    page = context.new_page()
    page.goto(server.url + path)
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
