"""The real browser for tests, in a profile of its own."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

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
