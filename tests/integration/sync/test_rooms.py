"""Rooms from the outside: cold storms, awareness, the grace, damaged journals, retired documents, the end."""

import asyncio
import signal
import time
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from pycrdt import Array, Doc
from sqlalchemy import text
from sqlmodel import Session
from websockets.asyncio.client import connect

from app.store import journal
from app.store.engine import Database
from app.store.journal import Stored
from app.sync import protocol
from app.sync.protocol import Awareness, ClientState, Update
from tests.support.rooms import Author, Guest, RoomServer, guest, items, provider, raw, running_rooms, stored, until


@pytest.fixture
async def who(small_database: Database, request: pytest.FixtureRequest) -> Guest:
    return await guest(small_database, request.node.name.removeprefix("test_")[:100])


async def execute(database: Database, statement: str, **values: object) -> None:
    def run(session: Session) -> None:
        session.connection().execute(text(statement), values)

    await database.write(run)


def metric(server: RoomServer, name: str) -> float:
    with server.client() as web:
        lines = web.get("/metrics").text.splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name} ")), 0.0)


async def test_twenty_clients_in_a_cold_room_are_synced_within_a_second(
    small_server: RoomServer, small_database: Database, who: Guest
) -> None:
    author = Author()
    async with raw(small_server, who) as client:
        for number in range(50):
            await client.send(author.frame(str(number)))
        await client.committed()
    await until(lambda: metric(small_server, "doorstep_sync_rooms") == 0)
    synced = asyncio.Barrier(20)

    async def one() -> None:
        doc: Doc[Array[str]] = Doc()
        async with provider(small_server, who, doc):
            assert len(items(doc)) == 50
            await synced.wait()

    clients = [asyncio.create_task(one()) for _ in range(20)]
    started = time.monotonic()
    await until(lambda: synced.broken or all(client.done() for client in clients))
    took = time.monotonic() - started
    await asyncio.gather(*clients)
    assert took < 1


async def test_awareness_comes_back_to_its_sender_and_goes_with_them(small_server: RoomServer, who: Guest) -> None:
    mine = protocol.awareness([ClientState(7, 1, b'{"name":"seven"}')])
    async with raw(small_server, who) as stays:
        async with raw(small_server, who) as goes:
            await goes.send(mine)
            for client in (goes, stays):
                assert (await client.wait_for(Awareness)).states == [ClientState(7, 1, b'{"name":"seven"}')]
            async with raw(small_server, who, greet=False) as late:
                assert (await late.wait_for(Awareness)).states == [ClientState(7, 1, b'{"name":"seven"}')]
                await late.send(b"\x03")
                assert (await late.wait_for(Awareness)).states == [ClientState(7, 1, b'{"name":"seven"}')]
        assert (await stays.wait_for(Awareness)).states == [ClientState(7, 2, b"null")]
        await stays.send(b"\x03")
        assert (await stays.wait_for(Awareness)).states == []


async def test_a_room_stays_for_the_grace_and_goes_after(small_server: RoomServer, who: Guest) -> None:
    await until(lambda: metric(small_server, "doorstep_sync_rooms") == 0)
    async with raw(small_server, who):
        assert metric(small_server, "doorstep_sync_rooms") == 1
    async with raw(small_server, who):
        assert metric(small_server, "doorstep_sync_rooms") == 1
    await until(lambda: metric(small_server, "doorstep_sync_rooms") == 0)


async def test_an_update_that_comes_before_what_it_builds_on_is_kept(
    small_server: RoomServer, small_database: Database, who: Guest
) -> None:
    author = Author()
    first, second = author.frame("first"), author.frame("second")
    async with raw(small_server, who) as sender:
        await sender.send(second)
        await sender.committed()
        # Somebody who comes now must hear of the second when the first arrives.
        async with raw(small_server, who) as reader:
            assert items(await reader.whole()) == []
            await sender.send(first)
            doc: Doc[Array[str]] = Doc()
            doc.apply_update((await reader.wait_for(Update)).body)
            assert items(doc) == ["first", "second"]
    _, rows = await small_database.read(lambda session: journal.open_room(session, who.room))
    assert stored([row.body for row in rows]) == ["first", "second"]


async def test_what_is_brought_again_is_not_kept_twice(
    small_server: RoomServer, small_database: Database, who: Guest
) -> None:
    frame = Author().frame("once")
    async with raw(small_server, who) as client:
        for _ in range(5):
            await client.send(frame)
        await client.committed()
    _, rows = await small_database.read(lambda session: journal.open_room(session, who.room))
    assert len(rows) == 1


async def test_a_damaged_row_is_put_aside_and_the_rest_is_loaded(
    small_server: RoomServer, small_database: Database, who: Guest
) -> None:
    authors = [Author() for _ in range(4)]
    async with raw(small_server, who) as client:
        for number, author in enumerate(authors):
            await client.send(author.frame(str(number)))
            await client.committed()
    await until(lambda: metric(small_server, "doorstep_sync_rooms") == 0)
    damage = "UPDATE journal SET body = :body WHERE room = :room AND sequence = :at"
    await execute(small_database, damage, body=b"\x01\x02", room=who.room, at=2)
    # This one has a right checksum, and is no update all the same.
    await execute(
        small_database,
        "UPDATE journal SET body = :body, checksum = :sum WHERE room = :room AND sequence = :at",
        body=b"\xff\xff",
        sum=journal.checksum(b"\xff\xff"),
        room=who.room,
        at=3,
    )
    async with raw(small_server, who) as client:
        assert sorted(items(await client.whole())) == ["0", "3"]
        # Who still has what was damaged brings it back.
        await client.send(protocol.missing(authors[1].doc.get_update()))
        await client.committed()
        assert sorted(items(await client.whole())) == ["0", "1", "3"]
    assert await small_database.read(journal.count_quarantined) == 2
    assert f"room {who.room}: rows [2, 3] of its journal can't be read" in small_server.said()


async def test_a_long_journal_is_compacted_when_the_room_has_emptied(
    small_server: RoomServer, small_database: Database, who: Guest
) -> None:
    author = Author()
    async with raw(small_server, who) as client:
        for number in range(60):
            await client.send(author.frame(str(number)))
        await client.committed()
    rows: list[Stored] = []
    while len(rows) != 1:
        _, rows = await small_database.read(lambda session: journal.open_room(session, who.room))
    async with raw(small_server, who) as client:
        assert items(await client.whole()) == [str(number) for number in range(60)]
        await client.send(author.frame("more"))
        await client.committed()
    assert metric(small_server, "doorstep_sync_compactions_total") >= 1


async def test_an_older_document_can_not_write_into_its_successor(
    small_server: RoomServer, small_database: Database, who: Guest
) -> None:
    author, successor = Author(), Author()
    async with raw(small_server, who) as client:
        await client.send(author.frame("old"))
        await client.committed()
        first = successor.write("carried over")
        await small_database.write(lambda session: journal.retire(session, who.room, 0, first))
        # By a frame in the same moment or by the look-out: it is closed, and what it writes doesn't get in.
        await client.send(author.frame("too late"))
        assert await client.close_code() == 4409
    async with connect(f"{small_server.ws}/{who.room}?token={who.token}") as socket:
        await socket.wait_closed()
        assert (socket.close_code, socket.close_reason) == (4409, "1")
    headers = {"Authorization": f"Bearer {who.token}"}
    body = protocol.exchange(b"\x00", author.doc.get_update())
    with small_server.client() as web:
        assert web.post(f"/api/sync/{who.room}", content=body, headers=headers).status_code == 409
    async with raw(small_server, who, query="&epoch=1") as client:
        assert items(await client.whole()) == ["carried over"]


async def test_the_end_commits_everything_and_says_1012(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms") as server:
        database = Database(server.database_url)
        who = await guest(database, "last")
        author = Author()
        async with raw(server, who) as client:
            for number in range(20):
                await client.send(author.frame(str(number)))
            await client.committed()
            assert server.process is not None
            server.process.send_signal(signal.SIGTERM)
            assert await client.close_code() == 1012
        await asyncio.to_thread(server.process.wait, 10)
        _, rows = await database.read(lambda session: journal.open_room(session, "last"))
        assert stored([row.body for row in rows]) == [str(number) for number in range(20)]
        assert "Traceback" not in server.said()
        database.close()


async def test_documents_go_from_memory_while_people_stay(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms", LIMIT_SYNC_DOCUMENTS="2") as server:
        database = Database(server.database_url)
        guests = [await guest(database, f"room-{number}") for number in range(6)]
        authors = [Author() for _ in guests]
        async with AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(raw(server, who)) for who in guests]
            for client, author in zip(clients, authors, strict=True):
                await client.send(author.frame("one"))
                await client.committed()
            await until(lambda: metric(server, "doorstep_sync_documents") <= 2)
            assert metric(server, "doorstep_sync_connections") == 6
            for client, author in zip(clients, authors, strict=True):
                await client.send(author.frame("two"))
                assert items(await client.whole()) == ["one", "two"]
        database.close()
