"""`make chaos`: real servers, real phones, real tabs, and everything that can go wrong, by a seed; then the checker.

SEED=, MINUTES= and ENGINE= (sqlite or postgresql) say what is run; without SEED it is another one each time. PHONES=
and RECORDS= say how many take part and how many records they bring in that time: the long run is `make chaos
MINUTES=60 PHONES=60 RECORDS=100000`. A run that fails says how to have it again.
"""

import asyncio
import heapq
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from app.access.workers import Workers
from app.store.engine import Database
from app.store.migrate import migrate
from tests.chaos import nemesis
from tests.chaos.model import Model, Rows
from tests.chaos.nemesis import Planned
from tests.chaos.people import Fleet, Lines, Tabs, emptied
from tests.chaos.trouble import House
from tests.chaos.wire import AUTHORITY, Wire
from tests.support import postgres
from tests.support.build import built_pages
from tests.support.process import descriptors, resident
from tests.support.server import Server

ENGINES = ("sqlite", "postgresql")
PHONES = 12
PACE_MS = 400
# At each of these moments half the phones have something to say.
SAYING = 0.5
SETTLE_SECONDS = 120
HURRY_SECONDS = 3
LATER_SECONDS = 0.5
# What a process that has worked may hold more than one that has just begun.
GROWTH = 96 * 2**20
MORE_FILES = 20
# A crash of PostgreSQL must not lose what it has confirmed; a power cut is another matter, and slow.
CRASH_SAFE = ("fsync=off", "synchronous_commit=on", "max_connections=100")


class Chaos(NamedTuple):
    """One run."""

    seed: int
    minutes: float
    engine: str
    phones: int = PHONES
    records: int = 0
    """As many are brought; 0: as many as come."""

    def __str__(self) -> str:
        more = f" PHONES={self.phones} RECORDS={self.records}" if self.records else ""
        return f"make chaos SEED={self.seed} MINUTES={self.minutes:g} ENGINE={self.engine}{more}"

    @property
    def pace_ms(self) -> float:
        """How long a phone waits between two moments at which it may have something to say."""
        return 60_000 * self.minutes * self.phones * SAYING / self.records if self.records else PACE_MS


def run(chaos: Chaos, folder: Path) -> list[str]:
    """What was broken, as sentences; nothing, if all is well."""
    with _opened(chaos, folder) as house:
        _let_go_wrong(house, nemesis.plan(chaos.seed, 60 * chaos.minutes, sqlite=house.sqlite is not None))
        _bring_the_rest(house, chaos)
        _converge(house)
        broken = house.model.verify()
        model = house.model
        print(f"{len(model.tried)} records tried, {len(model.promised())} promised, {len(broken)} broken", flush=True)
        return broken + _memory(house)


@contextmanager
def _opened(chaos: Chaos, folder: Path) -> Iterator[House]:
    # That may take longer than a server may take to start.
    built_pages()
    folder.mkdir(exist_ok=True)
    cluster = None
    if chaos.engine == "sqlite":
        (folder / "data").mkdir()
        file = folder / "data" / "doorstep.db"
        url = f"sqlite:///{file}"
    else:
        state = postgres.start(CRASH_SAFE)
        cluster, url, file = Path(state["folder"]), state["url"], None
    ends: list[Callable[[], object]] = []
    try:
        server = Server(folder, DATABASE_URL=url, LOG_LEVEL="warning")
        network, delivery = Wire(server.port, chaos.seed), Wire(server.port, chaos.seed + 1, tls=True)
        ends += [network.close, delivery.close]
        server.settings |= {
            "FEEDBACK_API_URL": delivery.url,
            "FEEDBACK_API_TOKEN": asyncio.run(_worker_token(url)),
            "FEEDBACK_API_SECONDS": "1",
            "SSL_CERT_FILE": str(AUTHORITY),
            "DRAIN_LONGEST_WAIT_SECONDS": "2",
            "LIMIT_DEVICES": "100000/minute",
            "LIMIT_PUBLIC": "100000/minute",
            "SYNC_GRACE_SECONDS": "1",
        }
        ends.append(server.kill)
        server.start()
        lines: Lines = Lines()
        phones = folder / "phones"
        phones.mkdir()
        fleet = Fleet(phones, network.url, chaos.phones, chaos.pace_ms, lines)
        ends.append(fleet.kill)
        tabs = Tabs(folder, network.url, chaos.seed, lines)
        tabs.start()
        ends.append(tabs.end)
        rows = Rows(url)
        house = House(
            server, rows, network, delivery, fleet, tabs, Model(rows), lines, chaos.phones, file, cluster,
            random.Random(chaos.seed), [],
        )  # fmt: skip
        ends.append(lambda: _end_servers(house))
        yield house
    finally:
        for end in reversed(ends):
            end()
        if cluster is not None:
            postgres.stop(cluster)


def _end_servers(house: House) -> None:
    for each in (house.server, *house.beside):
        each.kill()


async def _worker_token(url: str) -> str:
    database = Database(url)
    await migrate(database)
    token = (await Workers(database).token("chaos")).token
    database.close()
    return token


def _let_go_wrong(house: House, planned: list[Planned]) -> None:
    began = time.monotonic()
    # What begins, and what is over: (when, a number that tells equals apart, what to do).
    todo = [(each.at, at, each, True) for at, each in enumerate(planned)]
    heapq.heapify(todo)
    busy: Counter[str] = Counter()
    while todo:
        while time.monotonic() - began < todo[0][0]:
            _listen(house)
            _see_that_it_lives(house, busy)
            time.sleep(0.05)
        at, number, each, begins = heapq.heappop(todo)
        if begins and busy[each.fault.of]:
            # What went before has taken longer than planned.
            heapq.heappush(todo, (at + LATER_SECONDS, number, each, begins))
        elif begins:
            print(f"{time.monotonic() - began:6.1f} s  {each.fault.name}, for {each.seconds:.1f} s", flush=True)
            busy[each.fault.of] += 1
            each.fault.begin(house)
            heapq.heappush(todo, (max(at, time.monotonic() - began) + each.seconds, number, each, False))
        else:
            each.fault.heal(house)
            busy[each.fault.of] -= 1


def _bring_the_rest(house: House, chaos: Chaos) -> None:
    """In peace, what the trouble has kept the phones from bringing."""
    deadline = time.monotonic() + 60 * chaos.minutes
    while len(house.model.tried) < chaos.records:
        if time.monotonic() > deadline:
            house.model.broken.append(f"only {len(house.model.tried)} of {chaos.records} records were brought")
            return
        _listen(house)
        _see_that_it_lives(house, Counter())
        time.sleep(0.05)


def _listen(house: House) -> None:
    house.model.hear(emptied(house.lines))


def _see_that_it_lives(house: House, busy: Counter[str]) -> None:
    process = house.server.process
    if not busy["server"] and process is not None and process.poll() is not None:
        if not house.server.has_been_ready:
            # A start may fail while the disk is full or the database away; whoever runs it starts it again.
            house.server.spawn()
            return
        raise AssertionError(f"The server has ended by itself with {process.poll()}:\n{house.server.said()[-4000:]}")
    if not busy["fleet"] and house.fleet.has_ended:
        raise AssertionError(f"The phones have ended by themselves:\n{house.fleet.complaint()}")
    if house.tabs.failure is not None:
        raise house.tabs.failure


def _converge(house: House) -> None:
    """Nothing goes wrong any more: everything that was promised becomes a row, and nothing waits."""
    house.fleet.tell("rest")
    house.tabs.rests.set()
    _revive(house)
    began = time.monotonic()
    deadline = began + SETTLE_SECONDS
    hurried = 0.0
    waiting = -1
    while waiting != 0 or house.tabs.waiting != 0 or house.model.missing():
        if time.monotonic() > deadline:
            missing = sorted(house.model.missing())
            house.model.broken.append(
                f"after {SETTLE_SECONDS} s in peace {waiting} records wait on phones, {house.tabs.waiting} in tabs, "
                f"and {len(missing)} are missing: {missing[:9]}"
            )
            return
        if time.monotonic() > hurried + HURRY_SECONDS:
            hurried = time.monotonic()
            house.fleet.tell("hurry")
        house.fleet.tell("count")
        time.sleep(0.3)
        said = emptied(house.lines)
        waiting = next((told["waiting"] for told in reversed(said) if "waiting" in told), waiting)
        house.model.hear(said)
        _see_that_it_lives(house, Counter())
    print(f"at rest after {time.monotonic() - began:.1f} s", flush=True)


def _revive(house: House) -> None:
    try:
        house.server.wait_until_ready()
    except AssertionError:
        if house.server.has_been_ready:
            raise
        house.server.start()


def _memory(house: House) -> list[str]:
    """Whether what the server holds is what one holds that has just begun."""
    house.fleet.kill()
    house.tabs.end()
    house.network.cut()
    server = house.server
    assert server.process is not None
    pid = server.process.pid
    held, files = resident(pid), _files_at_last(pid)
    server.stop()
    server.start()
    assert server.process is not None
    fresh, few = resident(server.process.pid), descriptors(server.process.pid)
    print(f"memory {held >> 20} MiB, fresh {fresh >> 20}; open files {files}, fresh {few}", flush=True)
    broken = []
    if held > fresh + GROWTH:
        broken.append(f"the server holds {held >> 20} MiB, a fresh one {fresh >> 20}")
    if files > few + MORE_FILES:
        broken.append(f"the server has {files} files open, a fresh one {few}")
    return broken


def _files_at_last(pid: int) -> int:
    """How many are open once those who have gone are known to have gone."""
    least, until = descriptors(pid), time.monotonic() + 5
    while time.monotonic() < until:
        least = min(least, descriptors(pid))
        time.sleep(0.1)
    return least


def main() -> int:
    seed = int(os.environ.get("SEED") or random.randrange(10**6))
    engine = os.environ.get("ENGINE") or ENGINES[seed % 2]
    minutes, phones = float(os.environ.get("MINUTES") or 10), int(os.environ.get("PHONES") or PHONES)
    chaos = Chaos(seed, minutes, engine, phones, int(os.environ.get("RECORDS") or 0))
    print(chaos, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            broken = run(chaos, Path(folder))
        except BaseException:
            print(f"It ended early. Have it again: {chaos}", flush=True)
            raise
    for each in broken:
        print(each)
    print(f"Have it again: {chaos}" if broken else "Nothing was lost, doubled or said too early.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
