"""The real browser: Debian's Chromium, started so that it talks to nobody but us."""

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from tests.support.system import find_chromium, find_shell

DEADLINE = 10
POLL = 50
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The pages are kept for use with no network.
CONTROLLED = "navigator.serviceWorker?.controller?.state === 'activated'"
PHONE = {"width": 360, "height": 640}


def chromium_path(*, whole: bool) -> str:
    """The browser's program, or a sentence that says what is missing."""
    found = find_chromium() if whole else find_shell()
    if found is None:
        raise AssertionError("The tests need Chromium (Debian: apt-get install chromium).")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one Playwright of a test run: its synchronous side can't be started twice at a time."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser for tests whose contexts may forget everything."""
    started = launch(playwright)
    yield started
    started.close()


def launch(playwright: Playwright, *, whole: bool = False) -> Browser:
    """A browser that forgets everything when it closes; the whole one is what people have, and slower to start."""
    return playwright.chromium.launch(executable_path=chromium_path(whole=whole), args=FLAGS)


def open_browser(
    playwright: Playwright, profile: Path, flags: Sequence[str] = (), *, whole: bool = False, **options: Any
) -> BrowserContext:
    """A browser whose storage outlives it: opened again with the same profile, it is the same phone restarted."""
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(whole=whole),
        args=[*FLAGS, *flags],
        **{"viewport": PHONE, **options},
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


def pass_time(page: Page, seconds: int) -> None:
    """Let that much of the page's installed clock pass; the server, whose clock it isn't, answers in between."""
    for _ in range(seconds):
        page.clock.fast_forward(1000)
        page.evaluate("fetch('/api/health').catch(() => undefined)")
