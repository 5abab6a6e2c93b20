"""HTTP sync: for a service worker's background sync, and where WebSockets are blocked."""

import time
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.access.tokens import SignedIn
from app.api.deps import BearerToken, RoomHouse, SignInDesk
from app.api.errors import says
from app.api.limits import count_call
from app.errors import Invalid, NotSignedIn
from app.sync.door import PREFIX, admitted, room_name
from app.sync.protocol import NotAFrame, decode_exchange, exchange

router = APIRouter(tags=["sync"])

BINARY = "application/octet-stream"
BODY = {"content": {BINARY: {"schema": {"type": "string", "format": "binary"}}}}


async def _admitted(room: str, request: Request, desk: SignInDesk, token: BearerToken) -> tuple[str, SignedIn]:
    name = room_name(PREFIX + room)
    try:
        return name, await admitted(desk, token, name)
    except NotSignedIn:
        # Guessing is a public call.
        await count_call(request, "public")
        raise


# The room's name, and who may come in. Asked before the rest of the address is read.
Admitted = Annotated[tuple[str, SignedIn], Depends(_admitted)]


@router.post(
    "/sync/{room}",
    response_class=Response,
    responses={
        200: {**BODY, "description": "The room's state vector and what the caller lacks."},
        **says(401, 403, 404, 409, 413, 422, 429, 503),
    },
    openapi_extra={"requestBody": {**BODY, "required": True}},
)
async def sync(request: Request, rooms: RoomHouse, entered: Admitted, epoch: int = 0) -> Response:
    """Bring a state vector and an update, each with its length before it; get the same, after the commit."""
    name, shown = entered
    body = await request.body()
    rooms.rates.count(shown.token_id, len(body), time.monotonic())
    try:
        vector, changes = decode_exchange(body)
    except NotAFrame as error:
        why = f"The body isn't a state vector and an update, each after its length: {error}."
        raise Invalid(why, {"body": str(error)}) from None
    return Response(exchange(*await rooms.exchange(name, vector, changes, epoch)), media_type=BINARY)
