"""The unchanged npm package y-websocket, on Node, as an object."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from app.build.node import node_environment
from tests.support.rooms import LIST, WAIT_SECONDS, Guest, RoomServer, until_asked
from tests.support.server import ROOT

VERSIONS = ("2.1", "3.1")
SCRIPT = ROOT / "tests" / "support" / "y_websocket.mjs"


class YWebsocket:
    """One provider."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._news = asyncio.Condition()
        self._replies: asyncio.Queue[Any] = asyncio.Queue()
        self.events: list[dict[str, Any]] = []

    async def listen(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            told = json.loads(line)
            if "reply" in told:
                self._replies.put_nowait(told["reply"])
                continue
            async with self._news:
                self.events.append(told)
                self._news.notify_all()

    async def event(self, name: str, times: int = 1) -> dict[str, Any]:
        """Wait until it has said that so many times."""

        def said() -> list[dict[str, Any]]:
            return [event for event in self.events if event["event"] == name]

        async with asyncio.timeout(WAIT_SECONDS), self._news:
            await self._news.wait_for(lambda: len(said()) >= times)
        return said()[times - 1]

    async def do(self, task: str, **more: Any) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": task, **more}).encode() + b"\n")
        return await asyncio.wait_for(self._replies.get(), WAIT_SECONDS)

    async def until(self, task: str, wanted: Any) -> None:
        """Ask again until it answers that."""

        async def is_so() -> bool:
            return bool(await self.do(task) == wanted)

        await until_asked(is_so)


@asynccontextmanager
async def y_websocket(
    version: str, server: RoomServer, who: Guest, token: str | None = None, name: str = LIST
) -> AsyncIterator[YWebsocket]:
    """A provider of that version, connected as that guest; what it pushes goes into the list of that name."""
    process = await asyncio.create_subprocess_exec(
        *("node", str(SCRIPT), version, server.ws, who.room, token or who.token, name),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=node_environment(),
    )
    client = YWebsocket(process)
    listening = asyncio.create_task(client.listen())
    try:
        yield client
    finally:
        process.kill()
        await process.wait()
        await listening
