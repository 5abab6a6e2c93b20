"""The desk's socket, for those who haven't signed in: each opening makes a state that is kept for an hour.

A signed-in tab comes as often as it likes; of the others, one address opens as many in a minute as it may make
devices. Whoever opens the desk without a session needs one such socket, to be led to the sign-in.
"""

from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access.sign_in import SESSION_COOKIE
from app.api.errors import refused
from app.errors import DoorstepError, TooMany

SOCKET = "/_event"
# Counts one of that address, or raises TooMany.
Count = Callable[[str], Awaitable[None]]
# Says who has this session; NotSignedIn, when nobody has.
SignedIn = Callable[[str], Awaitable[object]]


class StrangersDoor:
    """Answers 429 to an address that opens too many."""

    def __init__(self, app: ASGIApp, count: Count, signed_in: SignedIn) -> None:
        self.app = app
        self.count = count
        self.signed_in = signed_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and scope["path"].startswith(SOCKET) and not await self._is_known(scope):
            try:
                client = scope.get("client")
                await self.count(client[0] if client else "unknown")
            except TooMany as error:
                await refused(error)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _is_known(self, scope: Scope) -> bool:
        try:
            morsel = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(SESSION_COOKIE)
            await self.signed_in(morsel.value if morsel else "")
        except (CookieError, DoorstepError):
            return False
        return True
