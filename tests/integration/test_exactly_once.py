"""The real server, real clients at once, and SIGKILL while they send: every record is one row."""

import asyncio
import contextlib
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.build.node import node_environment
from app.store.engine import Database
from app.store.feedback import count_feedback
from tests.support.entries import record
from tests.support.server import ROOT, Server, running_server

CLIENTS = 8
BATCHES = 12
BATCH = 25
KILLS = 3
PAUSE = 0.02
DEADLINE = 180


async def deliver(web: httpx.AsyncClient, items: list[dict[str, Any]], room: str) -> list[str]:
    """Bring a batch until somebody says what became of it; one whose answer was lost is brought again."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.TransportError):
            answer = await web.post("/api/feedback/batch", json={"items": items, "room": room})
            if answer.status_code == 200:
                return [each["status"] for each in answer.json()["receipts"]]
            assert answer.status_code >= 500, answer.text
        await asyncio.sleep(PAUSE)
    raise AssertionError("The batch was never answered.")


async def client(
    url: str, token: str, batches: list[list[dict[str, Any]]], done: list[str], progress: asyncio.Event
) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=30) as web:
        for items in batches:
            done += await deliver(web, items, "room")
            progress.set()


def worker_token(server: Server) -> str:
    command = [sys.executable, "-m", "app", "worker", "bridge"]
    environment = {**node_environment(), **server.settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_killed_while_many_send_the_same(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path}/data/doorstep.db"
    if engine == "postgresql":
        url = request.getfixturevalue("postgres_url")
    batches = [[record() for _ in range(BATCH)] for _ in range(BATCHES)]
    total = BATCH * BATCHES
    with running_server(tmp_path, DATABASE_URL=url) as server:
        token = await asyncio.to_thread(worker_token, server)
        done: list[str] = []
        progress = asyncio.Event()
        # Each brings all of them, from another place on: every record is brought by all at once.
        turns = [batches[at:] + batches[:at] for at in range(CLIENTS)]
        clients = [asyncio.create_task(client(server.url, token, turn, done, progress)) for turn in turns]
        for kill in range(1, KILLS + 1):
            while len(done) < total * CLIENTS * kill / (KILLS + 2):
                await asyncio.wait_for(progress.wait(), DEADLINE)
                progress.clear()
            assert not all(each.done() for each in clients), "they were done before the server was killed"
            await asyncio.to_thread(server.stop, signal.SIGKILL)
            await asyncio.to_thread(server.start)
        await asyncio.gather(*clients)
        assert set(done) <= {"stored", "duplicate"}
        assert len(done) == total * CLIENTS
        database = Database(url)
        assert await database.read(count_feedback) == total
        database.close()
