"""How long each report of the dashboard takes, over the API, at ten thousand rows and at a million.

A company with 300 couriers over 120 days; the period is the last 90 days, compared by each report as the dashboard asks
for it: through the API with its doors, in process, with a signed-in admin. Filling goes around the store, so the counts
are made by `rebuild`, whose time is told too. SQLite, and the PostgreSQL of the tests.

    .venv/bin/python -m bench.reports            (QUICK=1: 50,000 rows instead of a million)
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import httpx
import psycopg
from sqlalchemy import text
from sqlmodel import Session

from app.store.engine import Database
from app.store.migrate import migrate
from app.store.rebuild import rebuild_reports
from app.store.words import index_missing
from bench.report import write_section
from tests.support import postgres
from tests.support.house import House, open_house

SMALL = 10_000
QUICK = bool(os.environ.get("QUICK"))
LARGE = 50_000 if QUICK else 1_000_000
ROUNDS = 20 if QUICK else 60
# The first calls fill caches.
WARM = 3
MOST_MILLISECONDS = 30
MOST_TIMES = 1.5
ZONE = "Europe/Prague"
FIRST = 1_772_319_600
SECONDS = 120 * 86_400
PERIOD = "from=2026-03-31&to=2026-06-28"

# n-th row: hashed by multiplication, so that couriers, ratings and hours have nothing to do with each other.
VALUES = """
    'ORDER' || n, 1 + (n * 7919) % 300, CASE (n * 104729) % 20 WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 2 THEN 3 WHEN 3 THEN 3
    WHEN 4 THEN 4 WHEN 5 THEN 4 WHEN 6 THEN 4 WHEN 7 THEN 4 ELSE 5 END, 'Left with the neighbour, number ' || n,
"""
REASONS = "CASE n % 3 WHEN 0 THEN '[\"late\"]' WHEN 1 THEN '[\"on_time\", \"friendly\"]' ELSE '[]' END"
COLUMNS = (
    "id, order_id, courier_id, rating, comment, reasons, publish_consent, needs_follow_up, source, created_at, "
    "device_id, schema_version, synced, received_at, content_hash"
)
FILL = {
    "sqlite": f"""
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)
        INSERT INTO feedback ({COLUMNS})
        SELECT printf('01890a5d-ac96-774b-bcce-%012x', n), {VALUES} {REASONS}, 1, n % 17 = 0,
            CASE n % 10 WHEN 0 THEN 'courier' ELSE 'customer' END, '2026-03-01 12:00:00.000000', 'phone', 1, 1,
            strftime('%Y-%m-%d %H:%M:%S.000000', {FIRST} + n * {SECONDS} / :rows, 'unixepoch'), 'hash'
        FROM numbers""",  # noqa: S608
    "postgresql": f"""
        INSERT INTO feedback ({COLUMNS})
        SELECT '01890a5d-ac96-774b-bcce-' || lpad(to_hex(n), 12, '0'), {VALUES} ({REASONS})::jsonb, true, n % 17 = 0,
            CASE n % 10 WHEN 0 THEN 'courier' ELSE 'customer' END, '2026-03-01 12:00:00+00', 'phone', 1, true,
            to_timestamp({FIRST} + n * {SECONDS} / :rows), 'hash'
        FROM generate_series(CAST(1 AS bigint), :rows) AS n""",  # noqa: S608
}
REPORTS = {
    "summary": "summary",
    "summary, one courier": "summary?courier=7",
    "summary, one reason": "summary?reason=late",
    "summary, two stars by customers": "summary?rating=2&source=customer",
    "trend by day": "trend",
    "trend by week": "trend?by=week",
    "trend by day, one courier": "trend?courier=7",
    "reasons": "reasons",
    "couriers": "couriers",
    "hours of the week": "hours",
    "follow-ups": "follow-ups",
}


async def filled(url: str, rows: int, also: Sequence[str] = ()) -> float:
    """Fill the database, and do these to it; how long the counting took."""
    database = Database(url)
    await migrate(database)
    statement = FILL["sqlite" if database.is_sqlite else "postgresql"]

    def fill(session: Session) -> None:
        session.connection().execute(text(statement), {"rows": rows})
        index_missing(session.connection())
        for each in also:
            session.connection().execute(text(each))

    await database.write(fill)
    started = time.perf_counter()
    await rebuild_reports(database, ZONE)
    seconds = time.perf_counter() - started
    database.close()
    if not database.is_sqlite:
        # As it is some minutes after so many rows have come.
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    return seconds


class Times(NamedTuple):
    """Of one report, in milliseconds."""

    median: float
    p95: float


async def asked(web: httpx.AsyncClient, path: str) -> float:
    question = f"/stats/{path}{'&' if '?' in path else '?'}{PERIOD}"
    started = time.perf_counter()
    answer = await web.get(question)
    seconds = time.perf_counter() - started
    assert answer.status_code == 200, answer.text
    return seconds * 1000


async def compared(few: House, many: House) -> dict[str, tuple[Times, Times]]:
    """Each report at few rows and at many, in turn: what else the machine does falls on both."""
    callers = await few.admin(), await many.admin()
    found = {}
    for name, path in REPORTS.items():
        rounds = [[await asked(web, path) for web in callers] for _ in range(ROUNDS + WARM)][WARM:]
        small, large = (
            Times(statistics.median(each), statistics.quantiles(each, n=20)[-1]) for each in zip(*rounds, strict=True)
        )
        found[name] = small, large
    return found


async def engine(name: str, small: str, large: str) -> list[tuple[str, ...]]:
    await filled(small, SMALL)
    counting = await filled(large, LARGE)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        async with (
            open_house(small, Path(one), time_zone=ZONE) as few,
            open_house(large, Path(other), time_zone=ZONE) as many,
        ):
            times = await compared(few, many)
    lines: list[tuple[str, ...]] = [
        (name, report, *(f"{each:.1f}" for each in (*few_, *many_)), f"{many_.median / few_.median:.2f}")
        for report, (few_, many_) in times.items()
    ]
    lines.append((name, "counting all anew, s", "", "", f"{counting:.1f}", "", ""))
    print("\n".join("  ".join(line) for line in lines), flush=True)
    return lines


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lines = await engine("SQLite", f"sqlite:///{folder}/small.db", f"sqlite:///{folder}/large.db")
        with (
            postgres.shared_cluster(Path(folder)) as cluster,
            cluster.new_database() as small,
            cluster.new_database() as large,
        ):
            lines += await engine("PostgreSQL", small, large)
    about = (
        f"90 of 120 days, 300 couriers; {ROUNDS} calls over the API, in process, in ms. To reach at {LARGE:,} rows: "
        f"a p95 of {MOST_MILLISECONDS} ms, and a median not more than {MOST_TIMES} times that at {SMALL:,}."
    )
    head = ("engine", "report", f"at {SMALL:,}", "p95", f"at {LARGE:,}", "p95", "ratio")
    table = "\n".join(f"| {' | '.join(line)} |" for line in (head, ("---",) * len(head), *lines))
    write_section("The reports", "bench.reports", f"{about}\n\n{table}")


if __name__ == "__main__":
    asyncio.run(main())
