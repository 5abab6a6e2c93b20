"""What a room acknowledges is on the disk: for who closes at once, after kill -9, and on both engines."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from pycrdt import Array, Doc

from app.store import journal
from app.store.engine import Database
from app.sync import protocol
from app.sync.protocol import Awareness, Committed, Update
from tests.support.rooms import LIST, Author, RoomServer, guest, items, provider, raw, running_rooms, stored, until


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[RoomServer]:
    with running_rooms(tmp_path / "rooms", DATABASE_URL=database_url) as started:
        yield started


@pytest.fixture
async def database(server: RoomServer, database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


async def rows(database: Database, room: str) -> list[bytes]:
    _, found = await database.read(lambda session: journal.open_room(session, room))
    assert all(row.sound for row in found)
    return [row.body for row in found]


async def test_who_sends_and_closes_at_once_is_in_the_journal(server: RoomServer, database: Database) -> None:
    who = await guest(database, "hasty")
    async with raw(server, who, greet=False) as client:
        await client.send(Author().frame("kept"))
    seen: list[object] = []

    async def look() -> None:
        while not seen:
            seen.extend(stored(await rows(database, "hasty")))

    await asyncio.wait_for(look(), 10)
    assert seen == ["kept"]


async def test_what_102_answered_survives_kill_9(server: RoomServer, database: Database) -> None:
    count, rooms = 20, 10
    guests = [await guest(database, f"room-{number}") for number in range(rooms)]
    answered: dict[str, list[str]] = {who.room: [] for who in guests}

    async def work(room: int) -> None:
        author, who = Author(), guests[room]
        async with raw(server, who) as client:
            for number in range(count):
                await client.send(author.frame(f"{room}/{number}"))
                await client.committed()
                answered[who.room].append(f"{room}/{number}")

    workers = [asyncio.create_task(work(room)) for room in range(rooms)]
    await until(lambda: sum(map(len, answered.values())) >= count * rooms // 3)
    server.kill()
    await asyncio.gather(*workers, return_exceptions=True)
    assert sum(map(len, answered.values())) >= count * rooms // 3
    server.start()
    for who in guests:
        async with raw(server, who) as client:
            kept = items(await client.whole())
        assert kept[: len(answered[who.room])] == answered[who.room]


async def test_nobody_hears_of_a_change_before_it_is_in_the_journal(server: RoomServer, database: Database) -> None:
    who = await guest(database, "shared")
    author = Author()
    async with raw(server, who) as sender, raw(server, who) as reader:
        for number in range(30):
            update = author.write(str(number))
            await sender.send(protocol.update(update))
            heard = await reader.wait_for(protocol.Update)
            assert heard.body == update
            assert update in await rows(database, "shared")


@contextmanager
def held(database_url: str) -> Iterator[None]:
    """Nobody can write to the journal meanwhile."""
    if database_url.startswith("sqlite"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(database_url) as connection:
        connection.execute("LOCK TABLE journal IN EXCLUSIVE MODE")
        yield


async def test_whatever_tells_of_a_change_waits_for_its_commit(server: RoomServer, database: Database) -> None:
    who = await guest(database, "held")
    author = Author()
    async with raw(server, who) as sender, raw(server, who) as reader, httpx.AsyncClient(base_url=server.url) as web:
        with held(server.database_url):
            await sender.send(author.frame("waits"))
            await sender.send(protocol.committed(1))
            await sender.send(protocol.state(b"\x00"))
            # What waits for nothing is answered at once: when it comes, all that stood before it has been heard.
            await sender.send(b"\x03")
            assert isinstance(await sender.next(), Awareness)
            body = protocol.exchange(b"\x00", Author().write("posted"))
            headers = {"Authorization": f"Bearer {who.token}"}
            posting = asyncio.create_task(web.post("/api/sync/held", content=body, headers=headers))
            # Who joins meanwhile is told nothing of it, either.
            async with raw(server, who, greet=False) as late:
                for client in (late, reader):
                    await client.send(protocol.state(b"\x00"))
                    await client.send(b"\x03")
                    assert isinstance(await client.next(), Awareness)
            assert not posting.done()
            assert await rows(database, "held") == []
        assert await sender.next() == Committed(1)
        assert isinstance(await sender.next(), Update)
        assert (await posting).status_code == 200
        assert sorted(stored(await rows(database, "held"))) == ["posted", "waits"]


async def test_pycrdts_provider_syncs_both_ways(server: RoomServer, database: Database) -> None:
    who = await guest(database, "provided")
    first: Doc[Array[str]] = Doc()
    second: Doc[Array[str]] = Doc()
    first.get(LIST, type=Array).append("before")
    async with provider(server, who, first), provider(server, who, second):
        await until(lambda: items(second) == ["before"])
        second.get(LIST, type=Array).append("after")
        await until(lambda: items(first) == ["before", "after"])
    third: Doc[Array[str]] = Doc()
    async with provider(server, who, third):
        await until(lambda: items(third) == ["before", "after"])


async def test_http_sync_answers_after_the_commit(server: RoomServer, database: Database) -> None:
    who = await guest(database, "posted")
    author = Author()
    async with raw(server, who) as client:
        await client.send(author.frame("by socket"))
        await client.committed()
    mine = Author()
    body = protocol.exchange(mine.doc.get_state(), mine.write("by post"))
    headers = {"Authorization": f"Bearer {who.token}"}
    with server.client() as web:
        answer = web.post("/api/sync/posted", content=body, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream")
        _, update = protocol.decode_exchange(answer.content)
        mine.doc.apply_update(update)
        assert sorted(items(mine.doc)) == ["by post", "by socket"]
        assert sorted(stored(await rows(database, "posted"))) == ["by post", "by socket"]
        assert web.post("/api/sync/posted", content=b"\x05", headers=headers).status_code == 422
        assert web.post("/api/sync/posted", content=b"\x01\xff\x02\xff\xff", headers=headers).status_code == 422
        assert web.post("/api/sync/posted", content=body).status_code == 401
        assert web.post("/api/sync/other", content=body, headers=headers).status_code == 403
        assert web.post("/api/sync/o%20r", content=body, headers=headers).status_code == 404
