"""Hears what one connection sends, frame by frame: at once, where nothing has to be waited for.

In: frames, from the socket itself or by `receive`. Out: what they do to the room, or the connection's close. Always:
frames are heard in the order in which they came; what one connection sends harms no other, and after so many in one go
others have their turn.
"""

import asyncio
import logging
import time
from contextlib import suppress

from starlette.types import Receive

from app.errors import Unavailable
from app.sync import yjs
from app.sync.connection import Connection
from app.sync.document import TooMuch, Unreadable
from app.sync.journal import JournalDown
from app.sync.limits import Close
from app.sync.protocol import Kind, NotAFrame
from app.sync.room import Room
from app.sync.rooms import Rooms

logger = logging.getLogger("app.sync.listener")

# After so many frames in one go, they are committed and the others have their turn.
TURN = 32
SYNC = bytes((Kind.SYNC,))
# A frame that changes no document costs less of a token's rate.
NO_UPDATE = 0.05


class Listener:
    """The ear of a room for one connection."""

    __slots__ = ("_busy", "_connection", "_room", "_rooms")

    def __init__(self, rooms: Rooms, room: Room, connection: Connection) -> None:
        self._rooms = rooms
        self._room = room
        self._connection = connection
        # While a frame waits for something, those that follow wait, too.
        self._busy = False

    def hear_now(self, frame: bytes) -> bool:
        """Hear a frame at once; False when something has to be waited for before that."""
        if self._busy or not self._is_ready(frame):
            return False
        # What comes after the close is read and dropped; unacknowledged, the client brings it again.
        if self._connection.code is None and not self._rooms.draining and self._admit(frame):
            self._hear(frame)
        return True

    async def listen(self, receive: Receive) -> None:
        """Hear what isn't heard at once, until the client has gone."""
        turn = 0
        while (message := await receive())["type"] == "websocket.receive":
            if self._connection.code is not None or self._rooms.draining:
                continue
            frame = message.get("bytes")
            if frame is None:
                self._odd("it is text")
                continue
            if not self._admit(frame):
                continue
            if not self._is_ready(frame):
                self._busy = True
                try:
                    await self._make_ready(frame)
                finally:
                    self._busy = False
            if self._connection.code is None:
                self._hear(frame)
            turn += 1
            if turn % TURN == 0:
                await self._kept()
        # Found out where frames are taken apart, before there was one to be heard.
        if self._connection.code is None and message.get("code") == Close.TOO_LARGE:
            self._rooms.meters.closed[Close.TOO_LARGE] += 1

    def _admit(self, frame: bytes) -> bool:
        connection, meters = self._connection, self._rooms.meters
        size = len(frame)
        meters.frames_in += 1
        meters.bytes_in += size
        if size > self._rooms.limits.frame:
            connection.close(Close.TOO_LARGE, "too large a frame")
            return False
        now = time.monotonic()
        connection.heard_at = self._room.used_at = now
        # Each of many clients of one token says again what it hears of all others, and asks whether it was kept.
        if not connection.bucket.take(now, size, 1 if frame[:1] == SYNC else NO_UPDATE):
            connection.close(Close.TOO_FAST, "too many updates or bytes")
            return False
        return True

    def _is_ready(self, frame: bytes) -> bool:
        room = self._room
        return room.document is not None and room.size + len(frame) <= self._rooms.limits.document

    async def _make_ready(self, frame: bytes) -> None:
        archive, room = self._rooms.archive, self._room
        try:
            if room.document is None:
                await archive.load(room)
            if not await archive.has_space(room, len(frame), self._rooms.limits.document):
                self._connection.close(Close.TOO_LARGE, "the room's document is full")
        except (JournalDown, Unavailable):
            self._connection.close(Close.TRY_LATER, "the journal can't be written")

    async def _kept(self) -> None:
        """Who pours waits for the disk, so that what others bring finds a short transaction to go along with."""
        with suppress(JournalDown):
            await self._room.committed_all()
        await asyncio.sleep(0)

    def _hear(self, frame: bytes) -> None:
        try:
            yjs.hear(self._room, self._connection, frame)
        except (NotAFrame, Unreadable) as error:
            self._odd(str(error))
        except TooMuch:
            self._connection.close(Close.TOO_LARGE, "the room's document is full")
        except (JournalDown, Unavailable):
            self._connection.close(Close.TRY_LATER, "the journal can't be written")

    def _odd(self, why: str) -> None:
        connection = self._connection
        logger.warning("room %s: %s sent a frame that is no frame: %s", self._room.name, connection.principal.id, why)
        connection.close(Close.NOT_A_FRAME, "a frame that is no frame")
