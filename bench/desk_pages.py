"""What a person at the desk waits for in a browser, with a million rows on SQLite: from the click to the new figures.

The company of bench.desk, whose figures nobody has asked for before: a dashboard is opened from another page by
somebody new each time, and filters are changed to ones that weren't looked at. Browser and server share the machine.

    .venv/bin/python -m bench.desk_pages         (QUICK=1: 50,000 rows, fewer rounds)
"""

import asyncio
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from app.access.principals import Role
from app.feedback.entry import REASONS
from bench.desk import ALSO
from bench.report import table, write_section
from bench.reports import LARGE, QUICK, ZONE, filled
from tests.support.chromium import launch
from tests.support.server import Server, running_server
from tests.support.visitors import desk_context, session_of

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
PERIOD = "from=2026-03-31&to=2026-06-28"


def took(page: Page, address: str) -> float:
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


def line(what: str, waits: list[float], reach: int) -> tuple[str, ...]:
    p95 = statistics.quantiles(waits, n=20)[-1]
    return what, str(len(waits)), f"{statistics.median(waits):.0f}", f"{p95:.0f}", f"≤ {reach}"


def measured(server: Server) -> str:
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
    lines = [line("dashboard, opened", opening[1:], 400), line("dashboard, another filter", changing, 200)]
    return table(("what", "times", "median, ms", "p95, ms", "to reach"), lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        asyncio.run(filled(f"sqlite:///{data}/doorstep.db", LARGE, ALSO))
        with running_server(Path(folder), TIME_ZONE=ZONE, LIMIT_PUBLIC="100000/minute") as server:
            told = measured(server)
    print(told, flush=True)
    about = f"{LARGE:,} rows on SQLite, 89 to 120 days, 300 couriers, from the click to the figures in the page."
    write_section("The desk in a browser", "bench.desk_pages", f"{about}\n\n{told}")


if __name__ == "__main__":
    main()
