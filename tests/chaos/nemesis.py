"""What goes wrong: a plan by the seed, and how each thing is done and undone."""

import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.chaos.model import Model, Rows
from tests.chaos.people import Fleet, Lines, Tabs
from tests.chaos.wire import Wire
from tests.support import postgres
from tests.support.server import Server

DAY_MS = 86_400_000
HOLD_LOCK = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
database.execute("BEGIN IMMEDIATE")
sys.stdin.read()
"""


class House(NamedTuple):
    """All that something can be done to."""

    server: Server
    rows: Rows
    network: Wire
    # The way from the bridge to the API.
    delivery: Wire
    fleet: Fleet
    tabs: Tabs
    model: Model
    lines: Lines
    phones: int
    sqlite: Path | None
    cluster: Path | None
    chance: random.Random


class Fault(NamedTuple):
    """Something that goes wrong: whose trouble it is, how it begins and ends, and how long it lasts at most."""

    name: str
    of: str
    begin: Callable[[House], None]
    heal: Callable[[House], None]
    seconds: float


class Planned(NamedTuple):
    """When what goes wrong, and for how long."""

    at: float
    fault: Fault
    seconds: float


def nothing(_house: House) -> None:
    """It heals by itself."""


def _start_server(house: House) -> None:
    house.server.spawn()


def _stop_server(house: House) -> None:
    """As a deploy does; what it takes too long for is a failure of this run."""
    if house.server.process is not None and house.server.process.poll() is None:
        house.server.stop(signal.SIGTERM)


def _signal_server(number: int) -> Callable[[House], None]:
    def send(house: House) -> None:
        if house.server.process is not None:
            house.server.process.send_signal(number)

    return send


def _set(wire: str, **values: object) -> Callable[[House], None]:
    def change(house: House) -> None:
        which: Wire = getattr(house, wire)
        for name, value in values.items():
            setattr(which, name, value)
        if values.get("is_cut"):
            which.cut()

    return change


def _expire(house: House) -> None:
    house.rows.change("UPDATE token SET expires_at = created_at WHERE purpose = 'device'")
    house.network.cut()


def _lose_phone(house: House) -> None:
    """What it alone has is gone; what it was told of as received is not."""
    house.fleet.tell("lose", phone=house.chance.randrange(house.phones))


def _jump(house: House) -> None:
    house.fleet.tell("clock", by=house.chance.choice((-400, -1, 1, 400)) * DAY_MS)


def _fill_phone(on: bool) -> Callable[[House], None]:
    def change(house: House) -> None:
        for phone in range(0, house.phones, 2):
            house.fleet.tell("full", phone=phone, on=on)

    return change


def _fill_disk(house: House) -> None:
    """No file of the server's may grow any more."""
    process = house.server.process
    if process is not None and process.poll() is None:
        wal = Path(f"{house.sqlite}-wal")
        size = wal.stat().st_size if wal.exists() else 0
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _free_disk(house: House) -> None:
    process = house.server.process
    if process is not None and process.poll() is None:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Locker:
    """Another process that holds SQLite's one lock."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self, house: House) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", HOLD_LOCK, str(house.sqlite)], stdin=subprocess.PIPE)

    def heal(self, _house: House) -> None:
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait()


def _restart_postgres(house: House) -> None:
    assert house.cluster is not None
    postgres.restart(house.cluster)


def faults(*, sqlite: bool) -> list[Fault]:
    """Everything that may go wrong on this engine."""
    locker = Locker()
    both = [
        Fault("the server is killed", "server", lambda house: house.server.kill(), _start_server, 1.5),
        Fault("the server is killed as it acknowledges", "server", _kill_at_102, _start_after_102, 2),
        Fault("the server is killed as it starts", "server", _kill_twice, _start_server, 0.2),
        Fault("the server stands still", "server", _signal_server(signal.SIGSTOP), _signal_server(signal.SIGCONT), 4),
        Fault("a deploy", "server", _stop_server, _start_server, 0.5),
        Fault("the phones are killed", "fleet", lambda house: house.fleet.kill(), lambda house: house.fleet.start(), 1),
        Fault(
            "the phones stand still",
            "fleet",
            lambda house: house.fleet.signal(signal.SIGSTOP),
            lambda house: house.fleet.signal(signal.SIGCONT),
            4,
        ),
        Fault("the browser is killed", "browser", lambda house: house.tabs.kill(), nothing, 1),
        Fault(
            "the browser stands still",
            "browser",
            lambda house: house.tabs.signal(signal.SIGSTOP),
            lambda house: house.tabs.signal(signal.SIGCONT),
            3,
        ),
        Fault("the network is cut", "network", _set("network", is_cut=True), _set("network", is_cut=False), 5),
        Fault("connections are cut", "network", lambda house: house.network.cut(), nothing, 0.1),
        Fault("the network is slow", "network", _set("network", delay=1.0), _set("network", delay=0.0), 6),
        Fault("what the server says is lost", "network", _set("network", is_deaf=True), _all_is_heard, 5),
        Fault("what is said to the server is lost", "network", _set("network", is_mute=True), _all_is_heard, 5),
        Fault("frames double and change places", "network", _set("network", mischief=True),
              _set("network", mischief=False), 8),
        Fault("the API stores and doesn't answer", "delivery", _set("delivery", is_deaf=True),
              _set("delivery", is_deaf=False), 6),
        Fault("the API is away", "delivery", _set("delivery", is_cut=True), _set("delivery", is_cut=False), 4),
        Fault("tokens expire", "tokens", _expire, nothing, 0.1),
        Fault("a phone is lost", "fleet", _lose_phone, nothing, 0.1),
        Fault("clocks jump", "fleet", _jump, nothing, 0.1),
        Fault("phones are full", "fleet", _fill_phone(True), _fill_phone(False), 4),
    ]  # fmt: skip
    if sqlite:
        return [
            *both,
            Fault("the disk is full", "server", _fill_disk, _free_disk, 4),
            Fault("another process holds the database", "database", locker.begin, locker.heal, 4),
        ]
    return [*both, Fault("PostgreSQL is restarted", "database", _restart_postgres, nothing, 1)]


def _kill_twice(house: House) -> None:
    house.server.kill()
    house.server.spawn()
    try:
        # Somewhere on its way.
        assert house.server.process is not None
        house.server.process.wait(house.chance.uniform(0.2, 3))
    except subprocess.TimeoutExpired:
        house.server.kill()


def _kill_at_102(house: House) -> None:
    """Not a moment after it has promised something: what it has promised is on the disk already."""
    if house.server.process is not None:
        house.network.on_committed = house.server.process.kill


def _start_after_102(house: House) -> None:
    house.network.on_committed = None
    house.server.kill()
    house.server.spawn()


def _all_is_heard(house: House) -> None:
    house.network.is_deaf = house.network.is_mute = False
    # A stream with a hole in it is of no use.
    house.network.cut()


def plan(seed: int, seconds: float, *, sqlite: bool) -> list[Planned]:
    """What goes wrong and when; the same for the same seed."""
    chance = random.Random(seed)
    deck: list[Fault] = []
    found: list[Planned] = []
    free_at: dict[str, float] = {}
    at = 4.0
    while at < seconds:
        # Each of them before any comes again.
        if not deck:
            deck = faults(sqlite=sqlite)
            chance.shuffle(deck)
        fault = next((each for each in deck if free_at.get(each.of, 0.0) <= at), None)
        if fault is not None:
            deck.remove(fault)
            lasts = fault.seconds * chance.uniform(0.3, 1)
            found.append(Planned(at, fault, lasts))
            # After a fault of the server, it needs some time in which it works.
            free_at[fault.of] = at + lasts + (6 if fault.of == "server" else 1)
        at += chance.uniform(0.3, 2)
    return found
