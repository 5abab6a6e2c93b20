"""`jazz-sync-server --port N`: the rooms alone, as a person starts them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.engine import Database
from tests.support.rooms import Author, RoomServer, guest, items, raw, running_rooms
from tests.support.server import ROOT


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DATA_DIR": str(folder / "data")}


class Linked(RoomServer):
    """The command under the name that people know, through a link; its port is typed and not set."""

    def program(self) -> list[str]:
        link = self.folder / "jazz-sync-server"
        if not link.exists():
            link.symlink_to(ROOT / "deploy" / "jazz-sync-server")
        self.settings.pop("PORT", None)
        return [str(link), "--port", str(self.port)]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_command_listens_on_its_port_and_stops(tmp_path: Path, how: signal.Signals) -> None:
    server = Linked(tmp_path)
    server.start()
    try:
        assert f"ws://localhost:{server.port}/sync/" in server.said()
        with server.client() as web:
            assert web.get("/api/health").status_code == 200
        assert server.stop(how) == 0
    finally:
        if server.process is not None:
            server.kill()
    assert "Traceback" not in server.said()
    assert server.said().endswith("Stopped.\n")


def test_setting_up_installs_the_command() -> None:
    assert Path(sys.prefix, "bin", "jazz-sync-server").resolve() == ROOT / "deploy" / "jazz-sync-server"


def test_a_wrong_port_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "sync", "--port", "abc"],
        cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert (
        done.stderr == "Doorstep can't start. PORT=abc can't be right: it should be a whole number from 1 to 65535.\n"
    )


async def test_health_readiness_and_metrics(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms") as server, server.client() as web:
        database = Database(server.database_url)
        who = await guest(database, "counted")
        async with raw(server, who) as client:
            await client.send(Author().frame("one"))
            await client.committed()
            told = web.get("/metrics").text
        assert web.get("/api/ready").json()["status"] == "ready"
        nowhere = web.get("/elsewhere")
        assert (nowhere.status_code, nowhere.json()["error"]) == (404, "not_found")
        database.close()
    for line in (
        "doorstep_sync_rooms 1.0",
        "doorstep_sync_connections 1.0",
        "doorstep_sync_updates_total 1.0",
        "doorstep_sync_waiting_updates 0.0",
        "doorstep_sync_compactions_total 0.0",
        "doorstep_journal_commit_seconds_count 1.0",
        "doorstep_sync_frames_in_total 2.0",
    ):
        assert line in told


async def test_rooms_live_in_the_whole_program_too(tmp_path: Path) -> None:
    class Whole(RoomServer):
        command = "serve"
        ready = "Doorstep is running at"

    server = Whole(tmp_path)
    try:
        server.start()
        database = Database(server.database_url)
        who = await guest(database, "whole")
        database.close()
        author = Author()
        async with raw(server, who) as client:
            await client.send(author.frame("one"))
            await client.committed()
            assert items(await client.whole()) == ["one"]
            assert server.process is not None
            server.process.terminate()
            assert await client.close_code() == 1012
        assert "Traceback" not in server.said()
    finally:
        if server.process is not None:
            server.process.wait(10)
