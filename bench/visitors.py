"""What a visitor of a public page costs the server: connections, and memory while they are there and after.

Starts the real program. First some visitors in Chromium, each with an empty profile: which sockets the rating page
opens, how many TCP connections the server holds while the page stands open and nothing waits, and how long
the one sync socket stays after an answer is in the database. Then many visitors at once who load all that the page
consists of, and as many whose phones are connected because something waits; memory is what the server's process has
more of (RSS), divided by their number. These are clients that know just enough, for browsers would fill the machine.

    .venv/bin/python -m bench.visitors            (QUICK=1: 30 visitors instead of 600)
"""

import asyncio
import gc
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from bench.report import QUICK, table, write_section
from bench.rooms.wire import Language, Seat, join_all
from tests.support.chromium import PHONE, launch
from tests.support.process import resident
from tests.support.server import Server, running_server

VISITORS = 30 if QUICK else 600
WARM_UP = 60
AT_ONCE = 20
BROWSERS = 1 if QUICK else 4
# Servers close a connection that nobody uses; browsers keep theirs for longer.
QUIET_SECONDS = 8
PATIENCE_SECONDS = 60
PLENTY = "1000000/minute"
ESTABLISHED = "01"
PART = re.compile(r'(?:src|href)="(/[^"]+\.(?:js|css|woff2|svg|webmanifest))"')


class Visit(NamedTuple):
    """What one browser did."""

    idle_sockets: int
    reflex_sockets: int
    sync_sockets: int
    stayed_seconds: float


def connections(port: int) -> int:
    """How many TCP connections to this port are established."""
    wanted = f":{port:04X}"
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]]
    return sum(1 for line in lines if line[1].endswith(wanted) and line[3] == ESTABLISHED)


def visits(browser: Browser, server: Server) -> tuple[list[Visit], float]:
    """Several at once open the rating page, let it stand, rate, and wait until nothing is connected any more.

    Also how many connections the server holds for each while their pages stand there.
    """
    opened: dict[Page, list[WebSocket]] = {}
    for at in range(BROWSERS):
        page = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
        opened[page] = []
        page.on("websocket", partial(_note, opened[page]))
        page.goto(f"{server.url}/rate/VISIT-{at}?courier=7")
        page.locator("main form").wait_for()
    next(iter(opened)).wait_for_timeout(QUIET_SECONDS * 1000)
    idle = {page: len(sockets) for page, sockets in opened.items()}
    held = connections(server.port) / BROWSERS
    ended: dict[Page, float] = {}
    for page in opened:
        page.get_by_role("radio", name="5, Very good").check(force=True)
        page.get_by_role("button", name="Send").click()
    for page in opened:
        page.get_by_text("It counts. Thank you.").wait_for()
        ended[page] = time.monotonic()
    stayed: dict[Page, float] = {}
    while len(stayed) < len(opened) and time.monotonic() - max(ended.values()) < PATIENCE_SECONDS:
        next(iter(opened)).wait_for_timeout(100)
        for page, sockets in opened.items():
            if all(each.is_closed() for each in sockets):
                stayed.setdefault(page, time.monotonic() - ended[page])
    made = []
    for page, sockets in opened.items():
        paths = [urlsplit(each.url).path for each in sockets]
        reflex, sync = (sum(path.startswith(begin) for path in paths) for begin in ("/_event", "/sync/"))
        made.append(Visit(idle[page], reflex, sync, stayed.get(page, PATIENCE_SECONDS)))
        page.context.close()
    return made, held


def _note(opened: list[WebSocket], socket: WebSocket) -> None:
    opened.append(socket)


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
            made, held = visits(browser, server)
            browser.close()
        kib = asyncio.run(memory(server))
    stayed = statistics.median(each.stayed_seconds for each in made)

    def most(values: Iterable[int]) -> str:
        return str(max(values))

    rows = [
        ("sockets while the page stands open and nothing waits", most(each.idle_sockets for each in made), "0"),
        ("TCP connections then, a visitor", f"{held:.1f}", ""),
        ("Reflex sockets, from the first picture to the receipt", most(each.reflex_sockets for each in made), "0"),
        ("sync sockets, from the first picture to the receipt", most(each.sync_sockets for each in made), "1"),
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
