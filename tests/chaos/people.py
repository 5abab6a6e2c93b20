"""Who uses the server in the chaos: phones in a process, and tabs of a real Chromium. They say what they do."""

import json
import os
import random
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from app.build.node import node_environment
from tests.support.chromium import open_browser, until
from tests.support.entries import record, record_id
from tests.support.queue_page import build_harness, kill
from tests.support.server import ROOT

Lines = SimpleQueue[dict[str, Any]]
SCRIPT = ROOT / "tests" / "chaos" / "fleet.ts"
RESOLVE = ROOT / "tests" / "support" / "resolve.mjs"
TABS = 2
TAB = "tab"
LONG = 1500
OPEN = """async () => {
    const device = await jazz.open();
    device.connect("", () => undefined, (error) => jazz.trouble.push(error.code));
}"""
ADD = "async (item) => (await device.queue.enqueue(item)).id"
LOOK = """() => {
    const { items, receipts } = device.queue.view;
    return {
        received: items.filter(({ status }) => status === "received").map(({ id }) => id),
        stored: receipts.map(({ id }) => id),
        waiting: items.length,
    };
}"""


class Fleet:
    """Phones on Node; killed and started again, they have what they had."""

    def __init__(self, folder: Path, server: str, phones: int, pace_ms: float, lines: Lines) -> None:
        self._command = [
            "node",
            "--import",
            RESOLVE.as_uri(),
            str(SCRIPT),
            str(folder),
            server,
            str(phones),
            f"{pace_ms:g}",
        ]
        self._lines = lines
        self._log = folder / "fleet.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command, env=node_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
            )
        Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            # What a killed process was about to say, it hasn't said.
            with suppress(json.JSONDecodeError):
                self._lines.put(json.loads(line))

    @property
    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def complaint(self) -> str:
        """What it said as it ended."""
        return self._log.read_text()[-4000:]

    def tell(self, task: str, **more: Any) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps({"do": task, **more}).encode() + b"\n")
            self.process.stdin.flush()

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)


class Tabs(Thread):
    """Two tabs of one Chromium profile."""

    def __init__(self, folder: Path, server: str, seed: int, lines: Lines) -> None:
        super().__init__(daemon=True)
        self._folder = folder
        self._server = server
        self._chance = random.Random(seed)
        self._lines = lines
        self._kills = Event()
        self._closes = Event()
        self._ends = Event()
        self._stored: set[str] = set()
        self._received: set[str] = set()
        self._orders = 0
        self.rests = Event()
        self.waiting = -1
        self.failure: BaseException | None = None

    def kill(self) -> None:
        """End the browser as a dead battery does; it is opened again at once."""
        self._kills.set()

    def close_one(self) -> None:
        """One tab is closed in the midst of what it does; the other goes on, and a new one is opened."""
        self._closes.set()

    def signal(self, number: int) -> None:
        """To every process of the browser."""
        mine = f"--user-data-dir={self._folder / 'profile'}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mine in (folder / "cmdline").read_bytes():
                    os.kill(int(folder.name), number)

    def end(self) -> None:
        self.signal(signal.SIGCONT)
        self._ends.set()
        self.join()

    def run(self) -> None:
        try:
            self._work()
        except BaseException as error:
            self.failure = error
            raise

    def _work(self) -> None:
        harness = self._folder / "harness"
        harness.mkdir()
        build_harness(harness)
        with sync_playwright() as playwright:
            while not self._ends.is_set():
                self._kills.clear()
                context = self._opened(playwright, harness)
                # A page of a killed browser answers with an error.
                with suppress(Error):
                    self._visit(context)
                kill(context, self._folder / "profile")

    def _opened(self, playwright: Playwright, harness: Path) -> BrowserContext:
        context = open_browser(playwright, self._folder / "profile")
        context.route("**/harness.html", lambda route: route.fulfill(path=harness / "index.html"))
        context.route("**/harness.js", lambda route: route.fulfill(path=harness / "harness.js"))
        return context

    def _visit(self, context: BrowserContext) -> None:
        pages = [self._tab(context) for _ in range(TABS)]
        while not self._kills.is_set() and not self._ends.is_set():
            if self._closes.is_set():
                self._closes.clear()
                # The oldest: most likely the one that leads.
                pages.pop(0).close()
                pages.append(self._tab(context))
            page = self._chance.choice(pages)
            if self.rests.is_set():
                page.evaluate("device.uplink.sendNow()")
            else:
                self._rate(page)
            self._look(page)
            page.wait_for_timeout(self._chance.randrange(400, 1200))

    def _tab(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(f"{self._server}/harness.html")
        until(page, "window.jazz !== undefined")
        page.evaluate(OPEN)
        return page

    def _rate(self, page: Page) -> None:
        self._orders += 1
        # Long, and not to be compressed: so that the log in IndexedDB is compacted now and then.
        comment = "".join(chr(self._chance.randrange(0x4E00, 0x9FA5)) for _ in range(LONG))
        item = record(id=record_id(), orderId=f"{TAB}-{self._orders}", deviceId=TAB, comment=comment)
        self._lines.put({"try": item, "phone": TAB})
        self._lines.put({"saved": page.evaluate(ADD, item), "phone": TAB})

    def _look(self, page: Page) -> None:
        seen = page.evaluate(LOOK)
        received, stored = set(seen["received"]) - self._received, set(seen["stored"]) - self._stored
        self._received |= received
        self._stored |= stored
        if received:
            self._lines.put({"received": sorted(received)})
        if stored:
            self._lines.put({"stored": sorted(stored)})
        self.waiting = seen["waiting"]


def emptied(lines: Lines) -> list[dict[str, Any]]:
    """What has been said since."""
    found: list[dict[str, Any]] = []
    with suppress(Empty):
        while True:
            found.append(lines.get_nowait())
    return found
