"""How heavy the rating page is, and how soon it works on a slow phone.

Starts the real program, opens `/rate` in Chromium with an empty cache, over an emulated slow 4G (150 ms, 1.6 Mbit/s
down, 750 kbit/s up: what Lighthouse calls by that name) and with a processor four times slower. Weight is what came
over the wire; "works" is the first moment at which React answers the form, counted from the page's first byte.

    .venv/bin/python -m bench.rating_page
"""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.report import table, write_section
from tests.support.chromium import launch
from tests.support.server import running_server

RUNS = 5
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 750_000 / 8}
CPU_BRAKE = 4
KIND = {"Script": "JavaScript", "Stylesheet": "CSS", "Font": "fonts", "Document": "HTML"}
# React leaves its handlers on each element that it has taken over.
WORKS = """() => {
  const form = document.querySelector("main form");
  const taken = form && Object.keys(form).some((key) => key.startsWith("__reactProps"));
  return taken ? performance.now() - performance.getEntriesByType("navigation")[0].responseStart : 0;
}"""


class Visit(NamedTuple):
    """One cold visit."""

    weights: dict[str, int]
    headers: int
    works_ms: float


def visit(browser: Browser, url: str) -> Visit:
    """Open the page as a new phone would."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    weights, headers = _weigh(session)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_BRAKE})
    page.goto(f"{url}/rate", wait_until="commit")
    works_ms = page.wait_for_function(WORKS, polling="raf", timeout=60_000).json_value()
    page.wait_for_load_state("networkidle")
    context.close()
    return Visit(weights, sum(headers), works_ms)


def _weigh(session: CDPSession) -> tuple[dict[str, int], list[int]]:
    weights: dict[str, int] = {}
    headers: list[int] = []
    answers: dict[str, tuple[str, int]] = {}

    def answered(event: dict[str, Any]) -> None:
        # What has come when the answer begins is its headers.
        answers[event["requestId"]] = KIND.get(event["type"], ""), int(event["response"]["encodedDataLength"])

    def finished(event: dict[str, Any]) -> None:
        kind, head = answers.get(event["requestId"], ("", 0))
        if kind:
            headers.append(head)
            weights[kind] = weights.get(kind, 0) + int(event["encodedDataLength"]) - head

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    return weights, headers


def main() -> int:
    """Print the figures as a table and keep it in RESULTS.md."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, whole=True)
        visits = [visit(browser, server.url) for _ in range(RUNS)]
        browser.close()
    weights = visits[-1].weights
    shipped = sum(size for kind, size in weights.items() if kind != "HTML")
    times = sorted(each.works_ms for each in visits)
    parts = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(weights.items()))
    median, low, high = statistics.median(times), times[0], times[-1]
    rows = (
        (f"JavaScript, CSS and fonts, KB gzip ({parts})", f"{shipped / 1000:.1f}", "≤ 190"),
        ("headers of all answers, KB", f"{visits[-1].headers / 1000:.1f}", ""),
        (f"works after the first byte, ms (median of {RUNS}; {low:.0f}–{high:.0f})", f"{median:.0f}", "≤ 2000"),
    )
    found = table(("figure", "measured", "to reach"), rows)
    print(found)
    seconds = shipped / SLOW_4G["downloadThroughput"]
    about = (
        "A cold visit to `/rate`: empty cache, slow 4G (150 ms, 1.6 Mbit/s down, 0.75 up), a processor braked\n"
        f"four-fold. It works when React answers the form. {shipped / 1000:.0f} KB take {seconds:.2f} s on this line;\n"
        "nothing can be faster than that."
    )
    write_section("The rating page", "bench.rating_page", f"{about}\n\n{found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
