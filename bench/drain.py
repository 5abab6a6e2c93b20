"""How fast what waits in rooms becomes rows with receipts, beside the same rows inserted raw by the driver.

One run, alternating. First the driver's own executemany with values that are ready, search words included, in batches
of 100, each one durable transaction. Then the whole way: committed records in rooms, read out of the CRDT, over HTTP to
the API (in this process), validated, stored, taken out of the rooms with a receipt each, committed to the journal. As
many records wait in few rooms (a van that comes back), or a few in each of many (a shift at work).

    .venv/bin/python -m bench.drain [sqlite|postgresql]            (QUICK=1: fewer records)
"""

import asyncio
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from pycrdt import Array, Doc

from app.config import load_settings
from app.services import Services, running
from app.store.engine import Database
from app.store.feedback import count_feedback
from app.store.migrate import migrate
from bench.drain_store import BATCH, Batches, Spent, raw_postgresql, raw_sqlite
from bench.report import table, write_section
from tests.support import postgres
from tests.support.entries import record

QUICK = bool(os.environ.get("QUICK"))
RECORDS = 2_000 if QUICK else 10_000
ROUNDS = 2 if QUICK else 3
SHAPES = {f"{rooms} rooms × {RECORDS // rooms}": rooms for rooms in (10, RECORDS // 50, RECORDS // 5)}
ENGINES = ("sqlite", "postgresql")
DRIVER = "driver"
HEAD = ("engine", "what waits", "records/s", "of the driver", "processor, µs a record")
LEAST = 0.5


def records(count: int) -> list[dict[str, Any]]:
    return [record(comment="Left with the neighbour, thank you") for _ in range(count)]


def update_with(items: list[dict[str, Any]]) -> bytes:
    doc: Doc[Any] = Doc()
    queue = doc.get("queue", type=Array)
    for item in items:
        queue.append(item)
    return doc.get_update()


async def filled(services: Services, rooms: int, tag: str) -> None:
    each = RECORDS // rooms
    for at in range(rooms):
        await services.rooms.exchange(f"{tag}-{at}", b"", update_with(records(each)), None)


class Pace(NamedTuple):
    """How fast records went, and what one cost this process."""

    a_second: float
    microseconds: float


async def drained(services: Services, rooms: int, tag: str) -> Pace:
    await filled(services, rooms, tag)
    before = await services.database.read(count_feedback)
    started, busy = time.perf_counter(), time.process_time()
    async with services.draining.running():
        # The line is empty when every room has been looked into once more, after its receipts.
        while services.draining.gauges()["rooms_waiting"][1]:
            await asyncio.sleep(0.005)
        seconds, cost = time.perf_counter() - started, time.process_time() - busy
    assert await services.database.read(count_feedback) - before == RECORDS
    assert services.draining.counts["retry_later"] == 0
    return Pace(RECORDS / seconds, cost / RECORDS * 1e6)


async def by_driver(raw: Callable[[Batches], Spent]) -> Pace:
    batches = [records(BATCH) for _ in range(RECORDS // BATCH)]
    seconds, cost = await asyncio.to_thread(raw, batches)
    return Pace(RECORDS / seconds, cost / RECORDS * 1e6)


async def measure(engine: str, url: str, folder: Path, raw: Callable[[Batches], Spent]) -> list[list[str]]:
    database = Database(url)
    await migrate(database)
    paces: dict[str, list[Pace]] = {DRIVER: []}
    for turn in range(ROUNDS):
        paces[DRIVER].append(await by_driver(raw))
        for shape, rooms in SHAPES.items():
            settings = load_settings(None, data_dir=folder, database_url=url)
            async with running(settings) as services:
                paces.setdefault(shape, []).append(await drained(services, rooms, f"{turn}-{rooms}"))
    database.close()
    found = {shape: Pace(*map(statistics.median, zip(*each, strict=True))) for shape, each in paces.items()}
    driver = found[DRIVER].a_second
    return [
        [engine, shape, f"{pace.a_second:,.0f}", f"{pace.a_second / driver:.2f}", f"{pace.microseconds:.0f}"]
        for shape, pace in found.items()
    ]


async def main() -> None:
    for chatty in ("httpx", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    engines = sys.argv[1:] or ENGINES
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        file = str(data / "rows.db")
        if "sqlite" in engines:
            rows += await measure("SQLite", f"sqlite:///{file}", data, lambda batches: raw_sqlite(file, batches))
        if "postgresql" in engines:
            with postgres.shared_cluster(Path(folder)) as cluster, cluster.new_database() as url:
                rows += await measure("PostgreSQL", url, data, lambda batches: raw_postgresql(url, batches))
    text = table(HEAD, rows)
    print(text)
    about = (
        f"{(__doc__ or '').split(chr(10) * 2)[1]}\n\n{RECORDS:,} records, medians of {ROUNDS} rounds in turn. "
        f"To reach: ≥ {LEAST} of the driver. PostgreSQL's own processor time is not in the last column."
    )
    write_section("From rooms to rows", " ".join(["bench.drain", *sys.argv[1:]]), f"{about}\n\n{text}")


if __name__ == "__main__":
    # Log lines are written as in production, to nobody.
    logging.basicConfig(filename=os.devnull, level=logging.INFO)
    asyncio.run(main())
