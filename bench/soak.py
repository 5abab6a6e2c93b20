"""Half an hour of mixed load at half of what the server can do: does it hold its memory, its files and its pace?

First, for some seconds, phones bring records as fast as they are confirmed, until all are rows: that is the capacity.
Then, for MINUTES (30), half as many a second, most over WebSocket, some over HTTP, while others open pages. Every few
seconds the server's memory and open files are noted, and how long the slowest hundredth waited for "received". The
figure goes into figures/soak.svg, the summary into RESULTS.md.

    .venv/bin/python -m bench.soak
"""

import asyncio
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from pycrdt import Array, Doc
from websockets.asyncio.client import ClientConnection, connect

from app.store.engine import Database
from app.sync import protocol
from app.sync.protocol import Committed, Update
from bench.figures import MARGIN, WIDTH, framed
from bench.report import folder, table, write_section
from tests.support.build import built_pages
from tests.support.entries import record
from tests.support.process import descriptors, resident
from tests.support.rooms import Guest, guest
from tests.support.server import Server, running_server

PHONES = 60
CAPACITY_SECONDS = 15
SAMPLES = 120
HTTP_SHARE = 10
TRIES = 3
PICTURE = "soak.svg"
HEIGHT = 150
MIB = 2**20
# What has to hold between the middle of the run and its end.
MOST_GROWTH = 0.1
MOST_SLOWER = 2.0


class Sample(NamedTuple):
    """One look at the server."""

    at: float
    mebibytes: float
    files: int
    p99: float
    sent: int


class Phone:
    """A phone that takes in what it is sent, so that its document stays small."""

    def __init__(self, who: Guest, waits: list[float]) -> None:
        self.who = who
        self.doc: Doc[Any] = Doc()
        self.queue = self.doc.get("queue", type=Array)
        self._waits = waits
        self._open: dict[int, tuple[float, asyncio.Future[None]]] = {}
        self._numbers = itertools.count()
        self._socket: ClientConnection | None = None

    async def run(self, server: str) -> None:
        """Stay connected."""
        async with connect(f"{server}/{self.who.room}?token={self.who.token}", max_size=None) as self._socket:
            await self._socket.send(protocol.state(self.doc.get_state()))
            async for frame in self._socket:
                assert isinstance(frame, bytes)
                message = protocol.decode(frame)
                if isinstance(message, Update):
                    self.doc.apply_update(message.body)
                elif isinstance(message, Committed):
                    asked, answered = self._open.pop(message.number)
                    self._waits.append(time.perf_counter() - asked)
                    answered.set_result(None)

    def _added(self) -> bytes:
        before = self.doc.get_state()
        self.queue.append(record(orderId=self.who.room, comment="Left with the neighbour, thank you"))
        return self.doc.get_update(before)

    async def bring(self) -> None:
        """One record; done when it is received."""
        assert self._socket is not None
        number = next(self._numbers)
        answered = asyncio.get_running_loop().create_future()
        self._open[number] = time.perf_counter(), answered
        await self._socket.send(protocol.update(self._added()))
        await self._socket.send(protocol.committed(number))
        await answered

    async def bring_over_http(self, web: httpx.AsyncClient) -> None:
        """The same without the socket."""
        body = protocol.exchange(self.doc.get_state(), self._added())
        headers = {"Authorization": f"Bearer {self.who.token}", "Content-Type": "application/octet-stream"}
        began = time.perf_counter()
        # What is lost on the way is brought again: all later changes build on it.
        for left in reversed(range(TRIES)):
            try:
                answer = await web.post(f"/api/sync/{self.who.room}", content=body, headers=headers)
                break
            except httpx.TransportError:
                if not left:
                    raise
        answer.raise_for_status()
        self._waits.append(time.perf_counter() - began)


async def capacity(phones: Sequence[Phone]) -> float:
    """Records a second, from the phones to rows, when each brings the next as soon as the one before is received."""
    began = time.perf_counter()
    until = began + CAPACITY_SECONDS

    async def bring_all(phone: Phone) -> int:
        count = 0
        while time.perf_counter() < until:
            await phone.bring()
            count += 1
        return count

    brought = sum(await asyncio.gather(*map(bring_all, phones)))
    # What was only received would come on top of what is brought next.
    while any(len(phone.queue) for phone in phones):
        await asyncio.sleep(0.05)
    return brought / (time.perf_counter() - began)


async def steady(phones: Sequence[Phone], web: httpx.AsyncClient, rate: float, until: float) -> None:
    """So many records a second, whether or not the ones before are received."""
    loop = asyncio.get_running_loop()
    running: set[asyncio.Task[None]] = set()
    due = loop.time()
    for number in itertools.count():
        due += 1 / rate
        if time.perf_counter() > until:
            break
        await asyncio.sleep(max(0.0, due - loop.time()))
        phone = phones[number % len(phones)]
        task = loop.create_task(phone.bring_over_http(web) if number % HTTP_SHARE == 0 else phone.bring())
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)


async def look_around(web: httpx.AsyncClient, until: float) -> None:
    """Somebody opens pages, somebody watches."""
    while time.perf_counter() < until:
        for path in ("/rate", "/api/ready", "/metrics", "/"):
            (await web.get(path)).raise_for_status()
        await asyncio.sleep(1)


async def observe(pid: int, waits: list[float], began: float, until: float) -> list[Sample]:
    samples: list[Sample] = []
    pause = (until - began) / SAMPLES
    while time.perf_counter() < until:
        await asyncio.sleep(pause)
        seen, waits[:] = waits[:], []
        p99 = statistics.quantiles(seen, n=100)[-1] * 1000 if len(seen) > 1 else 0.0
        at = time.perf_counter() - began
        samples.append(Sample(at, resident(pid) / MIB, descriptors(pid), p99, len(seen)))
    return samples


async def soaked(server: Server, minutes: float) -> tuple[float, list[Sample]]:
    database = Database(server.database_url)
    waits: list[float] = []
    phones = [Phone(await guest(database, f"phone-{at}"), waits) for at in range(PHONES)]
    database.close()
    assert server.process is not None
    pid = server.process.pid
    limits = httpx.Limits(max_connections=20)
    async with httpx.AsyncClient(base_url=server.url, timeout=30, limits=limits) as web, asyncio.TaskGroup() as group:
        talking = [group.create_task(phone.run(server.url.replace("http", "ws") + "/sync")) for phone in phones]
        # Connected when each has had an answer.
        await asyncio.sleep(0)
        while any(phone._socket is None for phone in phones):  # noqa: SLF001
            await asyncio.sleep(0.05)
        most = await capacity(phones)
        waits.clear()
        began = time.perf_counter()
        until = began + 60 * minutes
        _, _, samples = await asyncio.gather(
            steady(phones, web, most / 2, until), look_around(web, until), observe(pid, waits, began, until)
        )
        for task in talking:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*talking)
    return most, samples


def verdict(samples: Sequence[Sample]) -> list[str]:
    """What didn't hold; nothing, if all did."""
    third = len(samples) // 3
    middle, last = samples[third : 2 * third], samples[2 * third :]

    def mean(some: Sequence[Sample], name: str) -> float:
        return statistics.mean(float(getattr(each, name)) for each in some)

    wrong = []
    if mean(last, "mebibytes") > mean(middle, "mebibytes") * (1 + MOST_GROWTH):
        wrong.append("memory grows")
    if mean(last, "files") > mean(middle, "files") + 5:
        wrong.append("open files grow")
    if statistics.median(each.p99 for each in last) > MOST_SLOWER * statistics.median(each.p99 for each in middle):
        wrong.append("it gets slower")
    return wrong


def picture(samples: Sequence[Sample]) -> str:
    """Three curves over the same time."""
    parts, told = [], []
    end = samples[-1].at
    left, right = 64, WIDTH - MARGIN - 8
    curves = (("memory, MiB", "mebibytes"), ("open files", "files"), ("received, p99 in ms", "p99"))
    for row, (title, name) in enumerate(curves):
        values = [float(getattr(each, name)) for each in samples]
        top, most = row * HEIGHT + 8, max(values) * 1.1 or 1.0
        floor = top + HEIGHT - 30
        points = " ".join(
            f"{left + each.at / end * (right - left):.1f},{floor - value / most * (HEIGHT - 62):.1f}"
            for each, value in zip(samples, values, strict=True)
        )
        told.append(f"{title}: {values[0]:.0f} at first, {max(values):.0f} at most, {values[-1]:.0f} at the end")
        parts += [
            f'<text class="ink strong" x="{left}" y="{top + 18}">{title}</text>',
            f'<line class="line" x1="{left}" x2="{right}" y1="{floor}" y2="{floor}"/>',
            f'<text class="quiet" x="{left - 8}" y="{floor + 5}" text-anchor="end">0</text>',
            f'<text class="quiet" x="{left - 8}" y="{top + 37}" text-anchor="end">{most:.0f}</text>',
            f'<text class="quiet" x="{right}" y="{floor + 18}" text-anchor="end">{end / 60:.0f} min</text>',
            f'<polyline class="curve" points="{points}" stroke-width="2"/>',
            f'<text class="ink" x="{right}" y="{top + 18}" text-anchor="end">{values[-1]:.0f}</text>',
        ]
    return framed("A server under half of what it can do", "; ".join(told), 3 * HEIGHT + 16, parts)


def summary(most: float, minutes: float, samples: Sequence[Sample], wrong: Sequence[str]) -> str:
    third = len(samples) // 3
    rows = []
    for name, some in (
        ("first", samples[:third]),
        ("middle", samples[third : 2 * third]),
        ("last", samples[2 * third :]),
    ):
        memory = statistics.mean(each.mebibytes for each in some)
        p99 = statistics.median(each.p99 for each in some)
        files = statistics.mean(each.files for each in some)
        rows.append([name, f"{memory:.0f}", f"{files:.0f}", f"{p99:.1f}", f"{sum(each.sent for each in some)}"])
    head = ["third", "memory, MiB", "open files", "p99 until received, ms", "records"]
    told = "All held." if not wrong else f"It did not hold: {', '.join(wrong)}."
    return (
        f"{minutes:g} minutes, {PHONES} phones, {most / 2:.0f} records a second: half of the {most:.0f} that server "
        f"and phones managed together on this machine, until they were rows. {told}\n\n"
        f"![Memory, open files, p99](figures/{PICTURE})\n\n{table(head, rows)}"
    )


def main() -> int:
    minutes = float(os.environ.get("MINUTES") or 30)
    plenty = dict.fromkeys(("LIMIT_PUBLIC", "LIMIT_DEVICES"), "100000/minute")
    plenty |= {"LIMIT_SYNC_UPDATES": "100000/second", "LOG_LEVEL": "warning"}
    built_pages()
    with tempfile.TemporaryDirectory() as data, running_server(Path(data), **plenty) as server:
        most, samples = asyncio.run(soaked(server, minutes))
    wrong = verdict(samples)
    figures = folder().figures
    figures.mkdir(parents=True, exist_ok=True)
    (figures / PICTURE).write_text(picture(samples))
    text = summary(most, minutes, samples, wrong)
    write_section("Soak", "bench.soak", text)
    print(text)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
