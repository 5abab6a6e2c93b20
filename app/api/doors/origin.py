"""Nobody else's page: a browser that comes from another origin opens no socket and changes nothing.

Reflex's socket and the session cookie trust the browser, so the browser must come from our own pages. The sync
sockets are not guarded here: they take a token that no foreign page has. Programs send no Origin and pass.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.errors import error_body

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
OPEN_PATHS = ("/sync/", "/api/sync/")


class OriginDoor:
    """Answers 403 to a foreign origin."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app = app
        self.public_host = urlsplit(public_url).netloc

    def _is_ours(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return True
        host = _host(origin)
        return bool(host) and host in (headers.get("host"), self.public_host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_guarded(scope) or scope["path"].startswith(OPEN_PATHS) or self._is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        answer = error_body(HTTPStatus.FORBIDDEN, "foreign_origin", "This comes from another site's page.")
        await answer(scope, receive, send)


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        # No browser says such a thing.
        return ""


def _is_guarded(scope: Scope) -> bool:
    if scope["type"] != "http":
        return bool(scope["type"] == "websocket")
    # A preflight asks whether it may; a simple OPTIONS changes nothing.
    return scope["method"] not in SAFE_METHODS or "access-control-request-method" in Headers(scope=scope)
