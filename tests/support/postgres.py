"""A real PostgreSQL for the tests: the one that TEST_POSTGRES_URL names, or a cluster of their own.

All workers of one run share a cluster: the first that needs it starts it, the last that leaves stops it.
"""

import fcntl
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

START_SECONDS = 60
# Nobody misses a test's rows after a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")
OWNER = "postgres"
INSTALLED = Path("/usr/lib/postgresql")
MISSING = (
    "The tests need PostgreSQL: install it (Debian: apt-get install postgresql) "
    "or set TEST_POSTGRES_URL=postgresql://USER:PASSWORD@HOST/NAME of a server where they may make databases."
)


class Cluster:
    """A server on which every test gets a database of its own."""

    def __init__(self, url: str) -> None:
        self.url = url

    @contextmanager
    def new_database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a new database, a copy of another one; dropped at the end."""
        name = f"test_{secrets.token_hex(8)}"
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(create)
        try:
            yield self._with_name(name)
        finally:
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _with_name(self, name: str) -> str:
        start, mark, options = self.url.partition("?")
        return f"{start.rpartition('/')[0]}/{name}{mark}{options}"


@contextmanager
def shared_cluster(meeting_place: Path) -> Iterator[Cluster]:
    """The cluster of this test run, counted in a file that all its workers see."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield Cluster(given)
        return
    with _state(meeting_place) as state:
        if not state.get("users"):
            state.update(start(), users=0)
        state["users"] += 1
        url = state["url"]
    try:
        yield Cluster(url)
    finally:
        with _state(meeting_place) as state:
            state["users"] -= 1
            if state["users"] == 0:
                stop(Path(state["folder"]))


@contextmanager
def _state(meeting_place: Path) -> Iterator[dict[str, Any]]:
    with (meeting_place / "postgres.json").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        state = json.loads(file.read() or "{}")
        yield state
        file.truncate(0)
        file.write(json.dumps(state))


def start(settings: Sequence[str] = FAST) -> dict[str, Any]:
    """Start a cluster in a folder of its own; its URL and its folder."""
    # Short, because the path of a Unix socket may have about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        return {"url": _started(folder, settings), "folder": str(folder)}
    except BaseException:
        shutil.rmtree(folder)
        raise


def _started(folder: Path, given: Sequence[str]) -> str:
    password = secrets.token_urlsafe(16)
    (folder / "password").write_text(password)
    if _is_root():
        shutil.chown(folder, OWNER, OWNER)
        shutil.chown(folder / "password", OWNER, OWNER)
    _run("initdb", "--pgdata=data", "--username=doorstep", "--auth=scram-sha-256", "--pwfile=password",
         "--encoding=UTF8", "--locale=C", "--no-sync", folder=folder)  # fmt: skip
    port = _free_port()
    settings = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *given)
    options = " ".join(f"-c {setting}" for setting in settings)
    _run("pg_ctl", "start", "--pgdata=data", "--wait", f"--timeout={START_SECONDS}", "--log=log",
         f"--options={options}", folder=folder)  # fmt: skip
    return f"postgresql://doorstep:{password}@127.0.0.1:{port}/postgres"


def restart(folder: Path) -> None:
    """End it at once, as a crash does, and start it again."""
    _run("pg_ctl", "restart", "--pgdata=data", "--wait", "--mode=immediate", "--log=log", folder=folder)


def stop(folder: Path) -> None:
    """Stop the cluster and remove its folder."""
    _run("pg_ctl", "stop", "--pgdata=data", "--wait", "--mode=immediate", folder=folder)
    shutil.rmtree(folder)


def _run(name: str, *arguments: str, folder: Path) -> None:
    command = [program(name), *arguments]
    if _is_root():
        # initdb and postgres refuse to run as root.
        command = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups", *command]
    output = folder / "output"
    with output.open("w") as stream:
        # Into a file: the server would hold a pipe open, and we would wait for its end for ever.
        done = subprocess.run(command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        log = folder / "log"
        raise RuntimeError(f"{name} failed: {output.read_text()}\n{log.read_text() if log.exists() else ''}")


def program(name: str) -> str:
    """Where a program of PostgreSQL stands, or RuntimeError."""
    newest_first = sorted(INSTALLED.glob(f"*/bin/{name}"), key=lambda path: -float(path.parts[-3]))
    found = str(newest_first[0]) if newest_first else shutil.which(name)
    if found is None:
        raise RuntimeError(MISSING)
    return found


def _is_root() -> bool:
    return os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
