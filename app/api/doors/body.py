"""No body larger than the limit, whether it says its length or not; and of large ones only some at a time.

A few addresses take much larger bodies than all others. There, what is larger than usual is read on only when it has a
place: the others wait, and the network with them. A place is for a short time, because all share them.
"""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import refused
from app.errors import RefusedError, TooLarge, TooSlow

PLACES = 2
# A body that has its place has come by then.
PLACE_SECONDS = 60.0


class BodyDoor:
    """Answers 413 and stops reading once a body is larger than the limit."""

    def __init__(
        self, app: ASGIApp, usual: int, largest: Mapping[str, int], place_seconds: float = PLACE_SECONDS
    ) -> None:
        self.app = app
        self.usual = usual
        self.largest = largest
        self.place_seconds = place_seconds
        self.places = asyncio.Semaphore(PLACES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.largest.get(scope["path"], self.usual)
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said) > limit:
            await refused(TooLarge(limit))(scope, receive, send)
            return
        async with AsyncExitStack() as held:
            body = _Body(self, limit, held, scope, receive, send)
            await self.app(scope, body.receive, body.send)


class _Body:
    """One body on its way in, and the answer to it."""

    def __init__(
        self, door: BodyDoor, limit: int, held: AsyncExitStack, scope: Scope, receive: Receive, send: Send
    ) -> None:
        self._door, self._limit, self._held = door, limit, held
        self._scope, self._receive, self._send = scope, receive, send
        self._seen = 0
        self._until: float | None = None
        self._refusal: RefusedError | None = None
        self._started = self._replaced = False

    async def receive(self) -> Message:
        """The next piece; once it is refused the app reads no further, and what it answers to that is replaced."""
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            self._refusal = TooSlow(self._door.usual)
            return {"type": "http.disconnect"}
        self._seen += len(message.get("body", b""))
        if self._seen > self._limit:
            self._refusal = TooLarge(self._limit)
            return {"type": "http.disconnect"}
        if not message.get("more_body"):
            self._until = None
        elif self._until is None and self._seen > self._door.usual:
            await self._held.enter_async_context(self._door.places)
            self._until = asyncio.get_running_loop().time() + self._door.place_seconds
        return message

    async def send(self, message: Message) -> None:
        """The answer, or ours in its stead."""
        if self._refusal is None or self._started:
            self._started = True
            await self._send(message)
        elif not self._replaced:
            self._replaced = True
            await refused(self._refusal)(self._scope, self._receive, self._send)
