"""Rooms under random joins, edits, leaves, crashes and compactions, against a plain Yjs document: always the same."""

import asyncio
import itertools
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map
from starlette.types import Message

from app.access.principals import Kind, Principal
from app.clock import utc_now
from app.config import Settings
from app.store.engine import Database
from app.store.migrate import migrate
from app.sync import protocol, yjs
from app.sync.connection import Connection
from app.sync.document import Broken, Document, Unreadable, merged
from app.sync.limits import Bucket, SyncLimits
from app.sync.protocol import Committed, State, Update
from app.sync.room import Room
from app.sync.rooms import Rooms
from tests.support.rooms import until

LIMITS = SyncLimits.of(Settings(sync_grace_seconds=0))
names = itertools.count()

Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("join", "push", "push", "push", "delete", "set", "leave", "settle", "crash", "compact", "edit")
        ),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    max_size=40,
)


class Client:
    """A person with a document; sometimes connected. Speaks the protocol with a real Connection."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.doc: Doc[Any] = Doc()
        self.made: list[bytes] = []
        self.connection: Connection | None = None
        self.room: Room | None = None
        self.committed = 0
        self._asked = 0
        self.doc.observe(lambda event: self._changed(event.update))

    def _changed(self, update: bytes) -> None:
        self.made.append(update)
        self.say(protocol.update(update))

    def say(self, frame: bytes) -> None:
        if self.room is not None and self.connection is not None and not self.room.closed:
            yjs.hear(self.room, self.connection, frame)

    async def hear(self, message: Message) -> None:
        told = protocol.decode(message["bytes"])
        if isinstance(told, State):
            self.say(protocol.missing(self.doc.get_update(told.vector)))
        elif isinstance(told, Update):
            self.doc.apply_update(told.body)
        elif isinstance(told, Committed):
            self.committed = told.number

    async def join(self, rooms: Rooms, name: str) -> None:
        if self.connection is None:
            self.room = await rooms.enter(name)
            who = Principal(self.name, Kind.DEVICE, room=name)
            lasts = utc_now() + timedelta(days=1)
            bucket = Bucket(LIMITS, 0)
            self.connection = Connection(self.hear, None, LIMITS, rooms.meters, who, self.name, lasts, bucket, 0)
            rooms.join(self.room, self.connection, yjs.greet)
            self.say(protocol.state(self.doc.get_state()))

    def leave(self, rooms: Rooms) -> None:
        if self.connection is not None and self.room is not None:
            rooms.leave(self.room, self.connection)
            self.connection.gone()
            rooms.exit(self.room)
        self.connection = self.room = None

    async def settle(self) -> None:
        self._asked += 1
        self.say(protocol.committed(self._asked))
        await until(lambda: self.connection is None or self.committed >= self._asked)


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Rooms]:
    rooms = Rooms(database, LIMITS)
    journal = asyncio.create_task(rooms.journal.run())
    try:
        yield rooms
    finally:
        # As a crash would: what waits for the next transaction is gone.
        journal.cancel()
        with suppress(asyncio.CancelledError):
            await journal
        await rooms.finish()


async def live(database: Database, script: list[Step]) -> None:
    name = f"room-{next(names)}"
    clients = [Client(str(number)) for number in range(3)]
    by_server: list[bytes] = []
    left = iter(script)
    crashed = True
    while crashed:
        crashed = False
        async with opened(database) as rooms:
            rooms.hooks.on_change.append(lambda _, change: by_server.append(change))
            for task, who, at in left:
                if task == "crash":
                    crashed = True
                    break
                await act(rooms, name, clients[who], task, at)
            for client in clients:
                client.leave(rooms)
    async with opened(database) as rooms:
        for client in clients:
            await client.join(rooms, name)
        for _ in range(2):
            for client in clients:
                await client.settle()
        room = rooms.get(name)
        assert room is not None
        plain: Doc[Any] = Doc()
        for update in [*by_server, *itertools.chain.from_iterable(client.made for client in clients)]:
            plain.apply_update(update)
        wanted = contents(plain)
        assert contents(room.live.doc) == wanted
        assert [contents(client.doc) for client in clients] == [wanted] * len(clients)
        for client in clients:
            client.leave(rooms)
    async with opened(database) as rooms, rooms.replica(name) as replica:
        assert contents(replica.doc) == wanted


async def act(rooms: Rooms, name: str, client: Client, task: str, at: int) -> None:
    queue = client.doc.get("queue", type=Array)
    if task == "join":
        await client.join(rooms, name)
    elif task == "leave":
        client.leave(rooms)
    elif task == "push":
        queue.append(f"{client.name}/{len(client.made)}")
    elif task == "delete" and len(queue):
        del queue[at % len(queue)]
    elif task == "set":
        client.doc.get("app", type=Map)[str(at)] = len(client.made)
    elif task == "settle":
        await client.settle()
    elif task == "compact" and (room := rooms.get(name)) is not None:
        await rooms.archive.compact(room)
    elif task == "edit":
        async with rooms.replica(name) as replica:
            await replica.edit(lambda doc: doc.get("queue", type=Array).append(f"server/{at}"))


def contents(doc: Doc[Any]) -> tuple[Any, Any]:
    return doc.get("queue", type=Array).to_py() or [], doc.get("app", type=Map).to_py() or {}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=1, max_size=4))
def test_rooms_always_converge(scripts: list[list[Step]]) -> None:
    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            database = Database(f"sqlite:///{Path(folder, 'rooms.db')}")
            await migrate(database)
            for script in scripts:
                await live(database, script)
            database.close()

    asyncio.run(run())


@given(st.data())
def test_compaction_loses_nothing_not_even_what_waits(data: st.DataObject) -> None:
    docs: list[Doc[Any]] = [Doc(), Doc()]
    updates: list[bytes] = []
    for doc in docs:
        doc.observe(lambda event: updates.append(event.update))
    for _ in range(data.draw(st.integers(2, 20))):
        queue = data.draw(st.sampled_from(docs)).get("queue", type=Array)
        if len(queue) and data.draw(st.booleans()):
            del queue[data.draw(st.integers(0, len(queue) - 1))]
        else:
            queue.append("x" * data.draw(st.integers(0, 30)))
    known = data.draw(st.lists(st.sampled_from(updates), min_size=1, unique=True))
    rest = [update for update in updates if update not in known]
    whole: Doc[Any] = Doc()
    compacted: Doc[Any] = Doc()
    for update in updates:
        whole.apply_update(update)
    for update in [merged(known), *data.draw(st.permutations(rest))]:
        compacted.apply_update(update)
    assert contents(compacted) == contents(whole)


@st.composite
def hostile(draw: st.DrawFn) -> bytes:
    """A real update with a few bytes changed, cut out or put in."""
    doc: Doc[Any] = Doc(client_id=draw(st.integers(1, 2**32)))
    for item in draw(st.lists(st.text(max_size=5), min_size=1, max_size=4)):
        doc.get("queue", type=Array).append(item)
        doc.get("app", type=Map)[item] = Map({"deep": item})
    update = bytearray(doc.get_update())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(update)))
        update[at : at + draw(st.integers(0, 2))] = draw(st.sampled_from((b"", b"\xff", b"\x80", b"\x00", b"\xff" * 5)))
    return bytes(update)


@given(st.lists(hostile(), max_size=5))
def test_hostile_bytes_are_unreadable_and_nothing_else(updates: list[bytes]) -> None:
    document = Document()
    for update in updates:
        try:
            document.take(update)
            document.since(b"\x00")
            document.waits(update)
        except Broken:
            return
        except Unreadable:
            continue
    document.close()
