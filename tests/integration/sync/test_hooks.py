"""What the server itself does with rooms: hooks, and a replica to read and edit, as the bridge does."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Array, Doc
from sqlalchemy import text
from websockets.asyncio.client import connect

from app.access.principals import Kind, Principal
from app.clock import utc_now
from app.config import load_settings
from app.server import Server, listening_socket
from app.services import Services, running
from app.store import journal
from app.sync import protocol, yjs
from app.sync.connection import Connection
from app.sync.endpoint import Desk, SyncEndpoint
from app.sync.journal import JournalDown
from app.sync.presence import PALETTE, SILENCE_MS, Status
from app.sync.protocol import ClientState
from tests.support.rooms import LIST, Author, guest, items, stored, until
from tests.support.server import free_port


@pytest.fixture
async def services(tmp_path: Path, database_url: str) -> AsyncIterator[Services]:
    settings = load_settings(None, data_dir=tmp_path / "data", database_url=database_url)
    async with running(settings) as started:
        yield started


@asynccontextmanager
async def connected(services: Services, room: str) -> AsyncIterator[tuple[asyncio.Queue[Any], list[Any]]]:
    """Somebody in a room by plain ASGI, as other servers than ours would bring them; what is sent to them."""
    who = await guest(services.database, room)
    inbox: asyncio.Queue[Any] = asyncio.Queue()
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    endpoint = SyncEndpoint(lambda: Desk(services.rooms, services.sign_in))
    scope = {"type": "websocket", "path": f"/sync/{room}", "query_string": f"token={who.token}".encode(), "headers": []}
    inbox.put_nowait({"type": "websocket.connect"})
    serving = asyncio.create_task(endpoint(scope, inbox.get, send))
    await until(lambda: len(sent) >= 2 or serving.done())
    yield inbox, sent
    inbox.put_nowait({"type": "websocket.disconnect"})
    await serving


class Ear:
    """A socket of the test's own: writes down who hears what, as it is sent."""

    def __init__(self, name: str, heard: list[str]) -> None:
        self._name = name
        self._heard = heard

    def send_now(self, body: bytes) -> bool:
        self._heard.append(f"{self._name} hears {type(protocol.decode(body)).__name__}")
        return True


async def ignored(_: Any) -> None:
    """What an ear has not heard at once."""


async def bring(services: Services, room: str, item: str) -> None:
    await services.rooms.exchange(room, b"", Author().write(item), None)


def drop_first(doc: Doc[Any]) -> str:
    queue = doc.get(LIST, type=Array)
    item: str = queue[0]
    del queue[0]
    return item


async def test_a_replica_reads_what_is_committed_and_its_edit_is_kept(services: Services) -> None:
    heard: list[str] = []
    services.rooms.on_committed(heard.append)
    await bring(services, "drained", "one")
    assert heard == ["drained"]
    async with services.rooms.replica("drained") as replica:
        assert items(replica.doc) == ["one"]
        assert await replica.edit(drop_first) == "one"
        assert items(replica.doc) == []
    assert heard == ["drained", "drained"]
    _, rows = await services.database.read(lambda session: journal.open_room(session, "drained"))
    assert stored([row.body for row in rows]) == []
    assert len(rows) == 2


async def test_an_edit_that_raises_changes_nothing_for_others(services: Services) -> None:
    await bring(services, "kept", "one")

    def half(doc: Doc[Any]) -> float:
        drop_first(doc)
        return 1 / 0

    async with services.rooms.replica("kept") as replica:
        with pytest.raises(ZeroDivisionError):
            await replica.edit(half)
    async with services.rooms.replica("kept") as replica:
        assert items(replica.doc) == ["one"]
    _, rows = await services.database.read(lambda session: journal.open_room(session, "kept"))
    assert stored([row.body for row in rows]) == ["one"]


async def test_an_edit_that_can_not_be_committed_is_no_edit(services: Services) -> None:
    await bring(services, "broken", "one")

    async def rename(before: str, after: str) -> None:
        statement = text(f"ALTER TABLE {before} RENAME TO {after}")
        await services.database.write(lambda session: session.connection().execute(statement) and None)

    await rename("journal", "away")
    async with services.rooms.replica("broken") as replica:
        with pytest.raises(JournalDown):
            await replica.edit(drop_first)
    assert services.rooms.trouble() is not None
    await rename("away", "journal")
    async with asyncio.timeout(10):
        while services.rooms.trouble() is not None:
            await asyncio.sleep(0.05)
            assert not services.rooms.draining
    async with services.rooms.replica("broken") as replica:
        assert items(replica.doc) == ["one"]


async def test_hooks_hear_of_changes_and_begin_rooms(services: Services) -> None:
    first = Author().write("welcome")
    asked: list[str] = []

    async def initial(room: str) -> bytes:
        asked.append(room)
        return first

    changes: list[tuple[str, bytes]] = []
    services.rooms.hooks.initial_state = initial
    services.rooms.hooks.on_change.append(lambda room, change: changes.append((room, change)))
    results = await asyncio.gather(*(services.rooms.exchange("new", b"\x00", b"", None) for _ in range(5)))
    assert asked == ["new"]
    assert all(stored([update]) == ["welcome"] for _, update in results)
    update = Author().write("more")
    await services.rooms.exchange("new", b"", update, None)
    assert changes == [("new", update)]
    assert not services.rooms.broadcast_to_room("nowhere", protocol.update(update))
    assert services.rooms.broadcast_to_room("new", protocol.update(update))


async def test_who_comes_and_goes_is_told_and_a_broken_hook_harms_nobody(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[tuple[str, ...]] = []
    hooks = services.rooms.hooks

    def broken(*_: object) -> None:
        raise RuntimeError("a hook of somebody else's")

    for calls in (hooks.on_join, hooks.on_leave, hooks.on_change, hooks.on_committed, hooks.on_message):
        calls.append(broken)
    hooks.on_join.append(lambda room, user: heard.append(("join", room, user.color)))
    hooks.on_leave.append(lambda room, user: heard.append(("leave", room, user.online_status)))
    hooks.on_message.append(lambda room, sender, message: heard.append(("message", room, message.decode())))
    hooks.on_committed.append(lambda room: heard.append(("committed", room)))
    author = Author()
    async with connected(services, "busy") as (inbox, sent):
        inbox.put_nowait({"type": "websocket.receive", "bytes": author.frame("one")})
        inbox.put_nowait({"type": "websocket.receive", "bytes": protocol.committed(1)})
        await until(lambda: sent[-1].get("bytes") == protocol.committed(1))
        room = services.rooms.get("busy")
        assert room is not None
        services.rooms.message(room, next(iter(room.connections)), b"hello")
        # Not to its sender; what the server itself says goes to everyone.
        assert services.rooms.broadcast_to_room("busy", b"from the server")
        await until(lambda: sent[-1].get("bytes") == b"from the server")
        assert b"hello" not in [message.get("bytes") for message in sent]
        assert [user.display_name for user in room.presence.users()] == ["Anonymous"]
    assert [what[0] for what in heard] == ["join", "committed", "message", "leave"]
    assert heard[0][2] in PALETTE
    assert heard[3] == ("leave", "busy", "online")
    assert caplog.text.count("a hook of the rooms failed") == 5


async def test_hooks_and_frames_keep_their_order(services: Services) -> None:
    rooms, room = services.rooms, await services.rooms.enter("orderly")
    heard: list[str] = []
    rooms.hooks.on_join.append(lambda _, user: heard.append(f"{user.user_id} joined, {len(room.connections)} here"))
    rooms.hooks.on_leave.append(lambda _, user: heard.append(f"{user.user_id} left, {len(room.connections)} here"))

    def connection(name: str) -> Connection:
        who, lasts = Principal(name, Kind.DEVICE, room="orderly"), utc_now() + timedelta(days=1)
        bucket, ear = rooms.rates.of(name, 0), Ear(name, heard)
        return Connection(ignored, ear, rooms.limits, rooms.meters, who, name, lasts, bucket, 0)

    first, second = connection("first"), connection("second")
    rooms.join(room, first, yjs.greet)
    yjs.hear(room, first, protocol.awareness([ClientState(1, 1, b"{}")]))
    heard.clear()
    rooms.join(room, second, yjs.greet)
    assert heard == ["second hears State", "second hears Awareness", "second joined, 2 here"]
    yjs.hear(room, second, protocol.awareness([ClientState(2, 1, b"{}")]))
    heard.clear()
    rooms.leave(room, second)
    assert heard == ["second left, 1 here", "first hears Awareness"]
    rooms.leave(room, first)
    rooms.exit(room)


async def test_a_retired_document_begins_again_with_what_is_carried_over(services: Services) -> None:
    await bring(services, "old", "kept")
    assert await services.rooms.retire("old", lambda doc: Author().write(items(doc)[0])) == 1
    async with services.rooms.replica("old") as replica:
        assert items(replica.doc) == ["kept"]
    place, rows = await services.database.read(lambda session: journal.open_room(session, "old"))
    assert (place.epoch, len(rows)) == (1, 1)


async def test_silence_is_offline_and_a_frame_brings_back(services: Services) -> None:
    async with connected(services, "quiet") as (inbox, sent):
        room = services.rooms.get("quiet")
        assert room is not None
        [connection] = room.connections

        def status() -> Status:
            [user] = room.presence.users()
            return user.online_status

        assert status() is Status.ONLINE
        await until(lambda: time.monotonic() - connection.heard_at > 1.1)
        services.rooms.now = lambda: utc_now() + timedelta(milliseconds=SILENCE_MS + 1000)
        await until(lambda: status() is Status.OFFLINE)
        # The socket stays open.
        assert sent[-1]["type"] == "websocket.send"
        inbox.put_nowait({"type": "websocket.receive", "bytes": protocol.committed(1)})
        await until(lambda: status() is Status.ONLINE)


async def test_a_clock_that_steps_changes_nothing(services: Services) -> None:
    author = Author()
    async with connected(services, "clock") as (_, sent):
        for days in (0, -700, 300, -1, 0):
            services.rooms.now = lambda days=days: utc_now() + timedelta(days=days)  # type: ignore[misc]
            await services.rooms.exchange("clock", b"", author.write(days), None)
        _, rows = await services.database.read(lambda session: journal.open_room(session, "clock"))
        assert [row.sequence for row in rows] == [1, 2, 3, 4, 5]
        assert stored([row.body for row in rows]) == [0, -700, 300, -1, 0]
        assert all(message["type"] != "websocket.close" for message in sent)


async def test_what_the_server_says_to_a_room_reaches_its_sockets(services: Services) -> None:
    one, two, elsewhere = [await guest(services.database, room) for room in ("said", "said", "elsewhere")]
    endpoint = SyncEndpoint(lambda: Desk(services.rooms, services.sign_in))
    settings = load_settings(None, port=free_port())
    with listening_socket(settings) as door:
        server = Server(endpoint, settings, lambda: None, services.rooms.drain, lifespan="off")
        serving = asyncio.create_task(server._serve([door]))
        url = f"ws://127.0.0.1:{settings.port}/sync"
        await until(lambda: server.started)
        async with (
            connect(f"{url}/said?token={one.token}") as first,
            connect(f"{url}/said?token={two.token}") as second,
            connect(f"{url}/elsewhere?token={elsewhere.token}") as third,
        ):
            for each in (first, second, third):
                await each.recv()
            both = list(services.rooms.get("said").connections)  # type: ignore[union-attr]
            assert services.rooms.broadcast_to_room("said", b"to nobody", exclude=both)
            assert services.rooms.broadcast_to_room("said", b"to all but one", exclude=both[:1])
            assert services.rooms.broadcast_to_room("said", b"to all")
            assert services.rooms.broadcast_to_room("elsewhere", b"to the other room")
            assert await third.recv() == b"to the other room"
            heard = [await first.recv(), await second.recv()]
            assert sorted(heard) == [b"to all", b"to all but one"]
        server.should_exit = True
        await serving
