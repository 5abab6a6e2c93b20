"""Clients that know just enough of WebSocket and of each server's language: they must not be what is measured."""

import asyncio
import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from app.sync import protocol

# Who has written all updates that are sent.
AUTHOR = 4711
PING, PONG = 0x89, 0x8A
COMMITTED = protocol.committed(1)
# Asks for the whole document.
ASK_ALL = protocol.state(b"\x00")


def client_frame(payload: bytes) -> bytes:
    """A binary frame as a client sends it; with a mask of zeros, masking costs nothing."""
    size = len(payload)
    if size < 126:
        head = bytes((0x82, 0x80 | size))
    elif size < 65_536:
        head = bytes((0x82, 0x80 | 126)) + size.to_bytes(2)
    else:
        head = bytes((0x82, 0x80 | 127)) + size.to_bytes(8)
    return head + b"\0\0\0\0" + payload


@dataclass(frozen=True)
class Seat:
    """Where a client sits: a room and what opens it."""

    room: str
    token: str = ""


class Language:
    """How one kind of server is spoken to; this one is that of Doorstep."""

    def path(self, seat: Seat) -> str:
        return f"/sync/{seat.room}?token={seat.token}"

    def hello(self, _seat: Seat) -> bytes:
        """What is sent first."""
        return b""

    def welcome(self, _seat: Seat, frame: bytes) -> bool:
        """Whether this frame says that we are in: the first one, which asks what we have."""
        return frame[:2] == b"\x00\x00"

    def update(self, _seat: Seat, body: bytes) -> bytes:
        """An update, and the question that the acknowledgement answers."""
        return client_frame(protocol.update(body)) + client_frame(COMMITTED)

    def acknowledges(self, _seat: Seat, frame: bytes) -> bool:
        return frame == COMMITTED


class Hocuspocus(Language):
    """Every frame begins with the document's name. It acknowledges by a sync status, before it stores."""

    acknowledgement = b"\x08"

    def path(self, _seat: Seat) -> str:
        return "/"

    def hello(self, seat: Seat) -> bytes:
        authenticate = b"\x02\x00" + protocol.prefixed(b"token")
        return client_frame(self._name(seat) + authenticate)

    def welcome(self, seat: Seat, frame: bytes) -> bool:
        # Authenticated, which is said before the document is loaded; sync step 1 is said after.
        return frame.startswith(self._name(seat) + b"\x02\x02")

    def update(self, seat: Seat, body: bytes) -> bytes:
        return client_frame(self._name(seat) + protocol.update(body))

    def acknowledges(self, seat: Seat, frame: bytes) -> bool:
        return frame.startswith(self._name(seat) + self.acknowledgement)

    def _name(self, seat: Seat) -> bytes:
        return protocol.prefixed(seat.room.encode())


class StoredHocuspocus(Hocuspocus):
    """Made to wait: the message that our hook sends after the document is stored."""

    acknowledgement = b"\x05"


class YWebsocket(Language):
    """A relay has no acknowledgement: the answer to a question asked after the update says that it was applied."""

    def path(self, seat: Seat) -> str:
        return f"/{seat.room}"

    def update(self, _seat: Seat, body: bytes) -> bytes:
        # A vector that knows of no client would be answered with the whole document.
        vector = protocol.number(1) + protocol.number(AUTHOR) + protocol.number(2**31)
        return client_frame(protocol.update(body)) + client_frame(protocol.state(vector))

    def acknowledges(self, _seat: Seat, frame: bytes) -> bool:
        return frame[:2] == b"\x00\x01"


class Echo(Language):
    """A frame comes back as it is."""

    def path(self, _seat: Seat) -> str:
        return "/"

    def hello(self, _seat: Seat) -> bytes:
        return client_frame(b"hello")

    def welcome(self, _seat: Seat, frame: bytes) -> bool:
        return frame == b"hello"

    def update(self, _seat: Seat, body: bytes) -> bytes:
        return client_frame(protocol.update(body))

    def acknowledges(self, _seat: Seat, _frame: bytes) -> bool:
        return True


class Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, port: int, language: Language, seat: Seat) -> None:
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self._hello = (
            f"GET {language.path(seat)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n\r\n"
        ).encode()
        self._language = language
        self._seat = seat
        self._buffer = b""
        self._open = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.synced: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.acknowledged: Callable[[], None] = lambda: None

    def send(self, body: bytes) -> None:
        """Send an update of this client's room."""
        self.transport.write(self._language.update(self._seat, body))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transport is one by its methods, not by its class.
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self._hello)

    def connection_lost(self, error: Exception | None) -> None:
        for waits in (self.ready, self.synced):
            if not waits.done():
                waits.set_exception(error or ConnectionError(f"{self._seat.room} was closed"))
                waits.exception()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self._buffer, self._open = rest, True
            self.transport.write(self._language.hello(self._seat))
        while (frame := self._next()) is not None:
            kind, body = frame
            if kind == PING:
                self.transport.write(bytes((PONG, 0x80 | len(body))) + b"\0\0\0\0" + body)
            elif not self.ready.done():
                if self._language.welcome(self._seat, body):
                    self.ready.set_result(None)
            elif self._language.acknowledges(self._seat, body):
                self.acknowledged()
            elif body[:2] == b"\x00\x01" and not self.synced.done():
                self.synced.set_result(None)

    def _next(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        kind, size, start = buffer[0], buffer[1], 2
        if size == 126:
            size, start = int.from_bytes(buffer[2:4]), 4
        elif size == 127:
            size, start = int.from_bytes(buffer[2:10]), 10
        if len(buffer) < start + size:
            return None
        self._buffer = buffer[start + size :]
        return kind, buffer[start : start + size]


async def join(port: int, language: Language, seat: Seat) -> Client:
    """A client that is in."""
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: Client(port, language, seat), "127.0.0.1", port)
    await asyncio.wait_for(client.ready, 30)
    return client


async def join_all(port: int, language: Language, seats: list[Seat]) -> list[Client]:
    """All of them, a hundred at a time."""
    parts = [seats[start : start + 100] for start in range(0, len(seats), 100)]
    return [client for part in parts for client in await asyncio.gather(*(join(port, language, seat) for seat in part))]
