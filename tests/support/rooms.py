"""The rooms for tests: the real program, people with tokens, and clients of three kinds.

`Raw` speaks the protocol by hand, `provider` is pycrdt's own, and tests/support/y_websocket.mjs runs the unchanged
npm packages.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pycrdt
from pycrdt import Array, Doc, Provider
from sqlmodel import Session
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.access import principals, tokens
from app.access.principals import Kind
from app.access.tokens import Purpose
from app.clock import utc_now
from app.store.engine import Database
from app.sync import protocol
from app.sync.protocol import Committed, Message, State, Update
from tests.support.server import Server

WAIT_SECONDS = 20
# A list that is nobody's: from "queue" the bridge takes what it finds.
LIST = "list"


class RoomServer(Server):
    """`python -m app sync`, on a port and in a data folder of its own."""

    command = "sync"
    ready = "Doorstep's rooms are open at"

    def __init__(self, folder: Path, **settings: str) -> None:
        super().__init__(folder, **settings)
        self.ws = f"ws://127.0.0.1:{self.port}/sync"

    def kill(self) -> None:
        """As a power cut would, short of the power."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


@contextmanager
def running_rooms(folder: Path, **settings: str) -> Iterator[RoomServer]:
    """A started server that is ended afterwards, whatever happens."""
    folder.mkdir(exist_ok=True)
    server = RoomServer(folder, **settings)
    try:
        server.start()
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.process.kill()
            server.process.wait()


@dataclass(frozen=True)
class Guest:
    """Somebody who may open a room."""

    id: str
    room: str
    token: str


async def guest(database: Database, room: str, lifetime: timedelta | None = None, now: datetime | None = None) -> Guest:
    """A device that owns a room, and its token."""
    moment = now or utc_now()

    def add(session: Session) -> Guest:
        device = principals.add(session, Kind.DEVICE, moment, room=room)
        session.flush()
        issued = tokens.issue(session, device.id, Purpose.DEVICE, moment, lifetime)
        return Guest(device.id, room, issued.token)

    return await database.write(add)


async def revoke(database: Database, who: Guest) -> None:
    """Take a device's token back."""
    await database.write(lambda session: tokens.revoke(session, who.token, utc_now()))


async def until(condition: Callable[[], Any], seconds: float = WAIT_SECONDS) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not become so in time"
        await asyncio.sleep(0.01)


async def until_asked(ask: Callable[[], Awaitable[bool]], seconds: float = WAIT_SECONDS) -> None:
    """Ask until the answer is yes."""
    deadline = time.monotonic() + seconds
    while not await ask():
        assert time.monotonic() < deadline, "it did not become so in time"
        await asyncio.sleep(0.02)


class Raw:
    """A client that speaks the protocol by hand."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._number = 0

    async def next(self) -> Message:
        frame = await asyncio.wait_for(self.socket.recv(), WAIT_SECONDS)
        assert isinstance(frame, bytes)
        return protocol.decode(frame)

    async def wait_for(self, wanted: type[Message]) -> Any:
        """The next message of that kind; others are passed over."""
        while not isinstance(message := await self.next(), wanted):
            pass
        return message

    async def send(self, frame: bytes) -> None:
        await self.socket.send(frame)

    async def committed(self) -> None:
        """Wait until all that was sent is on the disk."""
        self._number += 1
        await self.send(protocol.committed(self._number))
        while await self.wait_for(Committed) != Committed(self._number):
            pass

    async def whole(self) -> Doc[Any]:
        """The room's document, as the server gives it."""
        await self.send(protocol.state(b"\x00"))
        doc: Doc[Any] = Doc()
        doc.apply_update((await self.wait_for(Update)).body)
        return doc

    async def close_code(self) -> int:
        """The code with which the server ends this."""
        async with asyncio.timeout(WAIT_SECONDS):
            with suppress(ConnectionClosed):
                while True:
                    await self.socket.recv()
            await self.socket.wait_closed()
        assert self.socket.close_code is not None
        return self.socket.close_code


@asynccontextmanager
async def raw(server: RoomServer, who: Guest, *, greet: bool = True, **options: Any) -> AsyncIterator[Raw]:
    """A raw client in its room."""
    url = f"{server.ws}/{who.room}?token={who.token}{options.pop('query', '')}"
    async with connect(url, max_size=None, **options) as socket:
        client = Raw(socket)
        if greet:
            await client.wait_for(State)
        yield client


class _Channel:
    def __init__(self, socket: ClientConnection, path: str) -> None:
        self._socket = socket
        self.path = path

    def __aiter__(self) -> "_Channel":
        return self

    async def __anext__(self) -> bytes:
        try:
            return await self.recv()
        except ConnectionClosed:
            raise StopAsyncIteration from None

    async def send(self, message: bytes) -> None:
        await self._socket.send(message)

    async def recv(self) -> bytes:
        message = await self._socket.recv()
        assert isinstance(message, bytes)
        return message


@asynccontextmanager
async def provider(server: RoomServer, who: Guest, doc: Doc[Any]) -> AsyncIterator[Provider]:
    """pycrdt's own client, synced."""
    headers = {"Authorization": f"Bearer {who.token}"}
    async with (
        connect(f"{server.ws}/{who.room}", additional_headers=headers) as socket,
        Provider(doc, _Channel(socket, who.room)) as made,
    ):
        await asyncio.wait_for(made.synced.wait(), WAIT_SECONDS)
        yield made


class Author:
    """Makes updates: a document beside the wire."""

    def __init__(self, name: str = LIST) -> None:
        self.doc: Doc[Any] = Doc()
        self.list = self.doc.get(name, type=Array)
        self._updates: list[bytes] = []
        self.doc.observe(lambda event: self._updates.append(event.update))

    def write(self, item: Any) -> bytes:
        """An update that adds an item."""
        self.list.append(item)
        return self._updates.pop()

    def frame(self, item: Any) -> bytes:
        """The same as a frame."""
        return protocol.update(self.write(item))


def items(doc: Doc[Any], name: str = LIST) -> list[Any]:
    """What stands in the list."""
    found: list[Any] = doc.get(name, type=Array).to_py() or []
    return found


def stored(bodies: list[bytes]) -> list[Any]:
    """The list that these rows make."""
    doc: Doc[Any] = Doc()
    for body in bodies:
        doc.apply_update(body)
    return items(doc)


__all__ = [
    "LIST",
    "Author",
    "Guest",
    "Raw",
    "RoomServer",
    "guest",
    "items",
    "provider",
    "pycrdt",
    "raw",
    "running_rooms",
]
