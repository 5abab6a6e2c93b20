"""After a restart everyone comes back at once: all are let in, and the rest of the app has its turns meanwhile.

How long it takes says more of the machine than of the program, and this process plays the crowd: `python -m
bench.rooms` measures 2,000.
"""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
from sqlmodel import Session

from app.access import principals, tokens
from app.access.principals import Kind
from app.access.tokens import Purpose
from app.clock import utc_now
from app.store.engine import Database
from tests.support.rooms import Guest, RoomServer, raw, running_rooms

CROWD = 300
PATIENCE_SECONDS = 40


def people(session: Session) -> list[Guest]:
    now = utc_now()
    devices = [principals.add(session, Kind.DEVICE, now, room=f"room-{number}") for number in range(CROWD)]
    session.flush()
    issued = [tokens.issue(session, device.id, Purpose.DEVICE, now, None) for device in devices]
    return [Guest(device.id, str(device.room), token.token) for device, token in zip(devices, issued, strict=True)]


async def answers_meanwhile(server: RoomServer, everyone_in: asyncio.Event) -> int:
    answers = 0
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as web:
        while not everyone_in.is_set():
            assert (await web.get("/api/health")).status_code == 200
            answers += not everyone_in.is_set()
            # Somebody who watches, and not a second storm.
            await asyncio.sleep(0.05)
    return answers


async def test_a_crowd_comes_back_at_once(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms") as server:
        database = Database(server.database_url)
        guests = await database.write(people)
        database.close()
        everyone_in = asyncio.Event()
        asking = asyncio.create_task(answers_meanwhile(server, everyone_in))
        async with AsyncExitStack() as stack:
            async with asyncio.timeout(PATIENCE_SECONDS):
                clients = await asyncio.gather(
                    *(stack.enter_async_context(raw(server, who, open_timeout=PATIENCE_SECONDS)) for who in guests)
                )
                await asyncio.gather(*(client.whole() for client in clients))
            everyone_in.set()
            # In its turns between those who come, and not behind the last of them.
            assert await asking >= 2
