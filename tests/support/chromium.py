"""The real browser: Debian's Chromium, started so that it talks to nobody but us."""

from tests.support.system import find_chromium

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
    found = find_chromium()
    if found is None:
        raise AssertionError("The tests need Chromium (Debian: apt-get install chromium).")
    return found
