"""What the rooms carry, on SQLite, by the real program `python -m app sync` in a process of its own.

Acknowledged: 200 rooms, one client each; a client sends an update of some 400 bytes and 102, and the next one when 102
has come back, which is after the commit. Latency: the same rooms at 1,000 updates a second, sent by the clock and not
by the answers. Memory: what the process has grown by per connected room, with 2,000 of them. Storm: 2,000 clients come
at once to a server that has just started, while somebody asks /api/health all the time.

    .venv/bin/python -m bench.rooms
"""

import asyncio
import base64
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import httpx
import uvloop
from pycrdt import Array, Doc

from app.store.engine import Database
from app.sync import protocol
from tests.support.rooms import Guest, RoomServer, guest, running_rooms, until

ROOMS = 200
SECONDS = 10
WARM_UP_SECONDS = 2
PER_SECOND = 1000
UPDATES_A_ROOM = 2500
CROWD = 2000
RECORD = '{"id":"%s","orderId":"ORDER123","courierId":7,"rating":5,"comment":"%s","reasons":["friendly","on-time"]}'
COMMENT = "x" * 270
SETTINGS = {
    "LIMIT_SYNC_UPDATES": "1000000/second",
    "LIMIT_SYNC_DOCUMENT": str(256 * 1024 * 1024),
    "LIMIT_SYNC_DOCUMENTS": "100000",
    "LOG_LEVEL": "warning",
}


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


COMMITTED = protocol.committed(1)
ASK_COMMITTED = client_frame(COMMITTED)
ASK_ALL = client_frame(protocol.state(b"\x00"))
KEEP_ALIVE = 0x89


class Client(asyncio.Protocol):
    """A WebSocket that knows just enough: it must not be what is measured."""

    def __init__(self, server: RoomServer, who: Guest) -> None:
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self._hello = (
            f"GET /sync/{who.room}?token={who.token} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n\r\n"
        ).encode()
        self._buffer = b""
        self._open = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.synced: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.acknowledged: Callable[[], None] = lambda: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transport is one by its methods, not by its class.
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self._hello)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self._buffer, self._open = rest, True
            self.ready.set_result(None)
        while (frame := self._next()) is not None:
            if frame == COMMITTED:
                self.acknowledged()
            elif frame[:2] == b"\x00\x01" and not self.synced.done():
                self.synced.set_result(None)

    def _next(self) -> bytes | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1], 2
        if size == 126:
            size, start = int.from_bytes(buffer[2:4]), 4
        elif size == 127:
            size, start = int.from_bytes(buffer[2:10]), 10
        if len(buffer) < start + size:
            return None
        self._buffer = buffer[start + size :]
        return buffer[start : start + size]


async def join(server: RoomServer, who: Guest) -> Client:
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: Client(server, who), "127.0.0.1", server.port)
    await client.ready
    return client


def updates(count: int) -> list[bytes]:
    """The same document's life for every room: what it costs is the same."""
    doc: Doc[Array[str]] = Doc()
    queue = doc.get("queue", type=Array)
    made: list[bytes] = []
    subscription = doc.observe(lambda event: made.append(event.update))
    for number in range(count):
        queue.append(RECORD % (f"{number:036d}", COMMENT))
    doc.unobserve(subscription)
    return [client_frame(protocol.update(update)) + ASK_COMMITTED for update in made]


async def closed_loop(clients: list[Client], frames: list[bytes]) -> float:
    """Acknowledged a second."""
    count = 0

    def run(client: Client) -> None:
        following = iter(frames)

        def acknowledged() -> None:
            nonlocal count
            count += 1
            client.transport.write(next(following))

        client.acknowledged = acknowledged
        client.transport.write(next(following))

    for client in clients:
        run(client)
    await asyncio.sleep(WARM_UP_SECONDS)
    first, started = count, time.perf_counter()
    await asyncio.sleep(SECONDS)
    rate = (count - first) / (time.perf_counter() - started)
    for client in clients:
        client.acknowledged = lambda: None
    return rate


async def open_loop(clients: list[Client], frames: list[bytes]) -> list[float]:
    """Milliseconds to each acknowledgement."""
    took: list[float] = []
    sent: list[list[float]] = [[] for _ in clients]

    def run(at: int) -> None:
        clients[at].acknowledged = lambda: took.append((time.perf_counter() - sent[at].pop(0)) * 1000)

    for at in range(len(clients)):
        run(at)
    started = time.perf_counter()
    for number in range(PER_SECOND * SECONDS):
        due = started + number / PER_SECOND
        if (pause := due - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        at = number % len(clients)
        sent[at].append(time.perf_counter())
        clients[at].transport.write(frames[number // len(clients)])
    await until(lambda: len(took) == PER_SECOND * SECONDS)
    return took


def kib(server: RoomServer) -> float:
    """The memory of the process itself, in KiB."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def cpu_seconds(server: RoomServer) -> float:
    assert server.process is not None
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def crowd(server: RoomServer, guests: list[Guest]) -> list[Client]:
    parts = [guests[start : start + 100] for start in range(0, len(guests), 100)]
    return [client for part in parts for client in await _some(server, part)]


async def _some(server: RoomServer, guests: list[Guest]) -> list[Client]:
    return list(await asyncio.gather(*(join(server, who) for who in guests)))


async def storm(server: RoomServer, guests: list[Guest]) -> tuple[float, float]:
    """Seconds until everyone is synced, and the longest answer of /api/health meanwhile."""
    slowest = 0.0

    async def ask() -> None:
        nonlocal slowest
        async with httpx.AsyncClient(base_url=server.url, timeout=30) as web:
            while True:
                started = time.perf_counter()
                await web.get("/api/health")
                slowest = max(slowest, time.perf_counter() - started)
                await asyncio.sleep(0.05)

    asking = asyncio.create_task(ask())
    started = time.perf_counter()

    async def come(who: Guest) -> Client:
        client = await join(server, who)
        client.transport.write(ASK_ALL)
        await client.synced
        return client

    clients = await asyncio.gather(*(come(who) for who in guests))
    took = time.perf_counter() - started
    asking.cancel()
    for client in clients:
        client.transport.close()
    return took, slowest


async def people(url: str, count: int) -> list[Guest]:
    database = Database(url)
    found = [await guest(database, f"room-{number}") for number in range(count)]
    database.close()
    return found


async def main() -> None:
    frames = updates(UPDATES_A_ROOM)
    print(f"an update has {len(frames[100]) - len(ASK_COMMITTED) - 8} bytes", flush=True)
    with tempfile.TemporaryDirectory() as folder, running_rooms(Path(folder, "loop"), **SETTINGS) as server:
        guests = await people(server.database_url, ROOMS)
        clients = await _some(server, guests)
        before = cpu_seconds(server)
        rate = await closed_loop(clients, frames)
        busy = (cpu_seconds(server) - before) / (SECONDS + WARM_UP_SECONDS)
        print(f"acknowledged after the commit: {rate:,.0f} a second (server {busy:.0%} of a core)", flush=True)
        for client in clients:
            client.transport.close()
    with tempfile.TemporaryDirectory() as folder, running_rooms(Path(folder, "clock"), **SETTINGS) as server:
        guests = await people(server.database_url, ROOMS)
        took = await open_loop(await _some(server, guests), frames)
        hundredths = statistics.quantiles(took, n=100)
        print(f"at {PER_SECOND} a second: p50 {hundredths[49]:.1f} ms, p99 {hundredths[98]:.1f} ms", flush=True)
    with tempfile.TemporaryDirectory() as folder, running_rooms(Path(folder, "crowd"), **SETTINGS) as server:
        guests = await people(server.database_url, CROWD)
        warm = await _some(server, guests[:50])
        empty = kib(server)
        clients = await crowd(server, guests[50:])
        await asyncio.sleep(2)
        idle = (kib(server) - empty) / len(clients)
        for client in clients:
            client.transport.write(frames[0])
        await asyncio.sleep(3)
        written = (kib(server) - empty) / len(clients)
        print(f"memory for a connected room: {idle:.0f} KiB idle, {written:.0f} KiB after one update", flush=True)
        for client in [*warm, *clients]:
            client.transport.close()
        server.stop()
        server.start()
        seconds, slowest = await storm(server, guests)
        print(f"{CROWD} clients at once: synced in {seconds:.1f} s; /api/health at most {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    uvloop.run(main())
