"""No socket to an address that has none: a program that has mistyped its address hears so, with a real status.

The rooms' sockets pass before the doors; what is left is the desk's.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.doors.strangers import SOCKET
from app.api.errors import nowhere


class SocketsDoor:
    """Answers 404 to every other."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not f"{scope['path']}/".startswith(f"{SOCKET}/"):
            await nowhere()(scope, receive, send)
            return
        await self.app(scope, receive, send)
