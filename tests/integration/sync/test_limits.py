"""What is too large, too fast, too slow or no frame at all closes one connection, and nobody else's."""

import asyncio
import socket
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from app.store.engine import Database
from app.sync import protocol
from tests.integration.sync.conftest import LIMITS
from tests.support.rooms import Author, Guest, Raw, RoomServer, guest, items, raw, running_rooms, until_asked

FRAME = int(LIMITS["LIMIT_SYNC_FRAME"])
DOCUMENT = int(LIMITS["LIMIT_SYNC_DOCUMENT"])

NO_FRAMES = [
    b"",
    b"\xff",
    b"\x00\x02\x05abc",
    b"\x00\x02\x03abc",
    b"\x00\x00\x02\xff\xff",
    b"\x04\x00",
    "text",
]


@pytest.mark.parametrize("frame", NO_FRAMES)
async def test_a_frame_that_is_no_frame_closes_that_connection_alone(
    small_server: RoomServer, small_database: Database, frame: bytes | str
) -> None:
    who = await guest(small_database, "odd")
    async with raw(small_server, who) as bad, raw(small_server, who) as good:
        await bad.socket.send(frame)
        assert await bad.close_code() == 4400
        await good.committed()


async def test_a_frame_of_the_limit_passes_and_a_larger_one_is_4413(
    small_server: RoomServer, small_database: Database
) -> None:
    who = await guest(small_database, "large")
    author = Author()
    room_for_text = FRAME - len(author.frame("x" * 1000)) + 1000
    author = Author()
    frame = author.frame("x" * (room_for_text - 3))
    assert FRAME - 8 <= len(frame) <= FRAME
    async with raw(small_server, who) as client:
        await client.send(frame)
        await client.committed()
        await client.send(bytes(FRAME + 1))
        assert await client.close_code() == 4413

    async def is_counted() -> bool:
        async with httpx.AsyncClient(base_url=small_server.url) as web:
            return 'doorstep_sync_closed_total{code="4413"}' in (await web.get("/metrics")).text

    await until_asked(is_counted)


async def test_a_document_stays_within_its_limit(small_server: RoomServer, small_database: Database) -> None:
    who = await guest(small_database, "grows")
    author = Author()
    async with raw(small_server, who) as client:
        for _ in range(DOCUMENT // 4000):
            await client.send(author.frame("x" * 3900))
        await client.committed()
        kept = len(items(author.doc))
        await client.send(author.frame("x" * 3900))
        assert await client.close_code() == 4413
    async with raw(small_server, who) as client:
        assert len(items(await client.whole())) == kept


async def test_what_was_deleted_makes_space(small_server: RoomServer, small_database: Database) -> None:
    who = await guest(small_database, "breathes")
    author = Author()
    updates: list[bytes] = []
    author.doc.observe(lambda event: updates.append(event.update))
    async with raw(small_server, who) as client:
        for _ in range(4 * DOCUMENT // 4000):
            author.list.append("x" * 3900)
            del author.list[0]
            for update in updates:
                await client.send(protocol.update(update))
            updates.clear()
            await client.committed()


async def test_too_many_updates_are_4429(small_server: RoomServer, small_database: Database) -> None:
    who = await guest(small_database, "fast")
    author = Author()
    async with raw(small_server, who) as client:
        sending = asyncio.gather(*(client.send(author.frame("x")) for _ in range(400)), return_exceptions=True)
        assert await client.close_code() == 4429
        await sending


async def test_too_many_bytes_are_4429_and_http_says_when_to_come_again(tmp_path: Path) -> None:
    rate = {"LIMIT_SYNC_BYTES": "20000/hour"}
    with running_rooms(tmp_path / "rooms", **rate) as server, server.client() as web:
        database = Database(server.database_url)
        who, other = await guest(database, "heavy"), await guest(database, "heavy")
        author = Author()
        body = protocol.exchange(b"\x00", author.write("x" * 9000))

        def post(guest: Guest) -> httpx.Response:
            return web.post("/api/sync/heavy", content=body, headers={"Authorization": f"Bearer {guest.token}"})

        async with raw(server, who) as client:
            assert [post(who).status_code, post(who).status_code] == [200, 200]
            refused = post(who)
            assert (refused.status_code, refused.json()["error"]) == (429, "too_many")
            assert 0 < int(refused.headers["Retry-After"]) <= 3600
            # One token has one rate, whichever way it comes; another one is not touched by that.
            await client.send(author.frame("x" * 9000))
            assert await client.close_code() == 4429
        assert post(other).status_code == 200
        database.close()


async def test_a_slow_reader_is_closed_and_the_room_goes_on(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms", LIMIT_SYNC_QUEUE="65536", LIMIT_SYNC_UPDATES="10000/second") as server:
        database = Database(server.database_url)
        who = await guest(database, "slow")
        # Small buffers, or the kernel would read in its place.
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", server.port))
        url = f"{server.ws}/slow?token={who.token}"
        async with connect(url, sock=line, max_size=None, max_queue=1, ping_interval=None) as slow:
            author = Author()
            async with raw(server, who) as writer, raw(server, who) as reader:
                for _ in range(200):
                    await writer.send(author.frame("x" * 60_000))
                    await reader.wait_for(protocol.Update)
                await writer.committed()
                with server.client() as web:
                    assert 'doorstep_sync_closed_total{code="4408"} 1.0' in web.get("/metrics").text
            # It reads on at last, and hears why.
            assert await Raw(slow).close_code() == 4408
        database.close()


async def test_who_says_nothing_for_too_long_is_4508(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms", SYNC_IDLE_SECONDS="1") as server:
        database = Database(server.database_url)
        who = await guest(database, "silent")
        async with raw(server, who) as silent, raw(server, who) as talks:
            talking = asyncio.create_task(_talk(talks.committed))
            assert await silent.close_code() == 4508
            talking.cancel()
            await talks.committed()
        database.close()


async def _talk(say: object) -> None:
    while True:
        await say()  # type: ignore[operator]
        await asyncio.sleep(0.1)
