"""Pages of another origin may speak with the rooms over HTTP: where rooms run apart from the pages, they must.

Nothing but /api/sync/ is opened: it believes the token that is shown and nothing that a browser brings by itself.
"""

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOMS = "/api/sync/"
DAY = 24 * 3600
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
PREFLIGHT = {
    **OPEN,
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": str(DAY),
}


class ElsewhereDoor:
    """Answers a browser's question whether it may, and says so on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(ROOMS):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await Response(status_code=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(OPEN)
            await send(message)

        await self.app(scope, receive, opened)
