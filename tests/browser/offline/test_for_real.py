"""The promise itself, with the program as it is served: stopped, killed, started again."""

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.support.chromium import CONTROLLED, open_browser, until
from tests.support.server import Server, running_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running_server(tmp_path) as started:
        yield started


def test_opens_after_the_server_died_and_the_browser_was_restarted(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    first = open_browser(playwright, tmp_path / "profile")
    page = first.pages[0]
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(server.url)
    until(page, CONTROLLED)
    # What the Content-Security-Policy forbids is told as an error.
    assert refused == []
    first.close()
    server.stop(signal.SIGKILL)

    second = open_browser(playwright, tmp_path / "profile")
    with contextlib.closing(second):
        page = second.pages[0]
        for path, heading in (
            ("/", "Rate a delivery, even with no signal"),
            ("/rate", "Rate your delivery"),
            ("/rate/ABC-1", "Rate your delivery"),
            ("/admin", "This page needs the server"),
        ):
            page.goto(server.url + path)
            expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.goto(f"{server.url}/rate")
        expect(page.get_by_text("Offline. What you enter is kept on this phone.")).to_be_visible()
        server.start()
        expect(page.locator("[data-connection]")).to_have_text("", timeout=40_000)
