"""How long it takes from the tap on Send until the page says "In the database".

The real program, the real pages in Chromium. The page itself takes the time: from the click to the moment at which the
word stands in it. Three times: with the socket open (somebody who rates one order after the other), on a page that was
just opened and has no socket yet (it is opened by the rating; the device is known), and with a link that takes 25 ms
each way, socket open.

    .venv/bin/python -m bench.tap
"""

import asyncio
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from bench.report import table, write_section
from tests.support.chromium import PHONE, launch, until
from tests.support.server import running_server

QUICK = bool(os.environ.get("QUICK"))
TAPS = 10 if QUICK else 40
WARM_UP = 5
EACH_WAY_SECONDS = 0.025
PLENTY = "1000000/minute"
CHUNK = 65_536
LISTEN = """() => {
  window.tap = {};
  document.addEventListener("click", (event) => {
    if (event.target.closest("button[type=submit]")) tap = { at: performance.now() };
  }, true);
  new MutationObserver(() => {
    const said = document.getElementById("saved")?.textContent ?? "";
    if (tap.at === undefined || tap.shown !== undefined) return;
    if (tap.saved === undefined && said !== "") tap.saved = performance.now() - tap.at;
    if (said.includes("In the database")) tap.shown = performance.now() - tap.at;
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
HEAD = ("from the tap on Send to", "median, ms", "p95, ms", "to reach (median / p95)")


class SlowLink:
    """Passes bytes on to the server, each way late."""

    def __init__(self, port: int) -> None:
        self._upstream = port

    async def serve(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, on = await asyncio.open_connection("127.0.0.1", self._upstream)
        await asyncio.gather(self._pump(client, on), self._pump(server, back))

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while chunk := await source.read(CHUNK):
                loop.call_later(EACH_WAY_SECONDS, target.write, chunk)
        loop.call_later(EACH_WAY_SECONDS, target.close)


@contextmanager
def slow_link(port: int) -> Iterator[int]:
    """The port of a slow link to that port."""
    loop = asyncio.new_event_loop()
    link = loop.run_until_complete(asyncio.start_server(SlowLink(port).serve, "127.0.0.1", 0))
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield link.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def fill(page: Page, order: str) -> None:
    page.get_by_label("Order number").fill(order)
    page.get_by_label("Courier's number").fill("7")
    page.get_by_role("radio", name="4, Good").check(force=True)


def tapped(page: Page, order: str) -> tuple[float, float]:
    """Milliseconds to the word that it is saved, and to the word that it is in the database."""
    fill(page, order)
    page.get_by_role("button", name="Send").click()
    until(page, "tap.shown !== undefined")
    told = page.evaluate("tap")
    return float(told["saved"]), float(told["shown"])


def opened(page: Page, url: str) -> None:
    page.goto(f"{url}/rate")
    until(page, "navigator.serviceWorker?.controller?.state === 'activated'")
    page.evaluate(LISTEN)


def with_open_socket(page: Page, url: str) -> list[tuple[float, float]]:
    opened(page, url)
    found = []
    for at in range(WARM_UP + TAPS):
        found.append(tapped(page, f"A-{at}"))
        page.get_by_role("button", name="Rate another order").click()
    return found[WARM_UP:]


def without_socket(page: Page, url: str) -> list[tuple[float, float]]:
    found = []
    for at in range(1 + TAPS):
        opened(page, url)
        found.append(tapped(page, f"B-{at}"))
    # The first one registered the device.
    return found[1:]


def row(name: str, measured: list[float], goal: str) -> list[str]:
    ninety_five = statistics.quantiles(measured, n=20)[-1]
    return [name, f"{statistics.median(measured):.1f}", f"{ninety_five:.1f}", goal]


def main() -> None:
    rows: list[list[str]] = []
    limits = dict.fromkeys(("LIMIT_PUBLIC", "LIMIT_DEVICES"), PLENTY)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder), **limits) as server,
        slow_link(server.port) as far,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, whole=True)
        ways = (
            ("socket open", with_open_socket, server.url, "15 / 40"),
            ("socket yet to be opened", without_socket, server.url, ""),
            ("socket open, 25 ms each way", with_open_socket, f"http://127.0.0.1:{far}", "70"),
        )
        for name, measure, url, goal in ways:
            context = browser.new_context(viewport=PHONE, locale="en-GB")  # type: ignore[arg-type]
            measured = measure(context.new_page(), url)
            if not rows:
                rows.append(row("saved on this device", [saved for saved, _ in measured], ""))
            rows.append(row(f"in the database, {name}", [shown for _, shown in measured], goal))
            print(rows[-1], flush=True)
            context.close()
        browser.close()
    text = table(HEAD, rows)
    print(text)
    write_section("Tap to in the database", "bench.tap", f"{__doc__.split(chr(10) * 2)[1]}\n\n{text}")


if __name__ == "__main__":
    main()
