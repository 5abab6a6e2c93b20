"""The door of the rooms: who may come into which, asked before anything is accepted.

In: an address and a token, over WebSocket or HTTP. Out: the room's name and who shows the token, or a refusal with a
real status and the API's error body.
"""

import re
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import Scope

from app.access.permissions import Action, Resource, Thing, can
from app.access.sign_in import SignIn
from app.access.tokens import SignedIn
from app.errors import NotAllowed, NotFound, NotSignedIn, RefusedError, Unavailable

PREFIX = "/sync/"
NONE_OF_OURS = -1
# A browser can't send headers with a WebSocket: it offers this subprotocol, and another that is the token.
PROTOCOL = "doorstep"
TOKEN_PROTOCOL = "bearer."  # noqa: S105
ROOM_NAME = re.compile(r"[A-Za-z0-9._:@~-]{1,128}")
REFUSALS: dict[type[RefusedError], tuple[HTTPStatus, str]] = {
    NotSignedIn: (HTTPStatus.UNAUTHORIZED, "not_signed_in"),
    NotAllowed: (HTTPStatus.FORBIDDEN, "not_allowed"),
    NotFound: (HTTPStatus.NOT_FOUND, "not_found"),
    Unavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "unavailable"),
}


def room_name(path: str) -> str:
    """The room that an address names, or NotFound."""
    name = path.removeprefix(PREFIX)
    if not path.startswith(PREFIX) or not ROOM_NAME.fullmatch(name):
        raise NotFound("There is no such room: a name has 1 to 128 of the characters A-Z a-z 0-9 . _ : @ ~ -")
    return name


async def admitted(sign_in: SignIn, token: str, room: str) -> SignedIn:
    """Who shows this token, when they may sync that room."""
    shown = await sign_in.bearer(token)
    if not can(shown.principal, Action.SYNC, Resource(Thing.ROOM, room=room)):
        raise NotAllowed("This account may not open that room.")
    return shown


def token_of(scope: Scope) -> str:
    """The token of a WebSocket: a Bearer header, else the subprotocol, else ?token=; empty without one."""
    scheme, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    offered = scope.get("subprotocols", []) if protocol_of(scope) else []
    shown = (each.removeprefix(TOKEN_PROTOCOL) for each in offered if each.startswith(TOKEN_PROTOCOL))
    return next(shown, "") or _asked(scope, "token")


def protocol_of(scope: Scope) -> str | None:
    """The subprotocol to accept with: ours, when it was offered."""
    return PROTOCOL if PROTOCOL in scope.get("subprotocols", []) else None


def epoch_of(scope: Scope) -> int:
    """The document that the client knows: the first, unless it names another; what is no number is none of ours."""
    given = _asked(scope, "epoch")
    if not given:
        return 0
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else NONE_OF_OURS


def refusal(error: RefusedError) -> JSONResponse:
    """The answer instead of the upgrade."""
    status, kind = REFUSALS[type(error)]
    headers = {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else None
    return JSONResponse({"error": kind, "detail": str(error)}, status, headers)


def _asked(scope: Scope, name: str) -> str:
    query: bytes = scope["query_string"]
    return parse_qs(query.decode("latin-1")).get(name, [""])[0]
