"""How fast records become rows, beside the same rows inserted raw by the driver.

One run, alternating, batches of 100, each batch one durable transaction: first the driver's own executemany with
values that are ready (on SQLite with the words by which a row is found; PostgreSQL's index keeps those itself), then
FeedbackStore with all it does (repeats, corrections, receipts), then the same from the wire on, validation and
fingerprint included. SQLite, and the PostgreSQL of the tests.

    .venv/bin/python -m bench.drain_store            (QUICK=1: fewer rows)
"""

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from app.clock import utc_now
from app.feedback.entry import FeedbackEntry
from app.feedback.submission import Submission, submit
from app.store.engine import Database
from app.store.feedback import FeedbackStore, as_row
from app.store.migrate import migrate
from app.store.rows import COLUMNS, NAMES, for_sqlite
from app.store.words import NEXT, NUMBER, WORDS
from bench.report import table, write_section
from tests.support import postgres
from tests.support.entries import record

BATCH = 100
QUICK = bool(os.environ.get("QUICK"))
BATCHES = 20 if QUICK else 60
ROUNDS = 3 if QUICK else 5
ID, COMMENT, ORDER = (COLUMNS.index(name) for name in ("id", "comment", "order_id"))

Batches = list[list[dict[str, Any]]]


def records() -> Batches:
    return [[record(comment="Left with the neighbour, thank you") for _ in range(BATCH)] for _ in range(BATCHES)]


def submissions(batches: Batches) -> list[list[Submission]]:
    return [[submit(FeedbackEntry.model_validate(each), "room") for each in batch] for batch in batches]


def values(batches: Batches) -> list[list[tuple[Any, ...]]]:
    now = utc_now()
    return [[for_sqlite(as_row(each, now)) for each in batch] for batch in submissions(batches)]


class Spent(NamedTuple):
    """Seconds by the clock, and of this process's processor time."""

    clock: float
    processor: float


def raw_sqlite(file: str, batches: Batches) -> Spent:
    ready = values(batches)
    words = [[(row[ID], row[COMMENT], row[ORDER]) for row in batch] for batch in ready]
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    statement = f"INSERT INTO feedback ({NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
    started, busy = time.perf_counter(), time.process_time()
    for batch, found_by in zip(ready, words, strict=True):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(statement, batch)
        (first,) = connection.execute(NEXT).fetchone()
        connection.executemany(NUMBER, [(first + at, row[0]) for at, row in enumerate(found_by)])
        connection.executemany(WORDS, [(first + at, *row[1:]) for at, row in enumerate(found_by)])
        connection.execute("COMMIT")
    spent = Spent(time.perf_counter() - started, time.process_time() - busy)
    connection.close()
    return spent


def raw_postgresql(url: str, batches: Batches) -> Spent:
    truth = {COLUMNS.index(name) for name in ("publish_consent", "needs_follow_up", "synced")}
    ready = [
        [tuple(bool(value) if at in truth else value for at, value in enumerate(row)) for row in batch]
        for batch in values(batches)
    ]
    statement = f"INSERT INTO feedback ({NAMES}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        started, busy = time.perf_counter(), time.process_time()
        for batch in ready:
            with connection.transaction():
                cursor.executemany(statement, batch)
        return Spent(time.perf_counter() - started, time.process_time() - busy)


async def stored(database: Database, batches: Batches) -> Spent:
    ready, store = submissions(batches), FeedbackStore(database)
    started, busy = time.perf_counter(), time.process_time()
    for batch in ready:
        await store.store(batch)
    return Spent(time.perf_counter() - started, time.process_time() - busy)


async def stored_from_the_wire(database: Database, batches: Batches) -> Spent:
    store = FeedbackStore(database)
    started, busy = time.perf_counter(), time.process_time()
    for batch in batches:
        await store.store([submit(FeedbackEntry.model_validate(each), "room") for each in batch])
    return Spent(time.perf_counter() - started, time.process_time() - busy)


async def measure(name: str, url: str, raw: Callable[[Batches], Spent]) -> list[list[str]]:
    database = Database(url)
    await migrate(database)

    async def in_a_thread(batches: Batches) -> Spent:
        return await asyncio.to_thread(raw, batches)

    ways: dict[str, Callable[[Batches], Awaitable[Spent]]] = {
        "driver": in_a_thread,
        "store": lambda batches: stored(database, batches),
        "validated": lambda batches: stored_from_the_wire(database, batches),
    }
    spent: dict[str, list[Spent]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, run in ways.items():
            spent[way].append(await run(records()))
    database.close()
    rows = BATCH * BATCHES
    medians = {way: Spent(*map(statistics.median, zip(*each, strict=True))) for way, each in spent.items()}
    driver = medians["driver"].clock
    return [
        [name, way, f"{rows / each.clock:,.0f}", f"{driver / each.clock:.2f}", f"{each.processor / rows * 1e6:.0f}"]
        for way, each in medians.items()
    ]


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "rows.db"))
        lines = await measure("sqlite", f"sqlite:///{file}", lambda batches: raw_sqlite(file, batches))
        with postgres.shared_cluster(Path(folder)) as cluster, cluster.new_database() as url:
            lines += await measure("postgresql", url, lambda batches: raw_postgresql(url, batches))
    text = table(("engine", "way", "rows/s", "of the driver", "processor, µs a row"), lines)
    print(text)
    write_section("Storing", "bench.drain_store", f"{(__doc__ or '').split(chr(10) * 2)[1]}\n\n{text}")


if __name__ == "__main__":
    asyncio.run(main())
