"""A bare page with the queue's modules in a real Chromium, served from a port of its own."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import BrowserContext, Error, Page

from tests.support.node import node

SUPPORT = Path(__file__).parent


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps the log for failures."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def build_harness(folder: Path) -> None:
    """A page with tests/support/harness.ts in it."""
    node(str(SUPPORT / "bundle.mjs"), str(SUPPORT / "harness.ts"), str(folder / "harness.js"))
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Queue</title><script type="module" src="/harness.js"></script>'
    )


def open_page(context: BrowserContext, address: str) -> Page:
    """A tab with the harness loaded."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("window.jazz !== undefined")
    return page


STEPS = """
    window.steps = 0;
    window.lastStep = Infinity;
    const step = () => { steps += 1; if (steps === lastStep) alert("This far."); };
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
        if (mode === "readwrite") step();
        const made = transaction.call(this, names, mode, options);
        if (mode === "readwrite") made.addEventListener("complete", step);
        return made;
    };
    for (const name of ["setItem", "removeItem"]) {
        const change = Storage.prototype[name];
        Storage.prototype[name] = function (...values) { step(); change.apply(this, values); };
    }
"""


def run_to(page: Page, work: str, step: int) -> None:
    """Begin something and stand still before its n-th step: a write's beginning or end, a change of localStorage.

    A dialog that nobody answers holds a page up wherever it is, and leaves it there to be killed. The page needs STEPS.
    """
    with page.expect_event("dialog"):
        page.evaluate(f"() => {{ steps = 0; lastStep = {step}; setTimeout(() => void {work}); }}")


def kill(context: BrowserContext, profile: Path) -> None:
    """End every process of the browser at once, as a dead battery or the system's hunger for memory does."""
    mine = f"--user-data-dir={profile}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mine in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)
    with suppress(Error):
        context.close()
    for lock in profile.glob("Singleton*"):
        lock.unlink(missing_ok=True)
