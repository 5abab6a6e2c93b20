"""The real program, started by its command, on a port and in a data folder of its own."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.build.node import node_environment
from tests.support import warm

ROOT = Path(__file__).parents[2]
START_SECONDS = 120
STOP_SECONDS = 10


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """`python -m app serve`, to be started, asked, stopped and killed. Keeps its port and data over restarts."""

    command = "serve"
    # Whether it may begin where the imports end: pytest says so, but for the tests of starting itself.
    is_warm = False
    ready = "Doorstep is running at"

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = {"PORT": str(self.port), "DATA_DIR": str(folder / "data"), **settings}
        self.log = folder / "server.log"
        self.said_before = 0
        self.process: subprocess.Popen[bytes] | warm.Process | None = None

    def program(self) -> list[str]:
        return [sys.executable, "-m", "app", self.command]

    def spawn(self) -> subprocess.Popen[bytes] | warm.Process:
        """Start the program without waiting for it."""
        environment = {**node_environment(), **self.settings}
        self.said_before = self.log.stat().st_size if self.log.exists() else 0
        self.process = warm.start(self.program(), environment, ROOT, self.log) if self.is_warm else None
        if self.process is not None:
            return self.process
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.program(), cwd=ROOT, env=environment, stdout=log, stderr=log)
        return self.process

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        self.spawn()
        self.wait_until_ready()

    @property
    def has_been_ready(self) -> bool:
        """Whether it has said so since it was spawned."""
        return self.ready in self.log.read_bytes()[self.said_before :].decode()

    def wait_until_ready(self) -> None:
        """Wait until it has said so since it was spawned."""
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.has_been_ready:
                return
            try:
                code = self.process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"The server ended with {code}:\n{self.said()}")
        raise AssertionError(f"The server did not start within {START_SECONDS} s:\n{self.said()}")

    @property
    def database_url(self) -> str:
        """Where it keeps its rows."""
        return self.settings.get("DATABASE_URL", f"sqlite:///{self.folder / 'data' / 'doorstep.db'}")

    def kill(self) -> None:
        """End it at once, if it runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def said(self) -> str:
        """Everything it has printed since the first start."""
        return self.log.read_text() if self.log.exists() else ""

    def sign_in_link(self) -> str:
        """The newest link it has printed, at this server's address."""
        token = re.findall(r"/sign-in#(\S+)", self.said())[-1]
        return f"{self.url}/sign-in#{token}"

    def stop(self, how: int = signal.SIGINT) -> int:
        """End it by a signal; its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(how)
        code = self.process.wait(STOP_SECONDS)
        self.process = None
        return code

    def client(self) -> httpx.Client:
        """A client for its API."""
        return httpx.Client(base_url=self.url, timeout=10)


@contextmanager
def running_server(folder: Path, **settings: str) -> Iterator[Server]:
    """A started server that is ended afterwards, whatever happens."""
    server = Server(folder, **settings)
    try:
        server.start()
        yield server
    finally:
        server.kill()
