"""Several nodes on one PostgreSQL: real processes that share rooms by journal and LISTEN/NOTIFY."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from pycrdt import Array, Doc

from app.store import journal
from app.store.engine import Database
from app.store.feedback import count_feedback
from app.sync import protocol
from app.sync.protocol import Update
from tests.support.entries import record
from tests.support.rooms import (
    LIST,
    Author,
    Raw,
    RoomServer,
    guest,
    items,
    provider,
    raw,
    running_rooms,
    stored,
    until,
    until_asked,
)

ROUNDS = 30
# pycrdt's provider sends back all that it hears.
RATE = "10000/second"


@pytest.fixture
def nodes(tmp_path: Path, postgres_url: str) -> Iterator[tuple[RoomServer, RoomServer]]:
    with (
        running_rooms(tmp_path / "a", DATABASE_URL=postgres_url, LIMIT_SYNC_UPDATES=RATE) as one,
        running_rooms(tmp_path / "b", DATABASE_URL=postgres_url, LIMIT_SYNC_UPDATES=RATE) as two,
    ):
        yield one, two


@pytest.fixture
async def database(nodes: tuple[RoomServer, RoomServer], postgres_url: str) -> AsyncIterator[Database]:
    opened = Database(postgres_url)
    yield opened
    opened.close()


async def test_a_change_on_one_is_seen_on_the_other_within_100_ms(
    nodes: tuple[RoomServer, RoomServer], database: Database
) -> None:
    who = await guest(database, "shared")
    author = Author()
    took = []
    async with raw(nodes[0], who) as writer, raw(nodes[1], who) as reader:
        for number in range(ROUNDS):
            update = author.write(str(number))
            started = time.monotonic()
            await writer.send(protocol.update(update))
            assert (await reader.wait_for(Update)).body == update
            took.append(time.monotonic() - started)
    print(f"seen after {statistics.median(took) * 1000:.1f} ms, at most {max(took) * 1000:.1f} ms")
    assert statistics.quantiles(took, n=10)[-1] < 0.1


async def test_both_write_at_once_and_come_to_the_same(
    nodes: tuple[RoomServer, RoomServer], database: Database
) -> None:
    who = await guest(database, "busy")
    docs: list[Doc[Array[str]]] = [Doc() for _ in range(4)]

    async def write(server: RoomServer, doc: Doc[Array[str]], name: str) -> None:
        async with provider(server, who, doc):
            for number in range(ROUNDS):
                doc.get(LIST, type=Array).append(f"{name}{number}")
                await asyncio.sleep(0)
            await until(lambda: all(len(items(each)) == 4 * ROUNDS for each in docs))

    await asyncio.gather(*(write(nodes[at % 2], doc, f"{at}/") for at, doc in enumerate(docs)))
    assert all(items(doc) == items(docs[0]) for doc in docs)
    place, rows = await database.read(lambda session: journal.open_room(session, "busy"))
    assert [row.sequence for row in rows] == list(range(1, place.head + 1))
    assert stored([row.body for row in rows]) == items(docs[0])


async def test_a_lost_notification_is_made_good_within_a_second(
    nodes: tuple[RoomServer, RoomServer], database: Database, postgres_url: str
) -> None:
    who = await guest(database, "deaf")
    author = Author()
    async with raw(nodes[0], who) as reader:
        # Not by a node: rows that nobody is told of.
        update = author.write("unsaid")
        statement = "INSERT INTO room (name, epoch, head) VALUES ('deaf', 0, 1)"
        row = "INSERT INTO journal (room, epoch, sequence, body, checksum) VALUES ('deaf', 0, 1, %s, %s)"
        with psycopg.connect(postgres_url) as connection:
            connection.execute(statement)
            connection.execute(row, (update, journal.checksum(update)))
        started = time.monotonic()
        assert (await reader.wait_for(Update)).body == update
        assert time.monotonic() - started < 1.1


async def test_who_listened_is_back_after_the_connection_was_cut(
    nodes: tuple[RoomServer, RoomServer], database: Database, postgres_url: str
) -> None:
    who = await guest(database, "cut")
    author = Author()
    async with raw(nodes[0], who) as writer, raw(nodes[1], who) as reader:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE 'LISTEN%'"
            )
        for number in range(10):
            update = author.write(str(number))
            await writer.send(protocol.update(update))
            assert (await reader.wait_for(Update)).body == update


async def test_a_node_that_dies_loses_nothing(nodes: tuple[RoomServer, RoomServer], database: Database) -> None:
    who = await guest(database, "survives")
    author = Author()
    async with raw(nodes[1], who) as reader:
        async with raw(nodes[0], who) as writer:
            for number in range(ROUNDS):
                await writer.send(author.frame(str(number)))
            await writer.committed()
            nodes[0].kill()
        wanted = [str(number) for number in range(ROUNDS)]
        async with asyncio.timeout(10):
            while items(await reader.whole()) != wanted:
                pass
    nodes[0].start()
    async with raw(nodes[0], who) as again:
        assert items(await again.whole()) == wanted


async def test_a_record_brought_to_one_node_is_drained_once_though_both_drain(
    nodes: tuple[RoomServer, RoomServer], database: Database
) -> None:
    who = await guest(database, "both")
    said = [record() for _ in range(40)]
    author = Author("queue")
    async with raw(nodes[0], who) as phone, raw(nodes[1], who) as other:
        for each in said:
            await phone.send(author.frame(each))
        await phone.committed()
        wanted = {each["id"] for each in said}
        for client in (phone, other):

            async def is_drained(client: Raw = client) -> bool:
                doc = await client.whole()
                return items(doc, "queue") == [] and {each["id"] for each in items(doc, "receipts")} == wanted

            await until_asked(is_drained)
    assert await database.read(count_feedback) == len(said)
