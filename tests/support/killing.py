"""Kills the server again and again while phones send, and counts rows: the proof of "exactly once".

`make kill` runs it in full on both engines: 50 phones with 200 records each, killed ten times at random moments.
"""

import asyncio
import json
import random
import tempfile
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from app.build.node import node_environment
from app.store.engine import Database
from app.store.migrate import migrate
from tests.support.postgres import shared_cluster
from tests.support.rooms import RoomServer, guest, running_rooms
from tests.support.server import ROOT

SCRIPT = ROOT / "tests" / "support" / "many_phones.mjs"
PATIENCE_SECONDS = 900


class Killing(NamedTuple):
    """How large the proof is."""

    phones: int
    records: int
    kills: int
    seed: int = 1

    @property
    def total(self) -> int:
        return self.phones * self.records


FULL = Killing(phones=50, records=200, kills=10)


async def rows_after(killing: Killing, url: str, folder: Path) -> list[tuple[str, str]]:
    """(id, order) of each row, once every phone has all its receipts."""
    database = Database(url)
    await migrate(database)
    guests = [await guest(database, f"phone-{at}") for at in range(killing.phones)]
    chosen = random.Random(killing.seed)
    moments = sorted(chosen.randrange(killing.total) for _ in range(killing.kills))
    with running_rooms(folder, DATABASE_URL=url, LOG_LEVEL="warning") as server:
        phones = await asyncio.create_subprocess_exec(
            *("node", str(SCRIPT), server.ws, str(killing.records)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=node_environment(),
        )
        try:
            assert phones.stdin is not None
            phones.stdin.write(json.dumps([{"room": each.room, "token": each.token} for each in guests]).encode())
            phones.stdin.close()
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _until_all_is_stored(phones, server, moments)
        finally:
            phones.kill()
            await phones.wait()
    found = await database.read(lambda s: s.connection().execute(text("SELECT id, order_id FROM feedback")).all())
    database.close()
    return [(row[0], row[1]) for row in found]


async def _until_all_is_stored(phones: asyncio.subprocess.Process, server: RoomServer, moments: list[int]) -> None:
    assert phones.stdout is not None
    async for line in phones.stdout:
        told = json.loads(line)
        while moments and told.get("pushed", moments[0]) >= moments[0]:
            del moments[0]
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
        if told.get("left") == 0:
            return
    raise AssertionError("The phones ended before their records were stored.")


def verify(killing: Killing, rows: list[tuple[str, str]]) -> None:
    """Every record of every phone is there, once."""
    orders = {f"phone-{phone}-{at}" for phone in range(killing.phones) for at in range(killing.records)}
    assert {order for _, order in rows} == orders
    assert len(rows) == len({each for each, _ in rows}) == killing.total


async def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        shared_cluster(Path(folder)) as cluster,
        cluster.new_database() as postgresql,
    ):
        for name, url in (("sqlite", f"sqlite:///{folder}/rows/doorstep.db"), ("postgresql", postgresql)):
            rows = await rows_after(FULL, url, Path(folder, name))
            verify(FULL, rows)
            print(f"{name}: killed {FULL.kills} times, {len(rows)} rows of {FULL.total} records, each once")


if __name__ == "__main__":
    asyncio.run(main())
