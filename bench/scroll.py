"""Whether thousands of records scroll smoothly on a slow phone.

Starts the built pages, reads a file of 5,000 records into the page of one's feedback, and scrolls it as a thumb would,
with a processor four times slower: so many flicks down and back, a step for each picture. A frame is the time between
two pictures, as the browser gives them; beside it an empty page, scrolled alike, for what the machine itself takes.

    .venv/bin/python -m bench.scroll            (QUICK=1: 500 records, one run)
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.report import QUICK, table, write_section
from tests.support.build import built_pages
from tests.support.chromium import open_browser, until
from tests.support.entries import record
from tests.support.static_server import serving

RECORDS = 500 if QUICK else 5000
RUNS = 1 if QUICK else 3
CPU_BRAKE = 4
# Some 4,000 px a second: a quick flick. Down a while, and back.
STEP, STEPS = 70, 100 if QUICK else 300
LONG_MS = 50
READ_MS = 120_000
LISTEN = "window.last = null; addEventListener('jazz:sync', ({ detail }) => (window.last = detail));"
SCROLL = """([steps, step]) => new Promise((done) => {
  const times = [];
  let before = 0;
  const next = (at) => {
    if (before) times.push(at - before);
    before = at;
    if (times.length === 2 * steps) return done(times);
    scrollBy(0, times.length < steps ? step : -step);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""
EMPTY = "() => { document.body.innerHTML = '<div style=\"height: 400000px\"></div>'; scrollTo(0, 0); }"


def scrolled(page: Page) -> list[float]:
    """Milliseconds from picture to picture."""
    times: list[float] = page.evaluate(SCROLL, [STEPS, STEP])
    return times


def row(name: str, times: Sequence[float]) -> tuple[str, ...]:
    """One line of the table."""
    ordered = sorted(times)
    long = [each for each in ordered if each > LONG_MS]
    return (
        name,
        str(len(ordered)),
        f"{statistics.median(ordered):.1f}",
        f"{ordered[int(len(ordered) * 0.99)]:.1f}",
        f"{ordered[-1]:.0f}",
        f"{len(long)} ({len(long) / len(ordered):.1%})",
    )


def main() -> int:
    """Measure, and write the section."""
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder, serving(built_pages()) as server, sync_playwright() as playwright:
        file = Path(folder, "queue.json")
        file.write_text(json.dumps([record(orderId=f"ORDER-{at:04}") for at in range(RECORDS)]))
        context = open_browser(playwright, Path(folder, "profile"))
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.goto(f"{server.url}/queue")
        page.get_by_role("tab", name="Phone").click()
        # Nothing is tried over and over meanwhile.
        context.set_offline(True)
        page.get_by_label("Read a file").set_input_files(file)
        page.get_by_text("records were added from the file").wait_for(timeout=READ_MS)
        page.get_by_role("tab", name="Answers").click()
        until(page, f"window.last?.pending === {RECORDS}")
        page.get_by_role("button", name=f"ORDER-{RECORDS - 1:04}").first.wait_for()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU_BRAKE})
        for _ in range(RUNS):
            page.evaluate("scrollTo(0, 0)")
            ours += scrolled(page)
        page.evaluate(EMPTY)
        for _ in range(RUNS):
            bare += scrolled(page)
        context.close()
    text = (
        f"{RECORDS:,} records on the page at `/queue`, {RUNS} runs of {STEPS} steps of {STEP} px down and as many "
        f"back; a processor braked {CPU_BRAKE}-fold; no frame over {LONG_MS} ms is what to reach. An empty page of the "
        "same height, scrolled alike, shows what the machine itself takes.\n\n"
    )
    head = ("what", "frames", "median, ms", "99 %, ms", "longest, ms", f"over {LONG_MS} ms")
    text += table(head, [row(f"{RECORDS:,} records", ours), row("an empty page", bare)])
    print(text)
    write_section("Five thousand records", "bench.scroll", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
