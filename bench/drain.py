"""How fast what waits in rooms becomes rows with receipts, beside the same rows inserted raw by the driver.

One run, alternating. First the driver's own executemany with values that are ready, in batches of 100, each one durable
transaction. Then the whole way: committed records in rooms, read out of the CRDT, over HTTP to the API (in this
process), validated, stored, taken out of the rooms with a receipt each, committed to the journal. As many records wait
in few rooms (a van that comes back), or a few in each of many (a shift at work).

    .venv/bin/python -m bench.drain
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
from typing import Any

from pycrdt import Array, Doc

from app.config import load_settings
from app.services import Services, running
from app.store.engine import Database
from app.store.feedback import count_feedback
from app.store.migrate import migrate
from bench.drain_store import BATCH, Batches, raw_postgresql, raw_sqlite
from tests.support import postgres
from tests.support.entries import record

RECORDS = 10_000
ROUNDS = 3
SHAPES = {"10 rooms × 1000": 10, "200 rooms × 50": 200, "2000 rooms × 5": 2000}


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


async def drained(services: Services, rooms: int, tag: str) -> float:
    await filled(services, rooms, tag)
    before = await services.database.read(count_feedback)
    started = time.perf_counter()
    async with services.draining.running():
        # The line is empty when every room has been looked into once more, after its receipts.
        while services.draining.gauges()["rooms_waiting"][1]:
            await asyncio.sleep(0.005)
        seconds = time.perf_counter() - started
    assert await services.database.read(count_feedback) - before == RECORDS
    assert services.draining.counts["retry_later"] == 0
    return seconds


async def measure(name: str, url: str, folder: Path, raw: Callable[[Batches], float]) -> None:
    database = Database(url)
    await migrate(database)
    speeds: dict[str, list[float]] = {"driver": []}
    for turn in range(ROUNDS):
        batches = [records(BATCH) for _ in range(RECORDS // BATCH)]
        speeds["driver"].append(RECORDS / await asyncio.to_thread(raw, batches))
        for shape, rooms in SHAPES.items():
            settings = load_settings(None, data_dir=folder, database_url=url)
            async with running(settings) as services:
                speeds.setdefault(shape, []).append(RECORDS / await drained(services, rooms, f"{turn}-{rooms}"))
    database.close()
    driver = statistics.median(speeds["driver"])
    for shape, measured in speeds.items():
        median = statistics.median(measured)
        print(f"{name:<11} {shape:<16} {median:>8,.0f} records/s  {median / driver:.2f} of the driver", flush=True)


async def main() -> None:
    for chatty in ("httpx", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        file = str(data / "rows.db")
        if "postgresql" not in sys.argv[1:]:
            await measure("sqlite", f"sqlite:///{file}", data, lambda batches: raw_sqlite(file, batches))
        if "sqlite" not in sys.argv[1:]:
            with postgres.shared_cluster(Path(folder)) as cluster, cluster.new_database() as url:
                await measure("postgresql", url, data, lambda batches: raw_postgresql(url, batches))


if __name__ == "__main__":
    # Log lines are written as in production, to nobody.
    logging.basicConfig(filename=os.devnull, level=logging.INFO)
    asyncio.run(main())
