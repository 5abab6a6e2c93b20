"""The real browser for tests, in a profile of its own."""

import contextlib
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

DEADLINE = 10
POLL = 50
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def open_browser(playwright: Playwright, profile: Path, **options: Any) -> BrowserContext:
    """A browser whose storage outlives it: opened again with the same profile, it is the same phone restarted."""
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        args=FLAGS,
        **{"viewport": {"width": 360, "height": 640}, **options},
    )


def until(page: Page, promise: str) -> None:
    """Wait until what the page answers is true. (Playwright's own waiting takes a promise for an answer.)"""
    deadline = time.monotonic() + DEADLINE
    while True:
        # A page on its way to another document answers nothing.
        with contextlib.suppress(Error):
            if page.evaluate(promise):
                return
        assert time.monotonic() < deadline, f"never became true: {promise}"
        page.wait_for_timeout(POLL)
