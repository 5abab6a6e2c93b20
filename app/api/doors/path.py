"""No address with control characters: routers and files read such paths each in a way of their own."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.errors import nowhere

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class PathDoor:
    """Answers 404 to them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and CONTROL.search(scope["path"]):
            await nowhere()(scope, receive, send)
            return
        await self.app(scope, receive, send)
