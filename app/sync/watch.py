"""What is looked after while clients are connected, twice a second: their tokens, their silence, other nodes' rows.

Always: a revoked token ends its connections within a second, and what other nodes have written is noticed within a
second even when nobody says so.
"""

import asyncio
import logging
import time

from app.access.permissions import Action, Resource, Thing, can
from app.access.sign_in import SignIn
from app.store import journal as store
from app.store.engine import Database
from app.sync.limits import Close
from app.sync.rooms import Rooms

logger = logging.getLogger("app.sync.watch")

EVERY_SECONDS = 0.5


class Watch:
    """The look-out."""

    def __init__(self, rooms: Rooms, sign_in: SignIn, database: Database) -> None:
        self._rooms = rooms
        self._sign_in = sign_in
        self._database = database

    async def run(self) -> None:
        """Look again and again; trouble with the database is logged, and looked past."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            for look in (self._tokens, self._other_nodes):
                try:
                    await look()
                except Exception:
                    logger.exception("looking after the rooms failed")
            self._silence()
            self._rooms.shelf.relieve()

    async def _tokens(self) -> None:
        now = self._rooms.now()
        asked = [(room, connection) for room in self._rooms.all() for connection in room.connections]
        if not asked:
            return
        good = await self._sign_in.still_good({connection.token_id for _, connection in asked})
        for room, connection in asked:
            principal = good.get(connection.token_id)
            if principal is None or not can(principal, Action.SYNC, Resource(Thing.ROOM, room=room.name)):
                connection.close(Close.REVOKED, "revoked")
            elif connection.expires_at <= now:
                connection.close(Close.EXPIRED, "the token has expired")

    async def _other_nodes(self) -> None:
        rooms = {room.name: room for room in self._rooms.all() if room.loading is None}
        if not rooms:
            return
        for name, place in (await self._database.read(lambda session: store.places(session, rooms))).items():
            room = rooms[name]
            if place.epoch > room.epoch:
                room.retired()
            elif place.head > room.applied and room.settled:
                self._rooms.behind(room)

    def _silence(self) -> None:
        moment = time.monotonic()
        oldest = moment - self._rooms.limits.idle_seconds
        heard = moment - 2 * EVERY_SECONDS
        now = int(self._rooms.now().timestamp() * 1000)
        for room in self._rooms.all():
            room.presence.check(now)
            for connection in list(room.connections):
                if connection.heard_at > heard:
                    room.presence.heartbeat(id(connection), now)
                if connection.heard_at < oldest:
                    connection.close(Close.IDLE, "idle")
