"""What other nodes say: that a room's journal has grown. What it has grown by, the journal knows.

A line may be lost, doubled or late; the look-out finds what nobody has said.
"""

import asyncio
import logging

from app.store.engine import Database
from app.store.journal import CHANNEL
from app.sync.rooms import Rooms

logger = logging.getLogger("app.sync.nodes")

RETRY_SECONDS = 1


class Nodes:
    """The ear to the other nodes; PostgreSQL only."""

    def __init__(self, rooms: Rooms, database: Database) -> None:
        self._rooms = rooms
        self._database = database

    async def run(self) -> None:
        """Listen, again and again."""
        while True:
            try:
                async for line in self._database.listen(CHANNEL):
                    self._heard(line)
            except Exception:
                logger.exception("listening to the other nodes failed")
            await asyncio.sleep(RETRY_SECONDS)

    def _heard(self, line: str) -> None:
        name, _, sequence = line.rpartition(" ")
        room = self._rooms.get(name)
        # While something of our own is on its way, its commit tells whether others were there before.
        if room is not None and room.loading is None and room.settled and int(sequence) > room.applied:
            self._rooms.behind(room)
