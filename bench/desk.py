"""How fast the desk is with a million rows, and how soon a hundred open dashboards show what has come.

A company with 300 couriers over 120 days, as in bench.reports; one of 17 asked to be called, and most of those have an
answer; one of 50 is published. What dashboard and list ask of the server, at ten thousand rows and at a million,
in turn. Then a started server (SQLite) with a hundred dashboards open over its sockets while 200 records a second
come in over the API: how long after the answer each shows a figure that holds it. What a browser waits for is measured
by bench.desk_pages.

    .venv/bin/python -m bench.desk            (or only live, sqlite or postgresql; QUICK=1: 50,000 rows, 20 dashboards)
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
from sqlmodel import Session

from app.access import principals, tokens
from app.access.principals import Kind, Role
from app.access.tokens import Purpose
from app.clock import utc_now
from app.feedback.days import Days
from app.pages.desk import OverviewState
from app.pages.looking import Looking, read
from app.store.engine import Database
from app.store.found import read_list
from app.store.listing import Order, Position, Wanted, end_of, sorted_page
from app.store.overview import Overviews
from bench.report import table, write_section
from bench.reports import LARGE, QUICK, SMALL, ZONE, filled
from tests.support import postgres
from tests.support.entries import record
from tests.support.server import running_server
from tests.support.tab import Tab, open_tab

ROUNDS = 6 if QUICK else 30
WARM = 2
SIZE = 50
TITLES = {"live": "live", "sqlite": "SQLite", "postgresql": "PostgreSQL"}
DASHBOARDS = 20 if QUICK else 100
SECONDS = 5 if QUICK else 30
A_SECOND = 200
BATCH = 20
NOW = datetime(2026, 6, 28, 12, tzinfo=UTC)
DASHBOARD = {
    "dashboard, 90 days": {"period": "90"},
    "dashboard, one courier": {"period": "90", "courier": "7"},
    "dashboard, one rating": {"period": "90", "rating": "2"},
    "dashboard, one reason": {"period": "90", "reason": "late"},
    "dashboard, one source": {"period": "90", "source": "courier"},
    "dashboard, one reason of a courier": {"period": "90", "reason": "late", "courier": "7"},
    "dashboard, words of few rows": {"period": "90", "q": "number 4711"},
    "dashboard, a word of all rows": {"period": "90", "q": "neighbour"},
}
LISTS: dict[str, tuple[Wanted, Order, bool]] = {
    "list, newest": (Wanted(), Order.NEWEST, False),
    "list, deep": (Wanted(), Order.NEWEST, True),
    "list, lowest rating first": (Wanted(), Order.WORST, False),
    "list, one courier": (Wanted(courier=7), Order.NEWEST, False),
    "list, words of few rows": (Wanted(text="number 4711"), Order.NEWEST, False),
    "list, a word of all rows": (Wanted(text="neighbour"), Order.NEWEST, False),
    "list, such a word, lowest rating first": (Wanted(text="neighbour"), Order.WORST, False),
}
# What is done with some of them, before they are counted.
ALSO = (
    "UPDATE feedback SET published_at = received_at WHERE order_id LIKE '%00' OR order_id LIKE '%50'",
    "INSERT INTO inbox_case (id, feedback_id, state, opened_at, due_at, answered_after, draft) "
    "SELECT id, id, 'waiting', received_at, received_at, CASE WHEN rating < 5 THEN rating * 3600 END, '' "
    "FROM feedback WHERE needs_follow_up AND source <> 'courier'",
)

Ask = Callable[[Database], Awaitable[object]]


def dashboard(given: dict[str, str]) -> Ask:
    looking: Looking = read(given, Days(ZONE), NOW)

    async def ask(database: Database) -> object:
        # A new one each time: nothing of what was answered before is kept.
        return await Overviews(database, ZONE, 5).look(looking.looked(Days(ZONE)))

    return ask


def listing(wanted: Wanted, order: Order, deep: bool) -> Ask:
    def look(session: Session) -> int:
        after: tuple[int, Position] | None = None
        if deep:
            middle = sorted_page(session, Wanted(end=datetime(2026, 4, 15, tzinfo=UTC)), order, None, 1)
            after = middle[0].rating, end_of(middle)
        return len(read_list(session, wanted, order, after, SIZE + 1).rows)

    return lambda database: database.read(look)


ASKED: dict[str, Ask] = {
    **{name: dashboard(given) for name, given in DASHBOARD.items()},
    **{name: listing(*each) for name, each in LISTS.items()},
}


async def timed(ask: Ask, database: Database) -> float:
    started = time.perf_counter()
    await ask(database)
    return (time.perf_counter() - started) * 1000


async def engine(name: str, small: str, large: str) -> list[tuple[str, ...]]:
    for url, rows in ((small, SMALL), (large, LARGE)):
        await filled(url, rows, ALSO)
    few, many = Database(small), Database(large)
    lines: list[tuple[str, ...]] = []
    for what, ask in ASKED.items():
        rounds = [(await timed(ask, few), await timed(ask, many)) for _ in range(ROUNDS + WARM)][WARM:]
        median = [statistics.median(each) for each in zip(*rounds, strict=True)]
        p95 = [statistics.quantiles(each, n=20)[-1] for each in zip(*rounds, strict=True)]
        told = (median[0], p95[0], median[1], p95[1])
        lines.append((name, what, *(f"{each:.1f}" for each in told), f"{median[1] / median[0]:.2f}"))
        print("  ".join(lines[-1]), flush=True)
    few.close()
    many.close()
    return lines


async def signed_in(url: str) -> str:
    database, now = Database(url), utc_now()
    try:
        return await database.write(
            lambda rows: (
                tokens.issue(
                    rows, principals.add(rows, Kind.ADMIN, now, role=Role.ADMIN).id, Purpose.SESSION, now
                ).token
            )
        )
    finally:
        database.close()


async def look(tab: Tab, seen: list[tuple[float, int]], until: float) -> None:
    """Note when the page was told which count."""
    name = OverviewState.get_full_name()
    while (left := until - time.monotonic()) > 0:
        try:
            update = await tab.hear('"askedShare"', left)
        except TimeoutError:
            return
        figures = update["delta"][name]["figures_rx_state_"]
        seen.append((time.monotonic(), figures["now"]["count"]))
        tab.updates.clear()


async def bring(url: str, token: str, brought: list[tuple[float, int]], until: float) -> None:
    count = 0
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30) as web:
        due = time.monotonic()
        while due < until:
            await asyncio.sleep(max(0, due - time.monotonic()))
            answer = await web.post("/api/feedback/batch", json={"items": [record() for _ in range(BATCH)]})
            assert answer.status_code == 200, answer.text
            count += BATCH
            brought.append((time.monotonic(), count))
            due += BATCH / A_SECOND


def resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


async def live(folder: Path) -> str:
    with running_server(folder, LIMIT_PUBLIC="100000/minute") as server:
        session = await signed_in(server.database_url)
        tabs = [open_tab(server.url, session) for _ in range(DASHBOARDS)]
        opened = [await tab.__aenter__() for tab in tabs]
        for tab in opened:
            await tab.say(f"{OverviewState.get_full_name()}.load")
            await tab.hear('"askedShare"')
        assert server.process is not None
        before = resident(server.process.pid)
        seen: list[list[tuple[float, int]]] = [[] for _ in opened]
        brought: list[tuple[float, int]] = []
        until = time.monotonic() + SECONDS
        await asyncio.gather(
            bring(server.url, session, brought, until),
            *(look(tab, each, until + 5) for tab, each in zip(opened, seen, strict=True)),
        )
        grown = resident(server.process.pid) - before
        for context in tabs:
            await context.__aexit__(None, None, None)
    waits = [
        next((shown for shown, there in each if there >= count), float("inf")) - at
        for each in seen
        for at, count in brought
    ]
    waits = [max(0.0, wait) for wait in waits]
    p95 = statistics.quantiles(waits, n=20)[-1]
    updates = sum(len(each) for each in seen) / len(seen) / SECONDS
    rate = brought[-1][1] / (brought[-1][0] - (until - SECONDS))
    median, slowest = statistics.median(waits), max(waits)
    return (
        f"{DASHBOARDS} dashboards, {rate:.0f} records a second for {SECONDS} s (SQLite): shown {median:.2f} s after "
        f"the answer (median), p95 {p95:.2f} s, slowest {slowest:.2f} s (to reach: p95 ≤ 1 s); {updates:.1f} updates a "
        f"second and dashboard; the server's memory grew by {grown:.0f} MB."
    )


async def measured(what: str, folder: str) -> str:
    if what == "live":
        return await live(Path(folder))
    if what == "sqlite":
        lines = await engine("SQLite", f"sqlite:///{folder}/small.db", f"sqlite:///{folder}/large.db")
    else:
        with (
            postgres.shared_cluster(Path(folder)) as cluster,
            cluster.new_database() as small,
            cluster.new_database() as large,
        ):
            lines = await engine("PostgreSQL", small, large)
    head = ("engine", "what", f"at {SMALL:,}", "p95", f"at {LARGE:,}", "p95", "ratio")
    about = (
        f"What the server takes for it, in ms ({ROUNDS} rounds, each read anew). To reach at {LARGE:,} rows: a page "
        f"of the list within 100 (p95), and its median not more than 1.5 times that at {SMALL:,}. What the "
        "dashboard has to reach is measured in a browser, below. One row of ten thousand holds the words of few, "
        "111 of a million do."
    )
    return f"{about}\n\n{table(head, lines)}"


def main() -> None:
    for what in sys.argv[1:] or TITLES:
        with tempfile.TemporaryDirectory() as folder:
            told = asyncio.run(measured(what, folder))
        print(told, flush=True)
        write_section(f"The desk, {TITLES[what]}", f"bench.desk {what}", told)


if __name__ == "__main__":
    main()
