"""`/sync/{room}`: one WebSocket, from the handshake to its close code. Raw ASGI, because layers cost memory and time.

In: a stranger who asks for a room. Out: a refusal with a real status, or a connection in that room. Always: who may not
come in hears why before the upgrade, and what one connection sends harms no other.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access.sign_in import SignIn
from app.access.tokens import SignedIn
from app.errors import Outdated, RefusedError, Unavailable
from app.sync import yjs
from app.sync.connection import Connection
from app.sync.door import PREFIX, admitted, epoch_of, protocol_of, refusal, room_name, token_of
from app.sync.limits import Close
from app.sync.listener import Listener
from app.sync.room import Room
from app.sync.rooms import Rooms
from app.sync.socket import AT_ONCE

# So many come in at the same moment; in a storm the others wait, and the rest of the app gets its turns.
DOORS = 16
NOT_HTTP = JSONResponse(
    {"error": "upgrade_required", "detail": "Rooms speak WebSocket here."},
    HTTPStatus.UPGRADE_REQUIRED,
    {"Upgrade": "websocket", "Connection": "Upgrade"},
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the endpoint works with while the program runs."""

    rooms: Rooms
    sign_in: SignIn


class SyncFirst:
    """Hands the sync sockets past everything else: each layer between costs memory for each of thousands.

    What the doors do for other requests, the endpoint does itself or doesn't need: it believes a token and no origin,
    and looks at no address.
    """

    def __init__(self, app: ASGIApp, sync: ASGIApp) -> None:
        self._app = app
        self._sync = sync

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Hand it on; not a coroutine itself, which would be one more for each connection."""
        ours = scope["type"] == "websocket" and scope["path"].startswith(PREFIX)
        return (self._sync if ours else self._app)(scope, receive, send)


class SyncEndpoint:
    """The ASGI app for /sync."""

    def __init__(self, desk: Callable[[], Desk | None]) -> None:
        self._desk = desk
        self._doors = asyncio.Semaphore(DOORS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await NOT_HTTP(scope, receive, send)
            return
        await receive()
        desk = self._desk()
        try:
            if desk is None:
                raise Unavailable("The rooms are not open yet.")
            async with self._doors:
                room, shown = await self._door(desk, scope)
        except RefusedError as error:
            answer = refusal(error)
            if desk is not None:
                desk.rooms.meters.refused[answer.status_code] += 1
            await answer(scope, receive, send)
            return
        room.seats += 1
        try:
            await self._serve(desk.rooms, room, shown, scope, receive, send)
        finally:
            room.seats -= 1
            desk.rooms.exit(room)

    async def _door(self, desk: Desk, scope: Scope) -> tuple[Room, SignedIn]:
        name = room_name(scope["path"])
        shown = await admitted(desk.sign_in, token_of(scope), name)
        room = await desk.rooms.enter(name)
        if room.seats >= desk.rooms.limits.connections:
            desk.rooms.exit(room)
            raise Unavailable("This room is full.")
        return room, shown

    async def _serve(
        self, rooms: Rooms, room: Room, shown: SignedIn, scope: Scope, receive: Receive, send: Send
    ) -> None:
        epoch, socket = epoch_of(scope), scope.get("extensions", {}).get(AT_ONCE)
        try:
            await send({"type": "websocket.accept", "subprotocol": protocol_of(scope)})
        except OSError:
            return
        if socket is not None:
            # Our own socket holds the scope as long as the connection lasts, and needs nothing of it any more.
            scope.clear()
        now = time.monotonic()
        bucket = rooms.rates.of(shown.token_id, now)
        connection = Connection(
            send, socket, rooms.limits, rooms.meters, shown.principal, shown.token_id, shown.expires_at, bucket, now
        )
        try:
            rooms.check_epoch(room, epoch)
        except Outdated as error:
            connection.close(Close.RETIRED, str(error.epoch))
            await _until_gone(receive)
            return
        rooms.join(room, connection, yjs.greet)
        listener = Listener(rooms, room, connection)
        if socket is not None:
            socket.heard_by(listener.hear_now)
        try:
            await listener.listen(receive)
        except asyncio.CancelledError:
            # A client that doesn't even read why it is closed is given up; else somebody stops the server.
            if connection.code is None:
                raise
        finally:
            rooms.leave(room, connection)
            connection.gone()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] == "websocket.receive":
        pass
