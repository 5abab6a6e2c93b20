"""The rooms in memory: put there by the first who comes, kept for a grace after the last has gone.

In: names. Out: rooms, held until they are released. Always: there is one room of a name; one that has anything
uncommitted is never put away.
"""

import asyncio
import time
from collections.abc import Callable

from app.sync.limits import SyncLimits
from app.sync.room import Room


class Shelf:
    """Rooms by name."""

    def __init__(self, limits: SyncLimits, new: Callable[[str], Room], put_away: Callable[[Room], None]) -> None:
        self._limits = limits
        self._new = new
        # Told of each room that is put away after its grace.
        self._put_away = put_away
        self._rooms: dict[str, Room] = {}

    def get(self, name: str) -> Room | None:
        """The room, when it is in memory."""
        return self._rooms.get(name)

    def all(self) -> list[Room]:
        """Every room in memory."""
        return list(self._rooms.values())

    def hold(self, name: str) -> Room:
        """The room, held until release()."""
        room = self._rooms.get(name)
        if room is None:
            room = self._rooms[name] = self._new(name)
        if room.unloading is not None:
            room.unloading.cancel()
            room.unloading = None
        room.guests += 1
        room.used_at = time.monotonic()
        return room

    def release(self, room: Room) -> None:
        """Let go of a room; after the last who does, its grace begins."""
        room.guests -= 1
        if room.guests == 0 and not room.closed:
            self._begin_grace(room)

    def forget(self, room: Room) -> None:
        """Whoever asks for this room next gets a new one."""
        if self._rooms.get(room.name) is room:
            del self._rooms[room.name]
        if room.unloading is not None:
            room.unloading.cancel()
            room.unloading = None
        self._drop_document(room)
        room.closed = True

    def relieve(self) -> None:
        """Put documents out of memory, those used longest ago first, when there are more than may be."""
        loaded = [room for room in self._rooms.values() if room.document is not None and room.loading is None]
        excess = len(loaded) - self._limits.documents
        if excess <= 0:
            return
        # The server's own replicas read without asking for the document again.
        idle = (
            room for room in sorted(loaded, key=lambda room: room.used_at) if room.settled and room.guests == room.seats
        )
        for room, _ in zip(idle, range(excess), strict=False):
            self._drop_document(room)

    def _begin_grace(self, room: Room) -> None:
        room.unloading = asyncio.get_running_loop().call_later(self._limits.grace_seconds, self._unload, room)

    def _unload(self, room: Room) -> None:
        room.unloading = None
        if room.guests or room.closed:
            return
        if not room.settled:
            self._begin_grace(room)
            return
        self.forget(room)
        self._put_away(room)

    def _drop_document(self, room: Room) -> None:
        if room.document is not None:
            room.document.close()
            room.document = None
