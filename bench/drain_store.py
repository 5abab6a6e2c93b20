"""How fast records become rows, beside the same rows inserted raw by the driver.

One run, alternating, batches of 100, each batch one durable transaction: first the driver's own executemany with
values that are ready, then FeedbackStore with all it does (repeats, corrections, receipts), then the same from the wire
on, validation and fingerprint included. SQLite, and the PostgreSQL of the tests.

    .venv/bin/python -m bench.drain_store
"""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psycopg

from app.clock import utc_now
from app.feedback.entry import FeedbackEntry
from app.feedback.submission import Submission, submit
from app.store.engine import Database
from app.store.feedback import FeedbackStore, as_row
from app.store.migrate import migrate
from app.store.rows import COLUMNS, NAMES, for_sqlite
from tests.support import postgres
from tests.support.entries import record

BATCH = 100
BATCHES = 60
ROUNDS = 5

Batches = list[list[dict[str, Any]]]


def records() -> Batches:
    return [[record(comment="Left with the neighbour, thank you") for _ in range(BATCH)] for _ in range(BATCHES)]


def submissions(batches: Batches) -> list[list[Submission]]:
    return [[submit(FeedbackEntry.model_validate(each), "room") for each in batch] for batch in batches]


def values(batches: Batches) -> list[list[tuple[Any, ...]]]:
    now = utc_now()
    return [[for_sqlite(as_row(each, now)) for each in batch] for batch in submissions(batches)]


def raw_sqlite(file: str, batches: Batches) -> float:
    ready = values(batches)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    statement = f"INSERT INTO feedback ({NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
    started = time.perf_counter()
    for batch in ready:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(statement, batch)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


def raw_postgresql(url: str, batches: Batches) -> float:
    truth = {COLUMNS.index(name) for name in ("publish_consent", "needs_follow_up", "synced")}
    ready = [
        [tuple(bool(value) if at in truth else value for at, value in enumerate(row)) for row in batch]
        for batch in values(batches)
    ]
    statement = f"INSERT INTO feedback ({NAMES}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        started = time.perf_counter()
        for batch in ready:
            with connection.transaction():
                cursor.executemany(statement, batch)
        return time.perf_counter() - started


async def stored(database: Database, batches: Batches) -> float:
    ready, store = submissions(batches), FeedbackStore(database)
    started = time.perf_counter()
    for batch in ready:
        await store.store(batch)
    return time.perf_counter() - started


async def stored_from_the_wire(database: Database, batches: Batches) -> float:
    store = FeedbackStore(database)
    started = time.perf_counter()
    for batch in batches:
        await store.store([submit(FeedbackEntry.model_validate(each), "room") for each in batch])
    return time.perf_counter() - started


async def measure(name: str, url: str, raw: Callable[[Batches], float]) -> None:
    database = Database(url)
    await migrate(database)

    async def in_a_thread(batches: Batches) -> float:
        return await asyncio.to_thread(raw, batches)

    ways: dict[str, Callable[[Batches], Awaitable[float]]] = {
        "driver": in_a_thread,
        "store": lambda batches: stored(database, batches),
        "validated": lambda batches: stored_from_the_wire(database, batches),
    }
    speeds: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, run in ways.items():
            speeds[way].append(BATCH * BATCHES / await run(records()))
    database.close()
    medians = {way: statistics.median(each) for way, each in speeds.items()}
    for way, median in medians.items():
        print(f"{name:<11} {way:<10} {median:>8,.0f} rows/s  {median / medians['driver']:.2f} of the driver")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "rows.db"))
        await measure("sqlite", f"sqlite:///{file}", lambda batches: raw_sqlite(file, batches))
        with postgres.shared_cluster(Path(folder)) as cluster, cluster.new_database() as url:
            await measure("postgresql", url, lambda batches: raw_postgresql(url, batches))


if __name__ == "__main__":
    asyncio.run(main())
