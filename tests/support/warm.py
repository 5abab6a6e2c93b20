"""Servers that begin where the imports of every server end.

A server imports for a second before it does anything of its own, and the tests start some two hundred. One process
imports for all of them, and forks each. In: what would be typed, and the environment. Out: a process as subprocess
knows them. Always holds: what runs is the program's own `main`, which reads its settings after the fork; where the
environment changes what an import means, the program is started as people start it, and so it is outside of pytest.
"""

import atexit
import json
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from app.build.node import node_environment

# What is read while something is imported, by us or by what we import.
READ_AT_IMPORT = ("HOME", "LD_", "PYTHON", "REFLEX_", "TZ", "XDG_", "LANG", "LC_")
PREFIX = [sys.executable, "-m", "app"]
LARGEST = 1 << 18
START_SECONDS = 60


class Request(NamedTuple):
    """A program to start."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    log: str


class Process:
    """A process that was forked, to be asked and signalled like `subprocess.Popen`."""

    def __init__(self, line: socket.socket, pid: int) -> None:
        self._line = line
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code, if it has ended."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired([*PREFIX], timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._line], [], [], timeout)[0]:
            self.returncode = int(self._line.recv(LARGEST))
            self._line.close()
        return self.returncode


def start(program: list[str], environment: dict[str, str], folder: Path, log: Path) -> Process | None:
    """Start it; None when it has to be started as people start it."""
    if program[:3] != PREFIX or any(_matters(name, environment) for name in {*environment, *os.environ}):
        return None
    log.touch()
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(_house())
    line.send(json.dumps(Request(program[3:], environment, str(folder), str(log))).encode())
    return Process(line, int(line.recv(LARGEST)))


def _matters(name: str, environment: dict[str, str]) -> bool:
    is_other = environment.get(name) != os.environ.get(name)
    return is_other and name.startswith(READ_AT_IMPORT) and name not in node_environment()


@cache
def _house() -> str:
    """Where the process listens that has imported everything; it ends with this one."""
    place = str(Path(tempfile.mkdtemp(prefix="warm-"), "door"))
    house = subprocess.Popen([sys.executable, "-m", "tests.support.warm", place], stdin=subprocess.PIPE)
    assert house.stdin is not None
    atexit.register(_end, house)
    deadline = time.monotonic() + START_SECONDS
    while not os.path.exists(place):
        assert house.poll() is None and time.monotonic() < deadline, "the process that forks servers didn't start"
        time.sleep(0.01)
    return place


def _end(house: subprocess.Popen[bytes]) -> None:
    assert house.stdin is not None
    house.stdin.close()
    house.wait()


def serve(place: str) -> Request | None:
    """Fork whatever is asked for. Returns in each child, with what it is to be, and at the end."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    door.bind(f"{place}.made")
    door.listen()
    bell, ringing = socket.socketpair()
    for each in (bell, ringing):
        each.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(ringing.fileno(), warn_on_full_buffer=False)
    lines: dict[int, socket.socket] = {}
    with selectors.DefaultSelector() as waiting:
        for heard in (door, bell, sys.stdin):
            waiting.register(heard, selectors.EVENT_READ)
        os.rename(f"{place}.made", place)
        while True:
            ready = {key.fileobj for key, _ in waiting.select()}
            if bell in ready:
                with suppress(BlockingIOError):
                    bell.recv(LARGEST)
                _tell_ends(lines)
            if sys.stdin in ready:
                for pid in lines:
                    os.kill(pid, signal.SIGKILL)
                return None
            if door in ready:
                line, _ = door.accept()
                request = Request(*json.loads(line.recv(LARGEST)))
                pid = os.fork()
                if pid == 0:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    for each in (door, bell, ringing, line, *lines.values()):
                        each.close()
                    return request
                line.send(str(pid).encode())
                lines[pid] = line


def _tell_ends(lines: dict[int, socket.socket]) -> None:
    while lines:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with lines.pop(pid) as line, suppress(BrokenPipeError, ConnectionResetError):
            line.send(str(os.waitstatus_to_exitcode(status)).encode())


def become(request: Request) -> int:
    """Be that program."""
    from app.__main__ import main

    log = os.open(request.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for here, there in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(here, there)
    os.close(log)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(request.environment)
    os.chdir(request.folder)
    sys.argv = ["app", *request.arguments]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return main(request.arguments)


def _import_all() -> None:
    import app.alone
    import app.serve  # noqa: F401


if __name__ == "__main__":
    _import_all()
    wanted: Any = serve(sys.argv[1])
    sys.exit(0 if wanted is None else become(wanted))
