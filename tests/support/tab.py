"""A tab of the desk without its page: the socket that Reflex opens, and whatever somebody sends through it."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

NAMESPACE = "/_event"
SECONDS = 10
Update = dict[str, Any]


class Tab:
    """Says events, hears updates."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.updates: list[Update] = []

    async def say(self, event: str, payload: dict[str, Any] | None = None, page: str = "/admin") -> None:
        """Send an event as a page would."""
        body = {"name": event, "payload": payload or {}, "router_data": {"pathname": page, "asPath": page, "query": {}}}
        await self._socket.send(f"42{NAMESPACE},{json.dumps(['event', body])}")

    async def hear(self, wanted: str, seconds: float = SECONDS) -> Update:
        """The next update that holds that text."""
        async with asyncio.timeout(seconds):
            while True:
                text = await self._next()
                if text.startswith(f"42{NAMESPACE},"):
                    kind, *values = json.loads(text.partition(",")[2])
                    if kind == "event":
                        self.updates.append(values[0])
                    if wanted in text:
                        return dict(values[0]) if values else {}

    async def _next(self) -> str:
        while True:
            text = str(await self._socket.recv())
            if text != "2":
                return text
            await self._socket.send("3")


@asynccontextmanager
async def open_tab(url: str, session: str = "", token: str = "") -> AsyncIterator[Tab]:
    """A tab of its own, or with `token` the same one again, with that session's cookie."""
    address = f"{url.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token={token or uuid.uuid4()}"
    cookie = {"Cookie": f"doorstep_session={session}"} if session else {}
    async with connect(address, additional_headers=cookie) as socket:
        tab = Tab(socket)
        await socket.send(f"40{NAMESPACE},")
        async with asyncio.timeout(SECONDS):
            while not (await tab._next()).startswith(f"40{NAMESPACE}"):
                pass
        yield tab
