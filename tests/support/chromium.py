"""The real browser: Debian's Chromium, started so that it talks to nobody but us."""

import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """The browser's program, or a sentence that says what is missing."""
    found = shutil.which("chromium")
    if found is None:
        raise AssertionError("The tests need Chromium (Debian: apt-get install chromium).")
    return found
