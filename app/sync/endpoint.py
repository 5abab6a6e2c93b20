"""`/sync/{room}`: one WebSocket, from the handshake to its close code. Raw ASGI, because layers cost memory and time.

In: a stranger who asks for a room. Out: a refusal with a real status, or a connection in that room. Always: who may not
come in hears why before the upgrade, and what one connection sends harms no other.
"""

import asyncio
import logging
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
from app.sync.document import TooMuch, Unreadable
from app.sync.door import PREFIX, admitted, epoch_of, protocol_of, refusal, room_name, token_of
from app.sync.journal import JournalDown
from app.sync.limits import Close
from app.sync.protocol import NotAFrame
from app.sync.room import Room
from app.sync.rooms import Rooms
from app.sync.socket import SEND_NOW

logger = logging.getLogger("app.sync.endpoint")

# After so many frames in one go, the others have their turn.
TURN = 32
# So many come in at the same moment; in a storm the others wait, and the rest of the app gets its turns.
DOORS = 16
NOT_HTTP = JSONResponse(
    {"error": "upgrade_required", "detail": "Rooms speak WebSocket here."}, HTTPStatus.UPGRADE_REQUIRED
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
        epoch, send_now = epoch_of(scope), scope.get("extensions", {}).get(SEND_NOW)
        try:
            await send({"type": "websocket.accept", "subprotocol": protocol_of(scope)})
        except OSError:
            return
        if send_now is not None:
            # Our own socket holds the scope as long as the connection lasts, and needs nothing of it any more.
            scope.clear()
        now = time.monotonic()
        bucket = rooms.rates.of(shown.token_id, now)
        connection = Connection(
            send, send_now, rooms.limits, rooms.meters, shown.principal, shown.token_id, shown.expires_at, bucket, now
        )
        try:
            rooms.check_epoch(room, epoch)
        except Outdated as error:
            connection.close(Close.RETIRED, str(error.epoch))
            await _until_gone(receive)
            return
        rooms.join(room, connection, yjs.greet)
        try:
            await self._listen(rooms, room, connection, receive)
        except asyncio.CancelledError:
            # A client that doesn't even read why it is closed is given up; else somebody stops the server.
            if connection.code is None:
                raise
        finally:
            rooms.leave(room, connection)
            connection.gone()

    async def _listen(self, rooms: Rooms, room: Room, connection: Connection, receive: Receive) -> None:
        turn = 0
        while (message := await receive())["type"] == "websocket.receive":
            # What comes after the close is read and dropped; unacknowledged, the client brings it again.
            if connection.code is not None or rooms.draining:
                continue
            await self._frame(rooms, room, connection, message.get("bytes"))
            turn += 1
            if turn % TURN == 0:
                await asyncio.sleep(0)

    async def _frame(self, rooms: Rooms, room: Room, connection: Connection, frame: bytes | None) -> None:
        limits, meters = rooms.limits, rooms.meters
        if frame is None:
            self._odd(room, connection, "it is text")
            return
        size = len(frame)
        meters.frames_in += 1
        meters.bytes_in += size
        if size > limits.frame:
            connection.close(Close.TOO_LARGE, "too large a frame")
            return
        now = time.monotonic()
        connection.heard_at = room.used_at = now
        if not connection.bucket.take(now, size):
            connection.close(Close.TOO_FAST, "too many updates or bytes")
            return
        try:
            if room.document is None:
                await rooms.archive.load(room)
            if room.size + size > limits.document and not await rooms.archive.has_space(room, size, limits.document):
                connection.close(Close.TOO_LARGE, "the room's document is full")
                return
            yjs.hear(room, connection, frame)
        except (NotAFrame, Unreadable) as error:
            self._odd(room, connection, str(error))
        except TooMuch:
            connection.close(Close.TOO_LARGE, "the room's document is full")
        except (JournalDown, Unavailable):
            connection.close(Close.TRY_LATER, "the journal can't be written")

    def _odd(self, room: Room, connection: Connection, why: str) -> None:
        logger.warning("room %s: %s sent a frame that is no frame: %s", room.name, connection.principal.id, why)
        connection.close(Close.NOT_A_FRAME, "a frame that is no frame")


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] == "websocket.receive":
        pass
