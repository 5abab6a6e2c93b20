"""How each thing goes wrong, and how it is put right again: done to the house in which the chaos takes place."""

import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


@dataclass
class House:
    """All that something can be done to."""

    server: Server
    """The one that everybody is led to."""
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
    beside: list[Server]
    """Servers that nobody is led to yet."""


def nothing(_house: House) -> None:
    """It heals by itself."""


def start_server(house: House) -> None:
    house.server.spawn()


def kill_at_102(house: House) -> None:
    """Not a moment after it has promised something: what it has promised is on the disk already."""
    if house.server.process is not None:
        house.network.on_committed = house.server.process.kill


def start_after_102(house: House) -> None:
    house.network.on_committed = None
    house.server.kill()
    house.server.spawn()


def stop_server(house: House) -> None:
    """As a deploy does; what it takes too long for is a failure of this run."""
    if house.server.process is not None and house.server.process.poll() is None:
        house.server.stop(signal.SIGTERM)


def signal_server(house: House, number: int) -> None:
    if house.server.process is not None:
        house.server.process.send_signal(number)


def spoil(wire: str, **values: object) -> Callable[[House], None]:
    def change(house: House) -> None:
        which: Wire = getattr(house, wire)
        for name, value in values.items():
            setattr(which, name, value)
        if values.get("is_cut"):
            which.cut()

    return change


def certify(name: str) -> Callable[[House], None]:
    def change(house: House) -> None:
        house.delivery.certify(name)
        # Who is connected has seen the one before.
        house.delivery.cut()

    return change


def expire(house: House) -> None:
    house.rows.change("UPDATE token SET expires_at = created_at WHERE purpose = 'device'")
    house.network.cut()


def lose_phone(house: House) -> None:
    """What it alone has is gone; what it was told of as received is not."""
    house.fleet.tell("lose", phone=house.chance.randrange(house.phones))


def jump(house: House) -> None:
    house.fleet.tell("clock", by=house.chance.choice((-400, -1, 1, 400)) * DAY_MS)


def fill_phone(on: bool) -> Callable[[House], None]:
    def change(house: House) -> None:
        for phone in range(0, house.phones, 2):
            house.fleet.tell("full", phone=phone, on=on)

    return change


def fill_disk(house: House) -> None:
    """No file of the server's may grow any more."""
    process = house.server.process
    if process is not None and process.poll() is None:
        wal = Path(f"{house.sqlite}-wal")
        size = wal.stat().st_size if wal.exists() else 0
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def free_disk(house: House) -> None:
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


class Rolling:
    """A deploy without a gap: the next server starts beside the one before, on the same database, and takes over."""

    def __init__(self) -> None:
        self._next: Server | None = None

    def begin(self, house: House) -> None:
        server = house.server
        self._next = Server(server.folder)
        self._next.settings = {**server.settings, "PORT": str(self._next.port)}
        self._next.log = server.folder / f"server-{self._next.port}.log"
        self._next.spawn()
        house.beside.append(self._next)

    def heal(self, house: House) -> None:
        assert self._next is not None
        house.beside.remove(self._next)
        try:
            self._next.wait_until_ready()
        except AssertionError:
            # The database was away as it started: such a deploy is taken back.
            self._next.kill()
            return
        before, house.server = house.server, self._next
        house.network.upstream = house.delivery.upstream = house.server.port
        # Phones with a connection to the one before hear that it restarts, and come to the next.
        before.stop(signal.SIGTERM)


def restart_postgres(house: House) -> None:
    assert house.cluster is not None
    postgres.restart(house.cluster)


def kill_twice(house: House) -> None:
    house.server.kill()
    house.server.spawn()
    try:
        # Somewhere on its way.
        assert house.server.process is not None
        house.server.process.wait(house.chance.uniform(0.2, 3))
    except subprocess.TimeoutExpired:
        house.server.kill()


def speak_again(wire: str) -> Callable[[House], None]:
    def change(house: House) -> None:
        which: Wire = getattr(house, wire)
        which.is_deaf = which.is_mute = False
        # A stream with a hole in it is of no use.
        which.cut()

    return change
