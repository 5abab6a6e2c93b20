"""Unchanged y-websocket providers, 2.1 and 3.1, with the real server."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.store.engine import Database
from tests.support.rooms import RoomServer, guest, items, raw, revoke, running_rooms, until
from tests.support.y_websocket import VERSIONS, y_websocket


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomServer]:
    with running_rooms(tmp_path_factory.mktemp("rooms")) as started:
        yield started


@pytest.fixture
async def database(server: RoomServer) -> AsyncIterator[Database]:
    opened = Database(server.database_url)
    yield opened
    opened.close()


@pytest.mark.parametrize("version", VERSIONS)
async def test_two_of_them_share_a_queue_and_see_each_other(
    server: RoomServer, database: Database, version: str
) -> None:
    who = await guest(database, f"pair-{version}")
    async with y_websocket(version, server, who) as one, y_websocket(version, server, who) as two:
        await one.event("synced")
        await two.event("synced")
        await one.do("push", item="from one")
        await two.until("items", ["from one"])
        await two.do("push", item="from two")
        await one.until("items", ["from one", "from two"])
        await two.do("say", state={"name": "two"})
        await one.until("states", [{}, {"name": "two"}])
        await two.do("leave")
        await one.until("states", [{}])
    async with raw(server, who) as client:
        assert items(await client.whole()) == ["from one", "from two"]


async def test_stays_connected_alone_past_its_own_30_seconds(server: RoomServer, database: Database) -> None:
    async def alone(version: str) -> None:
        async with y_websocket(version, server, await guest(database, f"alone-{version}")) as client:
            await client.event("synced")
            started = time.monotonic()
            await until(lambda: time.monotonic() - started > 34, seconds=60)
            assert not [event for event in client.events if event["event"] == "closed"]

    await asyncio.gather(*(alone(version) for version in VERSIONS))


@pytest.mark.parametrize("version", VERSIONS)
async def test_comes_back_after_a_restart_with_what_it_wrote_meanwhile(tmp_path: Path, version: str) -> None:
    with running_rooms(tmp_path / "rooms") as server:
        database = Database(server.database_url)
        who = await guest(database, "back")
        async with y_websocket(version, server, who) as client:
            await client.event("synced")
            await client.do("push", item="before")
            assert await asyncio.to_thread(server.stop) == 0
            assert (await client.event("closed"))["code"] == 1012
            await client.do("push", item="meanwhile")
            await asyncio.to_thread(server.start)
            await client.event("synced", times=2)
            async with raw(server, who) as reader:
                assert items(await reader.whole()) == ["before", "meanwhile"]
        database.close()


@pytest.mark.parametrize("version", VERSIONS)
async def test_stops_coming_back_when_revoked(server: RoomServer, database: Database, version: str) -> None:
    who = await guest(database, f"revoked-{version}")
    async with y_websocket(version, server, who) as client:
        await client.event("synced")
        started = time.monotonic()
        await revoke(database, who)
        assert (await client.event("closed"))["code"] == 4403
        assert time.monotonic() - started < 1.2
