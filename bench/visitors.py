"""What a visitor of a public page costs the server: connections, and memory while they are there and after.

Starts the real program. First one visitor after another in Chromium, each with an empty profile: which sockets the
rating page opens, how many TCP connections the server holds while the page stands open and nothing waits, and how long
the one sync socket stays after an answer is in the database. Then many visitors at once who load all that the page
consists of, and as many whose phones are connected because something waits; memory is what the server's process has
more of (RSS), divided by their number. These are clients that know just enough, for browsers would fill the machine.

    .venv/bin/python -m bench.visitors            (QUICK=1: 60 visitors instead of 600)
"""

import asyncio
import gc
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx
from playwright.sync_api import Browser, WebSocket, sync_playwright

from bench.report import table, write_section
from bench.rooms.wire import Language, Seat, join_all
from tests.support.chromium import PHONE, launch
from tests.support.process import resident
from tests.support.server import Server, running_server

QUICK = bool(os.environ.get("QUICK"))
VISITORS = 60 if QUICK else 600
WARM_UP = 60
AT_ONCE = 20
BROWSERS = 2 if QUICK else 5
# Servers close a connection that nobody uses; browsers keep theirs for longer.
QUIET_SECONDS = 8
PATIENCE_SECONDS = 120
PLENTY = "1000000/minute"
ESTABLISHED = "01"
PART = re.compile(r'(?:src|href)="(/[^"]+\.(?:js|css|woff2|svg|webmanifest))"')


class Visit(NamedTuple):
    """What one browser did."""

    idle_sockets: int
    idle_connections: int
    reflex_sockets: int
    sync_sockets: int
    stayed_seconds: float


def connections(port: int) -> int:
    """How many TCP connections to this port are established."""
    wanted = f":{port:04X}"
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]]
    return sum(1 for line in lines if line[1].endswith(wanted) and line[3] == ESTABLISHED)


def visit(browser: Browser, server: Server) -> Visit:
    """Open the rating page, let it stand, rate, and wait until nothing is connected any more."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    opened: list[WebSocket] = []
    page.on("websocket", lambda socket: opened.append(socket))  # Playwright marks its handlers.
    page.goto(f"{server.url}/rate/A-{time.monotonic_ns()}?courier=7", wait_until="networkidle")
    page.wait_for_timeout(QUIET_SECONDS * 1000)
    idle_sockets, idle_connections = len(opened), connections(server.port)
    page.get_by_role("radio", name="5, Very good").check(force=True)
    page.get_by_role("button", name="Send").click()
    page.get_by_text("It counts. Thank you.").wait_for()
    started = time.monotonic()
    while not all(each.is_closed() for each in opened) and time.monotonic() - started < PATIENCE_SECONDS:
        page.wait_for_timeout(100)
    stayed = time.monotonic() - started
    paths = [urlsplit(each.url).path for each in opened]
    context.close()
    reflex = sum(path.startswith("/_event") for path in paths)
    return Visit(idle_sockets, idle_connections, reflex, sum(path.startswith("/sync/") for path in paths), stayed)


async def load(server: Server, clients: Iterable[httpx.AsyncClient]) -> None:
    """Each of them gets the page and everything that it names."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(client: httpx.AsyncClient) -> None:
        async with turn:
            page = await client.get(f"{server.url}/rate")
            for part in sorted(set(PART.findall(page.text))):
                (await client.get(urljoin(server.url, part))).raise_for_status()

    await asyncio.gather(*(one(client) for client in clients))


async def devices(server: Server, count: int) -> list[Seat]:
    """As many new phones."""
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as web:
        told = [(await web.post("/api/devices", json={})).raise_for_status().json() for _ in range(count)]
    return [Seat(each["room"], each["token"]) for each in told]


async def memory(server: Server) -> dict[str, float]:
    """KiB for each visitor: with the page just loaded, after they have left, and connected."""
    assert server.process is not None
    pid = server.process.pid

    def kib() -> float:
        return resident(pid) / 1024

    one_each = httpx.Limits(max_connections=1, max_keepalive_connections=1)

    def clients(count: int) -> list[httpx.AsyncClient]:
        return [httpx.AsyncClient(limits=one_each, timeout=60) for _ in range(count)]

    async def leave(those: list[httpx.AsyncClient]) -> None:
        for each in those:
            await each.aclose()
        await settled(lambda: connections(server.port) == 0)

    warm = clients(WARM_UP)
    await load(server, warm)
    await leave(warm)
    empty = kib()
    visitors = clients(VISITORS)
    await load(server, visitors)
    here = (kib() - empty) / VISITORS
    await leave(visitors)
    gone = (kib() - empty) / VISITORS
    seats = await devices(server, WARM_UP + VISITORS)
    first = await join_all(server.port, Language(), seats[:WARM_UP])
    before = kib()
    connected = await join_all(server.port, Language(), seats[WARM_UP:])
    await asyncio.sleep(2)
    waiting = (kib() - before) / VISITORS
    for client in [*first, *connected]:
        client.transport.close()
    return {"here": here, "gone": gone, "waiting": waiting}


async def settled(condition: Callable[[], bool]) -> None:
    """Wait until that is so."""
    gc.collect()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(0.1)


def main() -> int:
    """Measure, and write the section."""
    limits = dict.fromkeys(("LIMIT_DEVICES", "LIMIT_PUBLIC"), PLENTY)
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder), **limits) as server:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            visits = [visit(browser, server) for _ in range(BROWSERS)]
            browser.close()
        kib = asyncio.run(memory(server))
    stayed = statistics.median(each.stayed_seconds for each in visits)

    def most(values: Iterable[int]) -> str:
        return str(max(values))

    rows = [
        ("sockets while the page stands open and nothing waits", most(each.idle_sockets for each in visits), "0"),
        ("TCP connections then", most(each.idle_connections for each in visits), ""),
        ("Reflex sockets, from the first picture to the receipt", most(each.reflex_sockets for each in visits), "0"),
        ("sync sockets, from the first picture to the receipt", most(each.sync_sockets for each in visits), "1"),
        ("seconds that one stays when nothing waits any more (median)", f"{stayed:.1f}", ""),
        ("server memory for a visitor with the page just loaded, KiB", f"{kib['here']:.1f}", ""),
        ("the same after they have left, KiB", f"{kib['gone']:.1f}", ""),
        ("server memory for a visitor whose phone is connected, KiB", f"{kib['waiting']:.1f}", ""),
    ]
    text = (
        f"The most of {BROWSERS} visits in Chromium; memory over {VISITORS} visitors at once, each with a connection "
        "of their own, and as many phones connected because something waits. Memory is the RSS of the one process.\n\n"
    )
    text += table(("figure", "measured", "to reach"), rows)
    print(text)
    write_section("A visitor", "bench.visitors", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
