"""No body larger than the limit, whether it says its length or not."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import refused
from app.errors import TooLarge


class BodyDoor:
    """Answers 413 and stops reading once a body is larger than the limit."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said) > self.limit:
            await refused(TooLarge(self.limit))(scope, receive, send)
            return
        seen = 0
        started = replaced = False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            # The app reads no further; what it answers to a cut-off body is replaced below.
            return message if seen <= self.limit else {"type": "http.disconnect"}

        async def checked(message: Message) -> None:
            nonlocal started, replaced
            if started or seen <= self.limit:
                started = True
                await send(message)
            elif not replaced:
                replaced = True
                await refused(TooLarge(self.limit))(scope, receive, send)

        await self.app(scope, counted, checked)
