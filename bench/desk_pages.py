"""What a person at the desk waits for in a browser, from the click to the new figures, on both engines.

The company of bench.desk, with ten thousand rows and with a million, whose figures nobody has asked for before: a
dashboard is opened from another page by somebody new each time, and filters are changed to ones that weren't looked
at, by somebody who looks at each for a moment. Browser, server and database share the machine.

    .venv/bin/python -m bench.desk_pages [sqlite|postgresql]        (QUICK=1: SQLite, 50,000 rows, fewer rounds)
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from app.access.principals import Role
from app.feedback.entry import REASONS
from bench.desk import ALSO
from bench.report import table, write_section
from bench.reports import LARGE, QUICK, SMALL, ZONE, filled
from tests.support import postgres
from tests.support.chromium import launch
from tests.support.server import Server, running_server
from tests.support.visitors import desk_context, session_of

LOOKED_AT_MS = 400
ROUNDS = 6 if QUICK else 20
READ = """() => document.querySelector('[aria-label="Figures"]')?.innerHTML ?? """ + '""'
# What a click on a link does, and how long it is until other figures stand there.
GO = f"""(address) => new Promise((resolve) => {{
  const read = {READ};
  const before = read();
  const began = performance.now();
  window.__reactRouterDataRouter.navigate(address);
  const look = () => {{
    const now = read();
    if (now !== "" && now !== before) resolve(performance.now() - began);
    else requestAnimationFrame(look);
  }};
  look();
}})"""
REACH = {"dashboard, opened": 400, "dashboard, another filter": 200}
PERIOD = "from=2026-03-31&to=2026-06-28"


def took(page: Page, address: str) -> float:
    page.wait_for_timeout(LOOKED_AT_MS)
    milliseconds: float = page.evaluate(GO, address)
    return milliseconds


def opened(page: Page, server: Server, at: int) -> float:
    page.goto(f"{server.url}/admin/account")
    page.get_by_text("This browser").wait_for()
    # Another first day each time: nobody has asked for these figures.
    return took(page, f"/admin?from=2026-03-{1 + at:02}&to=2026-06-28")


def changed(page: Page) -> list[float]:
    ratings = [f"rating={stars}" for stars in range(1, 6)]
    reasons = [f"reason={reason}" for reason in ("late", "on_time", "friendly")]
    couriers = [f"courier={courier}" for courier in range(10, 10 + ROUNDS)]
    words = [f"q=number+{at}" for at in range(4000, 4000 + ROUNDS)]
    assert set(reasons) <= {f"reason={reason}" for reason in REASONS}
    return [
        took(page, f"/admin?{PERIOD}&{each}") for each in (*ratings, *reasons, "source=customer", *couriers, *words)
    ]


def waits(server: Server) -> dict[str, list[float]]:
    with sync_playwright() as started:
        browser = launch(started)
        opening: list[float] = []
        for at in range(ROUNDS + 1):
            context = desk_context(browser, server, session_of(server, Role.ADMIN))
            page = context.new_page()
            opening.append(opened(page, server, at))
            if at < ROUNDS:
                context.close()
        changing = changed(page)
        browser.close()
    # The first page of a server is everybody's first.
    return {"dashboard, opened": opening[1:], "dashboard, another filter": changing}


def at_size(url: str, folder: Path, rows: int) -> dict[str, list[float]]:
    asyncio.run(filled(url, rows, ALSO))
    with running_server(folder, DATABASE_URL=url, TIME_ZONE=ZONE, LIMIT_PUBLIC="100000/minute") as server:
        return waits(server)


def engine(name: str, urls: Sequence[str], folder: Path) -> list[tuple[str, ...]]:
    sizes = []
    for url, rows in zip(urls, (SMALL, LARGE), strict=True):
        (folder / str(rows)).mkdir()
        sizes.append(at_size(url, folder / str(rows), rows))
    few, many = sizes
    lines = []
    for what, reach in REACH.items():
        both = few[what], many[what]
        told = [
            f"{figure:.0f}"
            for each in both
            for figure in (statistics.median(each), statistics.quantiles(each, n=20)[-1])
        ]
        ratio = statistics.median(both[1]) / statistics.median(both[0])
        lines.append((name, what, str(len(both[1])), *told, f"≤ {reach}", f"{ratio:.2f}"))
        print("  ".join(lines[-1]), flush=True)
    return lines


def main() -> None:
    asked = sys.argv[1:] or (["sqlite"] if QUICK else ["sqlite", "postgresql"])
    lines: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "sqlite" in asked:
            lines += engine("SQLite", [f"sqlite:///{folder}/{size}.db" for size in ("small", "large")], folder)
        if "postgresql" in asked:
            (folder / "postgresql").mkdir()
            with (
                postgres.shared_cluster(folder) as cluster,
                cluster.new_database() as small,
                cluster.new_database() as large,
            ):
                lines += engine("PostgreSQL", (small, large), folder / "postgresql")
    head = ("engine", "what", "times", f"at {SMALL:,}", "p95", f"at {LARGE:,}", "p95", "to reach", "ratio")
    about = (
        "89 to 120 days, 300 couriers; ms from the click to the figures in the page, medians and p95. "
        "The ratio is that of the medians; to reach: 1.5."
    )
    command = " ".join(["bench.desk_pages", *sys.argv[1:]])
    write_section("The desk in a browser", command, f"{about}\n\n{table(head, lines)}")


if __name__ == "__main__":
    main()
