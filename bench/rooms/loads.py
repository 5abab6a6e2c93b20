"""The loads: a closed loop, a clock, a crowd that sits and writes once, and a storm."""

import asyncio
import math
import statistics
import sys
import time
from dataclasses import dataclass

from pycrdt import Array, Doc

from bench.rooms.peers import Peer
from bench.rooms.wire import ASK_ALL, AUTHOR, Client, client_frame, join, join_all

ROOMS = 200
PER_SECOND = 1000
LATE_SECONDS = 15
RECORD = '{"id":"%s","orderId":"ORDER123","courierId":7,"rating":5,"comment":"%s","reasons":["friendly","on-time"]}'
COMMENT = "x" * 270


@dataclass(frozen=True)
class Rate:
    """A second's acknowledgements, and what each cost the server."""

    per_second: float
    cpu_microseconds: float


@dataclass(frozen=True)
class Delay:
    """Milliseconds to each acknowledgement, and how many never came."""

    milliseconds: list[float]
    missing: int

    def __str__(self) -> str:
        hundredths = statistics.quantiles(self.milliseconds, n=100) if len(self.milliseconds) > 1 else [math.nan] * 99
        late = f" ({self.missing:,} too late)" if self.missing else ""
        return f"{hundredths[49]:.1f} · {hundredths[98]:.1f}{late}"


def updates(count: int) -> list[bytes]:
    """The same document's life for every room: what it costs is the same. No queue: nothing is drained from it."""
    doc: Doc[Array[str]] = Doc(client_id=AUTHOR)
    notes = doc.get("notes", type=Array)
    made: list[bytes] = []
    subscription = doc.observe(lambda event: made.append(event.update))
    for number in range(count):
        notes.append(RECORD % (f"{number:036d}", COMMENT))
    doc.unobserve(subscription)
    return made


def leave(clients: list[Client]) -> None:
    """Everyone goes."""
    for client in clients:
        client.acknowledged = lambda: None
        client.transport.close()


async def closed_loop(peer: Peer, bodies: list[bytes], warm_up: float, seconds: float) -> Rate:
    """One client in each of the first rooms; it sends the next update when the one before is acknowledged."""
    clients = await join_all(peer.port, peer.language, peer.seats[:ROOMS])
    count = 0

    def run(client: Client) -> None:
        following = iter(bodies)

        def acknowledged() -> None:
            nonlocal count
            count += 1
            if (body := next(following, None)) is not None:
                client.send(body)

        client.acknowledged = acknowledged
        client.send(next(following))

    for client in clients:
        run(client)
    await asyncio.sleep(warm_up)
    first, worked, started = count, peer.cpu_seconds(), time.perf_counter()
    await asyncio.sleep(seconds)
    done, took = count - first, time.perf_counter() - started
    worked = peer.cpu_seconds() - worked
    leave(clients)
    return Rate(done / took, worked / max(done, 1) * 1e6)


async def clock(peer: Peer, bodies: list[bytes], seconds: float) -> Delay:
    """As many other rooms at a fixed rate, sent by the clock and not by the answers."""
    clients = await join_all(peer.port, peer.language, peer.seats[ROOMS : 2 * ROOMS])
    total = int(PER_SECOND * seconds)
    took: list[float] = []
    sent: list[list[float]] = [[] for _ in clients]

    def run(at: int) -> None:
        def acknowledged() -> None:
            # Hocuspocus may store two updates at once, and says it once for each.
            if sent[at]:
                took.append((time.perf_counter() - sent[at].pop(0)) * 1000)

        clients[at].acknowledged = acknowledged

    for at in range(len(clients)):
        run(at)
    started = time.perf_counter()
    for number in range(total):
        if (pause := started + number / PER_SECOND - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        at = number % len(clients)
        sent[at].append(time.perf_counter())
        clients[at].send(bodies[number // len(clients)])
    late = time.perf_counter() + LATE_SECONDS
    while len(took) < total and time.perf_counter() < late:
        await asyncio.sleep(0.05)
    leave(clients)
    return Delay(took, total - len(took))


async def crowd(peer: Peer, body: bytes) -> tuple[float, float]:
    """KiB for a connected room: idle, and after one update."""
    warm = await join_all(peer.port, peer.language, peer.seats[:50])
    await asyncio.sleep(1)
    empty = peer.kib()
    clients = await join_all(peer.port, peer.language, peer.seats[50:])
    await asyncio.sleep(2)
    idle = (peer.kib() - empty) / len(clients)
    for client in clients:
        client.send(body)
    await asyncio.sleep(3)
    written = (peer.kib() - empty) / len(clients)
    leave([*warm, *clients])
    return idle, written


async def storm(peer: Peer) -> tuple[float, float]:
    """Seconds until everyone is synced, and the longest answer of /api/health meanwhile."""
    asking = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.rooms.asker", str(peer.port)),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    # It has begun to ask when the storm comes.
    await asyncio.sleep(1)
    started = time.perf_counter()

    async def come(at: int) -> Client:
        client = await join(peer.port, peer.language, peer.seats[at])
        client.transport.write(client_frame(ASK_ALL))
        await client.synced
        return client

    clients = await asyncio.gather(*(come(at) for at in range(len(peer.seats))))
    took = time.perf_counter() - started
    said, _ = await asking.communicate(b"")
    leave(clients)
    return took, float(said)
