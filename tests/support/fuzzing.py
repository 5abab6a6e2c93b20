"""What strangers send: real frames and real bodies, and what can be made of them; the same for the same seed.

`make fuzz` sends them for minutes (SEED=, MINUTES=); tests/integration/sync/test_fuzz.py for seconds.
"""

import asyncio
import json
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
from pycrdt import Array, Doc, Map
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.store.engine import Database
from app.sync import protocol
from app.sync.protocol import ClientState, Committed, number
from tests.support.entries import record
from tests.support.process import resident
from tests.support.rooms import Author, Guest, Raw, RoomServer, guest, items, raw, running_rooms

LIMITS = {
    "LIMIT_SYNC_FRAME": "65536",
    "LIMIT_SYNC_DOCUMENT": "200000",
    "LIMIT_SYNC_UPDATES": "1000/second",
    "LIMIT_SYNC_BYTES": "1000000000/minute",
    "SYNC_GRACE_SECONDS": "0.3",
}
EXPECTED = frozenset({200, 401, 409, 413, 422, 429, 503})
# After so many rounds the strangers begin in another room, for theirs may be full.
FRESH = 20
# By then everything that is made once has been made.
WARM = 30
GROWTH = 16 * 2**20
# A neighbour waits that long at most for what is committed in milliseconds, also on a busy machine.
PATIENCE_SECONDS = 10
ROOT = number(1) + protocol.prefixed(b"queue")
LARGE = (2**7, 2**16, 2**31 - 1, 2**32 - 1, 2**53 - 1, 2**63)


def _update_of(contents: bytes, kind: int = 8, count: int = 1) -> bytes:
    return number(1) + number(count) + number(5) + number(0) + bytes((kind,)) + ROOT + contents + number(0)


# Updates of which each has something wrong that a library may stumble over.
HOSTILE = (
    *(_update_of(number(1) + bytes((117, 1)) * depth + bytes((126,))) for depth in (5, 999, 3000, 31_000)),
    *(_update_of(number(size), kind) for kind in (1, 2, 3, 4, 8) for size in LARGE),
    *(_update_of(number(1) + bytes((tag,)) + number(size)) for tag in (116, 117, 118, 119) for size in LARGE),
    *(number(size) for size in LARGE),
    *(number(1) + number(size) + number(5) + number(0) for size in LARGE),
    *(number(0) + number(1) + number(5) + number(size) for size in LARGE),
    *(number(0) + number(1) + number(5) + number(1) + number(0) + number(size) for size in LARGE),
    _update_of(b"\x63", 7),
    _update_of(protocol.prefixed(b"k") + protocol.prefixed(b"{"), 6),
    # Stands behind itself.
    number(1) + number(1) + number(5) + number(0) + b"\x88" + number(5) + number(0) + number(1) + b"\x7e" + number(0),
)


class Stranger:
    """Makes frames and bodies."""

    def __init__(self, seed: int, largest: int) -> None:
        self._chance = random.Random(seed)
        self._largest = largest
        self._doc: Doc[Any] = Doc()
        self._updates: list[bytes] = []
        self._doc.observe(lambda event: self._updates.append(event.update))
        self._before: list[bytes] = []

    def frames(self) -> list[bytes]:
        """What is sent on one connection; one in eight makes no mistake."""
        if self._chance.random() < 1 / 8:
            return [self._right() for _ in range(self._chance.randint(1, 4))]
        return [self.frame() for _ in range(self._chance.randint(1, 12))]

    def frame(self) -> bytes:
        """One frame, more often wrong than right."""
        frame = self._chance.choice((self._right, self._hostile, self._random, self._again))()
        for _ in range(self._chance.choice((0, 0, 1, 1, 3))):
            frame = self._changed(frame)
        self._before.append(frame)
        del self._before[:-50]
        return frame

    def body(self) -> bytes:
        """The body of an HTTP exchange."""
        chance = self._chance
        update = chance.choice((self._update(), chance.choice(HOSTILE), b""))
        body = protocol.exchange(chance.choice((b"", self._doc.get_state(), chance.randbytes(5))), update)
        return body if chance.random() < 0.4 else self._changed(body)

    def _right(self) -> bytes:
        chance = self._chance
        said = ClientState(chance.randrange(2**32), chance.randrange(9), json.dumps({"name": "x"}).encode())
        makers: tuple[Callable[[], bytes], ...] = (
            lambda: protocol.state(self._doc.get_state()),
            lambda: protocol.missing(self._doc.get_update()),
            lambda: protocol.update(self._update()),
            lambda: protocol.awareness([said] * chance.choice((0, 1, 3, 20))),
            lambda: b"\x02\x00" + protocol.prefixed(b"denied"),
            lambda: b"\x03",
            lambda: protocol.committed(chance.choice((0, 1, *LARGE[:4]))),
        )
        return chance.choice(makers)()

    def _update(self) -> bytes:
        queue: Array[Any] = self._doc.get("queue", type=Array)
        if len(queue) and self._chance.random() < 0.3:
            del queue[self._chance.randrange(len(queue))]
        else:
            queue.append(self._chance.choice((record(), "no record", {"id": 7}, [[]], None, Map({"id": "x"}))))
        return self._updates[-1]

    def _hostile(self) -> bytes:
        return self._chance.choice((protocol.update, protocol.missing))(self._chance.choice(HOSTILE))

    def _random(self) -> bytes:
        size = self._chance.choice((0, 1, 2, 9, 200, self._largest, self._largest + 1))
        return bytes((self._chance.choice((0, 1, 2, 3, 102, 255)),)) + self._chance.randbytes(size)

    def _again(self) -> bytes:
        return self._chance.choice(self._before) if self._before else b""

    def _changed(self, frame: bytes) -> bytes:
        chance, at = self._chance, self._chance.randint(0, len(frame))
        return chance.choice(
            (
                frame[:at],
                frame[at:],
                frame + chance.randbytes(3),
                frame[:at] + chance.randbytes(1) + frame[at + 1 :],
                frame[:at] + number(chance.choice(LARGE)) + frame[at:],
                frame + frame,
                frame[:at] + self._again()[:100] + frame[at:],
            )
        )


class Fuzz:
    """Strangers at a server, in rooms of their own, while a neighbour works beside them."""

    def __init__(self, server: RoomServer, database: Database, seed: int) -> None:
        self._server = server
        self._database = database
        self._chance = random.Random(seed)
        self._makes = Stranger(seed, int(server.settings["LIMIT_SYNC_FRAME"]))
        self._said = 0
        self.slowest = 0.0
        self.grown = 0
        self.codes: Counter[int] = Counter()
        self.statuses: Counter[int] = Counter()

    async def run(self, goes_on: Callable[[int], bool]) -> None:
        """Round after round; afterwards the neighbour has what they wrote and nothing else."""
        assert self._server.process is not None
        process = self._server.process.pid
        neighbour, author = await guest(self._database, f"neighbour-{self._chance.random()}"), Author()
        memory = 0
        async with raw(self._server, neighbour) as quiet, httpx.AsyncClient(base_url=self._server.url) as web:
            rounds = 0
            while goes_on(rounds):
                if rounds % FRESH == 0:
                    who = await guest(self._database, f"stranger-{self._chance.random()}")
                if rounds == WARM:
                    memory = resident(process)
                await asyncio.gather(self._by_socket(who), self._by_http(web, who), self._by_line(who))
                await self._neighbour(quiet, author.frame(str(rounds)))
                rounds += 1
            assert items(await quiet.whole()) == [str(each) for each in range(rounds)]
        assert self._server.process.poll() is None, self._server.said()[-2000:]
        self.grown = resident(process) - memory
        assert self.grown < GROWTH, f"{memory >> 20} MiB became {resident(process) >> 20}"
        said = self._server.said()
        assert "Traceback" not in said, said[max(0, said.find("Traceback") - 500) :][:6000]

    async def _neighbour(self, quiet: Raw, frame: bytes) -> None:
        began = time.monotonic()
        await quiet.send(frame)
        await quiet.send(protocol.committed(self._said))
        # Nothing of the strangers' is heard here.
        assert await quiet.next() == Committed(self._said)
        self._said += 1
        self.slowest = max(self.slowest, time.monotonic() - began)
        assert self.slowest < PATIENCE_SECONDS, f"the neighbour waited {self.slowest:.1f} s"

    async def _by_socket(self, who: Guest) -> None:
        with suppress(ConnectionClosed, InvalidStatus):
            async with raw(self._server, who, greet=False) as client:
                try:
                    for frame in self._makes.frames():
                        await client.send(frame if self._chance.random() > 0.02 else frame.hex())  # type: ignore[arg-type]
                    await client.committed()
                finally:
                    self.codes[client.socket.close_code or 0] += 1

    async def _by_http(self, web: httpx.AsyncClient, who: Guest) -> None:
        headers = {"Authorization": f"Bearer {who.token}", "Content-Type": "application/octet-stream"}
        answer = await web.post(f"/api/sync/{who.room}", content=self._makes.body(), headers=headers)
        self.statuses[answer.status_code] += 1
        assert answer.status_code in EXPECTED, (answer.status_code, answer.text)

    async def _by_line(self, who: Guest) -> None:
        """Below WebSocket: half a handshake, or frames that break its rules."""
        _, writer = await asyncio.open_connection("127.0.0.1", self._server.port)
        head = (
            f"GET /sync/{who.room}?token={who.token} HTTP/1.1\r\nHost: x\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        ).encode()
        chance = self._chance
        if chance.random() < 0.3:
            head = head[: chance.randrange(len(head))] + chance.randbytes(chance.randrange(40))
        writer.write(head)
        for _ in range(chance.randint(0, 5)):
            body, mask = self._makes.frame()[:100], chance.choice((0, 0x80, 0x80, 0x80))
            first = chance.choice((0x82, 0x82, 0x02, 0x00, 0x80, 0x81, 0x88, 0x89, 0x8A, 0x0A, 0xC2, 0x83))
            wire = bytes((first, len(body) | mask)) + (bytes(4) if mask else b"") + body
            writer.write(wire if chance.random() < 0.5 else wire[: chance.randrange(len(wire) + 1)])
        with suppress(OSError):
            await writer.drain()
            writer.close()
            await writer.wait_closed()


async def fuzzed(folder: Path, seed: int, goes_on: Callable[[int], bool]) -> Fuzz:
    """A server of its own and a run against it."""
    with running_rooms(folder, **LIMITS) as server:
        database = Database(server.database_url)
        try:
            fuzz = Fuzz(server, database, seed)
            await fuzz.run(goes_on)
        finally:
            database.close()
        return fuzz


def main() -> None:
    seed, minutes = int(os.environ.get("SEED", random.randrange(10**6))), float(os.environ.get("MINUTES", 5))
    print(f"make fuzz SEED={seed} MINUTES={minutes:g}", flush=True)
    until = time.monotonic() + 60 * minutes
    rounds = 0

    def goes_on(at: int) -> bool:
        nonlocal rounds
        rounds = at
        return time.monotonic() < until

    with tempfile.TemporaryDirectory() as folder:
        fuzz = asyncio.run(fuzzed(Path(folder), seed, goes_on))
    print(
        f"{rounds} rounds; closed: {dict(fuzz.codes)}; HTTP: {dict(fuzz.statuses)}; slowest: {fuzz.slowest:.2f} s; "
        f"memory grew by {fuzz.grown / 2**20:.1f} MiB"
    )


if __name__ == "__main__":
    main()
