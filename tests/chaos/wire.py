"""A network that can be spoiled while connections are open: cut, slow, deaf, or one that doubles and shuffles frames.

It may speak TLS to whoever comes, with a certificate that can come to its end (certificates/: made for 127.0.0.1 and
for nothing else, by an authority whose key nobody has kept). A frame of sync may come late, twice or in another order;
a 102 may come late, but never before what it speaks of: its promise is about the order in which a connection brings
things.
"""

import asyncio
import random
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

CERTIFICATES = Path(__file__).with_name("certificates")
AUTHORITY = CERTIFICATES / "authority.pem"
CHUNK = 65_536
SHUFFLE_SECONDS = 0.05
COMMITTED = 102
BINARY = 0x82
Write = Callable[[bytes], Awaitable[None]]


class Wire:
    """Listens on a port of its own and passes on to another."""

    def __init__(self, port: int, seed: int, *, tls: bool = False) -> None:
        # Where it leads; another server may take over.
        self.upstream = port
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        self.certify("good")
        self._chance = random.Random(seed)
        self._writers: set[asyncio.StreamWriter] = set()
        self.is_cut = False
        # What the server says is lost, while everything stays open.
        self.is_deaf = False
        # What is said to the server is lost.
        self.is_mute = False
        # Called once, when the next 102 of the server's passes, before it is passed on.
        self.on_committed: Callable[[], object] | None = None
        self.delay = 0.0
        self.mischief = False
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()

    @property
    def url(self) -> str:
        return f"{'http' if self._tls is None else 'https'}://127.0.0.1:{self.port}"

    def certify(self, name: str) -> None:
        """Show this certificate to whoever comes from now on: good or expired."""
        if self._tls is not None:
            self._tls.load_cert_chain(CERTIFICATES / f"{name}.pem", CERTIFICATES / "key.pem")

    def cut(self) -> None:
        """End what is open."""
        self._loop.call_soon_threadsafe(self._cut)

    def close(self) -> None:
        """End it all."""
        self.is_cut = True
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    def _cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _open(self) -> None:
        self._door = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._door.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        there: asyncio.StreamWriter | None = None
        try:
            if self.is_cut:
                return
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                back, there = await asyncio.open_connection("127.0.0.1", self.upstream)
                self._writers.add(there)
                head = await reader.readuntil(b"\r\n\r\n")
                there.write(head)
                is_socket = b"\r\nupgrade: websocket" in head.lower()
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._pump(reader, there, is_socket, from_server=False))
                    both.create_task(self._pump(back, writer, is_socket, from_server=True))
        except* OSError:
            pass
        finally:
            for each in (writer, there):
                if each is not None:
                    each.transport.abort()
                    self._writers.discard(each)

    async def _pump(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, is_socket: bool, *, from_server: bool
    ) -> None:
        frames = Frames(self._chance, target, self._committed if from_server else None) if is_socket else None
        if frames is not None and from_server:
            # What stands before the frames: the answer to the handshake.
            with suppress(asyncio.IncompleteReadError):
                target.write(await source.readuntil(b"\r\n\r\n"))
        while chunk := await source.read(CHUNK):
            if self.delay:
                await asyncio.sleep(self.delay * self._chance.random())
            if self.is_deaf if from_server else self.is_mute:
                continue
            if frames is None:
                target.write(chunk)
            else:
                frames.take(chunk, self.mischief)
            await target.drain()
        # One side has ended: end the other.
        raise ConnectionResetError

    def _committed(self) -> None:
        call, self.on_committed = self.on_committed, None
        if call is not None:
            call()


class Frames:
    """One direction of one WebSocket."""

    def __init__(
        self, chance: random.Random, target: asyncio.StreamWriter, committed: Callable[[], None] | None
    ) -> None:
        self._chance = chance
        self._target = target
        self._committed = committed
        self._rest = b""
        self._held: list[bytes] = []
        self._timer: asyncio.TimerHandle | None = None

    def take(self, data: bytes, mischief: bool) -> None:
        """Pass frames on, or hold them for a moment."""
        self._rest += data
        while (end := _end_of(self._rest)) is not None:
            frame, self._rest = self._rest[:end], self._rest[end:]
            if self._committed is not None and frame[0] == BINARY and _first_byte(frame) == COMMITTED:
                self._committed()
            if mischief and frame[0] == BINARY:
                self._held.append(frame)
                if self._timer is None:
                    self._timer = asyncio.get_running_loop().call_later(SHUFFLE_SECONDS, self._let_go)
            else:
                self._let_go()
                self._target.write(frame)

    def _let_go(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        last = [frame for frame in self._held if _first_byte(frame) == COMMITTED]
        others = [frame for frame in self._held if _first_byte(frame) != COMMITTED]
        others += [frame for frame in others if self._chance.random() < 0.2]
        self._chance.shuffle(others)
        for frame in (*others, *last):
            self._target.write(frame)
        self._held = []


def _size_of(data: bytes) -> tuple[int, int] | None:
    """Where the body begins, mask included, and how long it is."""
    if len(data) < 2:
        return None
    size, start = data[1] & 0x7F, 2
    if size == 126:
        if len(data) < 4:
            return None
        size, start = int.from_bytes(data[2:4]), 4
    elif size == 127:
        if len(data) < 10:
            return None
        size, start = int.from_bytes(data[2:10]), 10
    return start + (4 if data[1] & 0x80 else 0), size


def _end_of(data: bytes) -> int | None:
    found = _size_of(data)
    return None if found is None or len(data) < sum(found) else sum(found)


def _first_byte(frame: bytes) -> int:
    found = _size_of(frame)
    assert found is not None
    start, size = found
    if size == 0:
        return -1
    return frame[start] ^ frame[start - 4] if frame[1] & 0x80 else frame[start]
