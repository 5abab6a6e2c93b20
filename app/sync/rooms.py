"""All rooms of this process: what clients, the bridge and the API do with them.

In: names, connections, changes. Out: rooms, and what is in them. Always: nobody works with a room whose document isn't
loaded, and nobody who knows another document than the present one.
"""

import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from pycrdt import Doc

from app.clock import Clock, utc_now
from app.errors import Invalid, Outdated, TooLarge, Unavailable
from app.store.engine import Database
from app.sync import protocol
from app.sync.archive import Archive
from app.sync.beside import Beside
from app.sync.connection import Connection
from app.sync.document import TooMuch, Unreadable, see_that_it_is_a_vector
from app.sync.hooks import Hooks
from app.sync.journal import Journal, JournalDown
from app.sync.limits import Close, Rates, SyncLimits
from app.sync.metrics import Meters
from app.sync.replica import Replica
from app.sync.room import Room
from app.sync.shelf import Shelf

T = TypeVar("T")

logger = logging.getLogger("app.sync.rooms")


class Rooms:
    """The rooms."""

    def __init__(self, database: Database, limits: SyncLimits, now: Clock = utc_now) -> None:
        self._beside = Beside()
        self.limits = limits
        self.now = now
        self.meters = Meters()
        self.journal = Journal(database, self.meters)
        self.hooks = Hooks()
        self.rates = Rates(limits)
        self.archive = Archive(database, self._beside, self.hooks, self.meters, now)
        self.shelf = Shelf(limits, lambda name: Room(name, self.journal, self), self.archive.put_away)
        self.draining = False

    # --- for whoever looks ---

    def get(self, name: str) -> Room | None:
        """The room, when it is in memory."""
        return self.shelf.get(name)

    def all(self) -> list[Room]:
        """Every room in memory."""
        return self.shelf.all()

    def connections(self) -> list[Connection]:
        """Everyone connected."""
        return [connection for room in self.all() for connection in room.connections]

    def trouble(self) -> str | None:
        """Why this node takes nobody in, as a sentence."""
        return "The rooms are closing for a restart." if self.draining else self.journal.trouble

    def gauges(self) -> dict[str, tuple[str, float]]:
        """What metrics show of this moment."""
        rooms, people = self.all(), self.connections()
        return {
            "rooms": ("Rooms in memory", len(rooms)),
            "documents": ("Documents in memory", sum(room.document is not None for room in rooms)),
            "connections": ("Clients connected", len(people)),
            "waiting_updates": ("Updates that wait for the next transaction", self.journal.waiting),
            "waiting_bytes": ("Bytes that wait until their clients read", sum(each.waiting for each in people)),
            "ready": ("Whether the journal can commit", float(self.trouble() is None)),
        }

    # --- for whoever works with rooms ---

    def on_committed(self, callback: Callable[[str], None]) -> None:
        """Call back with the name of each room of which something has been committed, by whichever node."""
        self.hooks.on_committed.append(callback)

    @asynccontextmanager
    async def replica(self, name: str) -> AsyncIterator[Replica]:
        """The room's document for reading and editing by the server; what it holds at first is committed."""
        room = await self.enter(name)
        try:
            await room.committed_all()
            yield Replica(room)
        finally:
            self.exit(room)

    async def exchange(self, name: str, vector: bytes, changes: bytes, epoch: int | None) -> tuple[bytes, bytes]:
        """HTTP sync: take changes in; the room's vector and what the other side lacks, after the commit."""
        room = await self.enter(name)
        try:
            self.check_epoch(room, epoch)
            # Whoever is refused has changed nothing.
            see_that_it_is_a_vector(vector or b"\x00")
            if changes and changes != protocol.NOTHING_NEW:
                if not await self.archive.has_space(room, len(changes), self.limits.document):
                    raise TooLarge(self.limits.document)
                room.take(changes, None)
            # Everything that was open when this was computed is committed when we return it.
            answer = room.live.vector(), room.since(vector or b"\x00")
            await room.committed_all()
        except JournalDown as error:
            raise Unavailable(str(error)) from error
        except TooMuch as error:
            raise TooLarge(self.limits.document) from error
        except Unreadable as error:
            raise Invalid("The state vector or the update can't be read.", {"body": "can't be read"}) from error
        finally:
            self.exit(room)
        return answer

    def broadcast_to_room(self, name: str, frame: bytes, exclude: Collection[Connection] = ()) -> bool:
        """Send a frame to everyone in the room but these; whether there is such a room."""
        room = self.get(name)
        if room is None:
            return False
        room.broadcast(frame, exclude)
        return True

    async def retire(self, name: str, first: Callable[[Doc[Any]], bytes]) -> int:
        """Begin the room's next document with what `first` makes of this one; everyone is sent to the new one."""
        room = await self.enter(name)
        try:
            await room.committed_all()
            return await self.archive.retire(room, first(room.live.doc))
        finally:
            self.exit(room)

    async def purge(self, name: str, change: Callable[[Doc[Any]], T]) -> tuple[T, bool]:
        """Change the document, and keep nothing of what stood there before; whether that was possible."""
        room = await self.enter(name)
        try:
            await room.committed_all()
            result = await Replica(room).edit(change)
            return result, await self.archive.purge(room)
        finally:
            self.exit(room)

    def check_epoch(self, room: Room, epoch: int | None) -> None:
        """Nobody who knows only an older document may write into the present one."""
        if (epoch or 0) != room.epoch:
            raise Outdated(room.epoch)

    # --- coming and going ---

    async def enter(self, name: str) -> Room:
        """The room with its document in memory, held until exit()."""
        if (trouble := self.trouble()) is not None:
            raise Unavailable(trouble)
        room = self.shelf.hold(name)
        try:
            await self.archive.load(room)
        except BaseException:
            self.exit(room)
            raise
        return room

    def exit(self, room: Room) -> None:
        """Let go of a room."""
        self.shelf.release(room)

    def join(self, room: Room, connection: Connection, greet: Callable[[Room, Connection], None]) -> None:
        """Somebody is connected: the room knows it first, then they are greeted, then the hooks hear of it."""
        room.join(connection)
        principal = connection.principal
        now = int(self.now().timestamp() * 1000)
        user = room.presence.join(id(connection), principal.id, principal.name, now)
        greet(room, connection)
        self.hooks.joined(room.name, user)

    def leave(self, room: Room, connection: Connection) -> None:
        """Somebody has gone: the room knows it first, then the hooks, then those who are left."""
        room.leave(connection)
        user = room.presence.leave(id(connection))
        if user is not None:
            self.hooks.left(room.name, user)
        room.unsay(connection)

    def message(self, room: Room, sender: Connection, message: bytes) -> None:
        """Something that isn't the protocol's own: for the hooks, then for all others."""
        self.hooks.said(room.name, sender.principal.id, message)
        room.broadcast(message, (sender,))

    # --- what rooms say ---

    def changed(self, room: Room, change: bytes) -> None:
        """A change is committed."""
        self.hooks.changed(room.name, change)
        self.archive.grown(room)

    def behind(self, room: Room) -> None:
        """Other nodes have written to this room."""
        self.archive.behind(room)

    def forget(self, room: Room) -> None:
        """A room is of no more use, and what it had not committed is lost."""
        self.archive.renew_author()
        self.shelf.forget(room)

    # --- the end ---

    async def drain(self) -> None:
        """Take nobody in any more, commit everything, then say goodbye to everyone."""
        self.draining = True
        for room in self.all():
            try:
                await room.committed_all()
            except JournalDown:
                logger.warning("room %s ends with changes that could not be committed", room.name)
        for connection in self.connections():
            connection.close(Close.RESTART, "restart")

    async def finish(self) -> None:
        """Wait for what runs beside, and let go of every document."""
        await self._beside.finish()
        for room in self.all():
            self.forget(room)
