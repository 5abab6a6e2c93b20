"""A room into which somebody pours all they have doesn't hold up the others."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.frames import Frame, Opcode

from app.store.engine import Database
from app.sync import protocol
from app.sync.protocol import Committed
from tests.support.rooms import Author, Raw, RoomServer, guest, raw, running_rooms

LOUD = ("loud-1", "loud-2", "loud-3")
UPDATES, ROUNDS = 4000, 20
ENOUGH_SECONDS = 60


@pytest.fixture
def patient_server(tmp_path: Path) -> Iterator[RoomServer]:
    """A server on which nobody is too fast."""
    with running_rooms(tmp_path, LIMIT_SYNC_UPDATES="1000000/second") as server:
        yield server


def flood() -> bytes:
    """Thousands of updates and the question whether all of them are kept, as they go over the wire."""
    author = Author()
    frames = [author.frame({"at": at, "text": "x" * 200}) for at in range(UPDATES)]
    return b"".join(Frame(Opcode.BINARY, each).serialize(mask=True) for each in (*frames, protocol.committed(1)))


async def poured(client: Raw, water: bytes) -> None:
    """All of it in one go, without waiting for anything but the last answer."""
    client.socket.transport.write(water)
    async with asyncio.timeout(ENOUGH_SECONDS):
        await client.wait_for(Committed)


async def test_a_quiet_room_goes_on_while_others_are_flooded(patient_server: RoomServer) -> None:
    database = Database(patient_server.database_url)
    who = [await guest(database, room) for room in ("quiet", *LOUD)]
    database.close()
    waters = [flood() for _ in LOUD]
    async with (
        raw(patient_server, who[0]) as quiet,
        raw(patient_server, who[1]) as first,
        raw(patient_server, who[2]) as second,
        raw(patient_server, who[3]) as third,
    ):
        author = Author()
        floods = [asyncio.create_task(poured(*each)) for each in zip((first, second, third), waters, strict=True)]
        rounds = 0
        while not any(each.done() for each in floods):
            await quiet.send(author.frame({"at": rounds}))
            await quiet.committed()
            rounds += 1
        await asyncio.gather(*floods)
        assert rounds >= ROUNDS
