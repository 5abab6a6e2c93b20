"""All rooms of this process: opened by the first who comes, kept for a while after the last has gone.

Always: a room is loaded once, however many join at the same moment; one that has anything uncommitted is never
unloaded.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pycrdt import Doc

from app.clock import Clock, utc_now
from app.errors import Invalid, Outdated, TooLarge, Unavailable
from app.store import journal as store
from app.store.engine import Database
from app.store.journal import Place, Stored
from app.sync import protocol
from app.sync.connection import Connection
from app.sync.document import Document, Unreadable, merged
from app.sync.journal import Journal, JournalDown
from app.sync.limits import Close, SyncLimits
from app.sync.metrics import Meters
from app.sync.presence import PresenceUser
from app.sync.room import Room

logger = logging.getLogger("app.sync.rooms")

# A journal is compacted when it has this many rows, or when its last users have gone and it has some.
ROWS_LIVE = 1000
ROWS_AT_REST = 50

T = TypeVar("T")


@dataclass(slots=True)
class Hooks:
    """What others want to know of rooms; each is called with the room's name first."""

    on_join: list[Callable[[str, PresenceUser], None]] = field(default_factory=list)
    on_leave: list[Callable[[str, PresenceUser], None]] = field(default_factory=list)
    # Everything that isn't the protocol's own: (room, sender, message), before it goes to all others.
    on_message: list[Callable[[str, str, bytes], None]] = field(default_factory=list)
    on_change: list[Callable[[str, bytes], None]] = field(default_factory=list)
    on_committed: list[Callable[[str], None]] = field(default_factory=list)
    # The first update of a room that has never been written to.
    initial_state: Callable[[str], Awaitable[bytes | None]] | None = None


class Replica:
    """A room's document, held by the server itself."""

    def __init__(self, room: Room) -> None:
        self._room = room

    @property
    def doc(self) -> Doc[Any]:
        """The document as it is now. Read it without awaiting in between, and change it only with edit()."""
        return self._room.live.doc

    @property
    def head(self) -> int:
        """Up to this sequence of the journal, everything is in the document."""
        return self._room.applied

    async def edit(self, change: Callable[[Doc[Any]], T]) -> T:
        """Change the document in one transaction, kept and told like a client's; done when it is committed."""
        room = self._room
        if room.closed:
            raise JournalDown("The room was closed meanwhile.")
        document = room.live
        try:
            with document.doc.transaction():
                result = change(document.doc)
        except BaseException:
            if document.changed() is not None:
                # Half an edit is in memory only: the room is read again without it.
                room.fail(Close.TRY_LATER, "the document is read again")
            raise
        update = document.changed()
        if update is not None:
            room.keep(update, update)
        await room.committed_all()
        return result


class Rooms:
    """The rooms."""

    def __init__(self, database: Database, limits: SyncLimits, now: Clock = utc_now) -> None:
        self._database = database
        self._rooms: dict[str, Room] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._catching_up: set[str] = set()
        self.limits = limits
        self.now = now
        self.meters = Meters()
        self.journal = Journal(database, self.meters)
        self.hooks = Hooks()
        self.draining = False

    # --- for whoever looks ---

    def get(self, name: str) -> Room | None:
        """The room, when it is in memory."""
        return self._rooms.get(name)

    def all(self) -> list[Room]:
        """Every room in memory."""
        return list(self._rooms.values())

    def connections(self) -> list[Connection]:
        """Everyone connected."""
        return [connection for room in self._rooms.values() for connection in room.connections]

    def trouble(self) -> str | None:
        """Why this node takes nobody in, as a sentence."""
        return "The rooms are closing for a restart." if self.draining else self.journal.trouble

    def gauges(self) -> dict[str, tuple[str, float]]:
        """What metrics show of this moment."""
        rooms = self.all()
        return {
            "rooms": ("Rooms in memory", len(rooms)),
            "documents": ("Documents in memory", sum(room.document is not None for room in rooms)),
            "connections": ("Clients connected", sum(len(room.connections) for room in rooms)),
            "waiting_updates": ("Updates that wait for the next transaction", self.journal.waiting),
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
            if changes and changes != protocol.NOTHING_NEW:
                if not await self.has_space(room, len(changes)):
                    raise TooLarge(self.limits.document)
                room.take(changes, None)
            # Everything that was open when this was computed is committed when we return it.
            answer = room.live.vector(), room.since(vector or b"\x00")
            await room.committed_all()
        except JournalDown as error:
            raise Unavailable(str(error)) from error
        except Unreadable as error:
            raise Invalid("The state vector or the update can't be read.") from error
        finally:
            self.exit(room)
        return answer

    def broadcast_to_room(self, name: str, frame: bytes, exclude: Connection | None = None) -> bool:
        """Send a frame to everyone in the room; whether there is such a room."""
        room = self._rooms.get(name)
        if room is None:
            return False
        room.broadcast(frame, exclude)
        return True

    async def retire(self, name: str, first: Callable[[Doc[Any]], bytes]) -> int:
        """Begin the room's next document with what `first` makes of this one; everyone is sent to the new one."""
        room = await self.enter(name)
        try:
            await room.committed_all()
            body = first(room.live.doc)
            place = await self._database.write(lambda session: store.retire(session, name, room.epoch, body))
            room.retired()
        finally:
            self.exit(room)
        return place.epoch

    def check_epoch(self, room: Room, epoch: int | None) -> None:
        """Nobody who knows only an older document may write into the present one."""
        if (epoch or 0) != room.epoch:
            raise Outdated(room.epoch)

    # --- coming and going ---

    async def enter(self, name: str) -> Room:
        """The room with its document in memory, held until exit()."""
        if (trouble := self.trouble()) is not None:
            raise Unavailable(trouble)
        room = self._rooms.get(name)
        if room is None:
            room = self._rooms[name] = Room(name, self.journal, self)
        if room.unloading is not None:
            room.unloading.cancel()
            room.unloading = None
        room.guests += 1
        room.used_at = time.monotonic()
        try:
            await self.load(room)
        except BaseException:
            self.exit(room)
            raise
        return room

    def exit(self, room: Room) -> None:
        """Let go of a room."""
        room.guests -= 1
        if room.guests == 0 and not room.closed:
            loop = asyncio.get_running_loop()
            room.unloading = loop.call_later(self.limits.grace_seconds, self._unload, room)

    def join(self, room: Room, connection: Connection) -> None:
        """Somebody is connected: first the room, then everyone else hears of it."""
        room.join(connection)
        principal = connection.principal
        user = room.presence.join(id(connection), principal.id, principal.name, self._milliseconds())
        for hear in self.hooks.on_join:
            hear(room.name, user)

    def leave(self, room: Room, connection: Connection) -> None:
        """Somebody has gone."""
        room.leave(connection)
        user = room.presence.leave(id(connection))
        if user is not None:
            for hear in self.hooks.on_leave:
                hear(room.name, user)

    def message(self, room: Room, sender: Connection, message: bytes) -> None:
        """Something that isn't the protocol's own: for the hooks, then for all others."""
        for hear in self.hooks.on_message:
            hear(room.name, sender.principal.id, message)
        room.broadcast(message, sender)

    def _milliseconds(self) -> int:
        return int(self.now().timestamp() * 1000)

    async def load(self, room: Room) -> None:
        """See that the document is in memory; all who ask at once wait for one reading."""
        while room.document is None:
            if room.loading is None:
                room.loading = self.spawn(self._load(room))
            # One who goes away meanwhile takes nothing from those who wait on.
            await asyncio.shield(room.loading)
        if room.closed:
            raise Unavailable("The room is being read again.")

    async def _load(self, room: Room) -> None:
        try:
            place, rows = await self._database.read(lambda session: store.open_room(session, room.name))
            document, bad = _document(rows)
            if bad:
                await self._quarantine(room.name, place, bad)
            room.epoch = place.epoch
            room.applied = max([place.head, *(row.sequence for row in rows)])
            room.rows = len(rows) - len(bad)
            room.size = sum(len(row.body) for row in rows)
            if place.head == 0 and self.hooks.initial_state is not None:
                first = await self.hooks.initial_state(room.name)
                if first is not None:
                    document.take(first)
                    room.document = document
                    room.keep(first, None)
            room.document = document
        except BaseException:
            room.closed = True
            self.forget(room)
            raise
        finally:
            room.loading = None

    async def _quarantine(self, name: str, place: Place, bad: dict[int, str]) -> None:
        logger.error("room %s: rows %s of its journal can't be read and were put aside", name, sorted(bad))
        self.meters.quarantined += len(bad)
        now = self.now()
        for sequence, reason in bad.items():
            await self._database.write(
                lambda session, at=sequence, why=reason: store.quarantine(  # type: ignore[misc]
                    session, name, place.epoch, [at], why, now
                )
            )

    def _unload(self, room: Room) -> None:
        room.unloading = None
        if room.guests or room.closed:
            return
        if not room.settled:
            room.unloading = asyncio.get_running_loop().call_later(self.limits.grace_seconds, self._unload, room)
            return
        self.forget(room)
        if room.rows >= ROWS_AT_REST:
            self.spawn(self.compact(room))

    def relieve(self) -> None:
        """Put documents out of memory, those used longest ago first, when there are more than may be."""
        loaded = [room for room in self._rooms.values() if room.document is not None and room.loading is None]
        excess = len(loaded) - self.limits.documents
        if excess <= 0:
            return
        # The server's own replicas read without asking for the document again.
        idle = (
            room for room in sorted(loaded, key=lambda room: room.used_at) if room.settled and room.guests == room.seats
        )
        for room, _ in zip(idle, range(excess), strict=False):
            if room.document is not None:
                room.document.close()
                room.document = None

    # --- what rooms say ---

    def changed(self, room: Room, change: bytes) -> None:
        """A change is committed."""
        for hear in self.hooks.on_change:
            hear(room.name, change)
        for call in self.hooks.on_committed:
            call(room.name)
        if room.rows >= ROWS_LIVE:
            room.rows = 0
            self.spawn(self.compact(room))

    def behind(self, room: Room) -> None:
        """Other nodes have written to this room."""
        if room.name not in self._catching_up:
            self._catching_up.add(room.name)
            self.spawn(self._catch_up(room))

    def forget(self, room: Room) -> None:
        """Whoever asks for this room next gets a new one."""
        if self._rooms.get(room.name) is room:
            del self._rooms[room.name]
        if room.unloading is not None:
            room.unloading.cancel()
            room.unloading = None
        if room.document is not None:
            room.document.close()
        room.closed = True

    async def _catch_up(self, room: Room) -> None:
        try:
            with suppress(Unavailable):
                await self.load(room)
            if room.closed:
                return
            after = room.applied
            place, rows = await self._database.read(
                lambda session: (store.place(session, room.name), store.read(session, room.name, room.epoch, after))
            )
        finally:
            self._catching_up.discard(room.name)
        if room.closed:
            return
        if place.epoch != room.epoch:
            room.retired()
            return
        self.meters.caught_up += room.absorb(rows)

    async def has_space(self, room: Room, size: int) -> bool:
        """Whether the room's document may grow by that much."""
        if room.size + size <= self.limits.document:
            return True
        # What the journal holds may be much more than what the document needs.
        await room.committed_all()
        await self.compact(room)
        return room.size + size <= self.limits.document

    async def compact(self, room: Room) -> None:
        """Put one row where many were."""
        now = self.now()
        try:
            done = await self._database.write(
                lambda session: store.compact(session, room.name, room.epoch, merged, now)
            )
        except store.Retired:
            return
        except Unreadable:
            logger.exception("room %s was not compacted: its journal stays as it is", room.name)
            return
        if done is not None:
            rows, room.size = done
            room.rows = 1
            self.meters.compactions += 1
            logger.debug("room %s: %d rows became one of %d bytes", room.name, rows, room.size)

    # --- the end ---

    async def drain(self) -> None:
        """Take nobody in any more, commit everything, then say goodbye to everyone."""
        self.draining = True
        for room in self.all():
            if not room.settled:
                try:
                    await room.committed_all()
                except JournalDown:
                    logger.warning("room %s ends with changes that could not be committed", room.name)
        for connection in self.connections():
            connection.close(Close.RESTART, "restart")

    def spawn(self, work: Any) -> asyncio.Task[Any]:
        """Run something beside; what goes wrong in it is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("a task of the rooms failed", exc_info=error)

    async def finish(self) -> None:
        """Wait for what runs beside, and let go of every document."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))
        for room in self.all():
            self.forget(room)


def _document(rows: list[Stored]) -> tuple[Document, dict[int, str]]:
    """The document that the rows make, and the rows that make none, with the reason."""
    bad = {row.sequence: "checksum" for row in rows if not row.sound}
    while True:
        document = Document()
        for row in rows:
            if row.sequence in bad:
                continue
            try:
                document.take(row.body)
            except Unreadable as error:
                bad[row.sequence] = str(error)
                # After a row that broke the library, begin again without it.
                break
        else:
            return document, bad
