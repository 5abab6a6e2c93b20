"""A full disk: refused, said, and over by itself when there is space again. The limit is the kernel's own."""

import resource
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from app.store.engine import Database
from app.sync import protocol
from app.sync.protocol import Committed
from tests.support.rooms import Author, RoomServer, guest, items, raw, running_rooms, until_asked


def largest_file(server: RoomServer, size: int) -> None:
    """How large a file the server may still write."""
    assert server.process is not None
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def stop_growing(server: RoomServer) -> None:
    largest_file(server, Path(f"{server.database_url.removeprefix('sqlite:///')}-wal").stat().st_size)


async def test_a_full_disk_is_said_and_over_by_itself(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms", LIMIT_SYNC_UPDATES="10000/second") as server:
        database = Database(server.database_url)
        who = await guest(database, "full")
        database.close()
        author = Author()
        url = f"{server.ws}/full?token={who.token}"
        async with raw(server, who) as client, httpx.AsyncClient(base_url=server.url) as web:
            await client.send(author.frame("before"))
            await client.committed()
            stop_growing(server)
            await client.send(author.frame("x" * 50_000))
            await client.send(b"\x66\x63")
            assert await client.close_code() == 1013
            ready = await web.get("/api/ready")
            assert (ready.status_code, ready.json()["error"]) == (503, "not_ready")
            assert "The journal can't be written" in ready.json()["detail"]
            with pytest.raises(InvalidStatus, match="503"):
                await connect(url)
            largest_file(server, resource.RLIM_INFINITY)

            async def is_ready() -> bool:
                return (await web.get("/api/ready")).status_code == 200

            await until_asked(is_ready)
        async with raw(server, who) as client:
            # What was never acknowledged isn't there, and its sender brings it again.
            assert items(await client.whole()) == ["before"]
            await client.send(protocol.missing(author.doc.get_update()))
            await client.send(b"\x66\x05")
            assert await client.wait_for(Committed) == Committed(5)
            assert len(items(await client.whole())) == 2
        assert server.said().count("can't be committed") == 1
