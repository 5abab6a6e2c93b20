"""A room: one live document, everyone who is connected to it, and the order in which they hear of things.

In: changes of connections and of the server, rows of other nodes. Out: entries for the journal, frames for
connections. Always: a change is in the document at once, and nobody hears of it, by whatever kind of frame, before it
is committed. A room whose entries could not be committed throws its document away; the journal is the truth.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable

from app.store.journal import Entry, Stored
from app.sync import protocol
from app.sync.awareness import Said
from app.sync.connection import Connection
from app.sync.document import Broken, Document, Unreadable
from app.sync.house import House
from app.sync.journal import Journal, JournalDown, Share
from app.sync.limits import Close
from app.sync.presence import Presence
from app.sync.promises import Promises

logger = logging.getLogger("app.sync.room")


class Room:
    """One room."""

    __slots__ = (
        "_house",
        "_journal",
        "_promises",
        "applied",
        "closed",
        "connections",
        "document",
        "epoch",
        "guests",
        "loading",
        "name",
        "presence",
        "rows",
        "said",
        "seats",
        "size",
        "unloading",
        "used_at",
    )

    def __init__(self, name: str, journal: Journal, house: House) -> None:
        self.name = name
        self.epoch = 0
        self.document: Document | None = None
        # All rows up to this sequence are in the document.
        self.applied = 0
        # Of the journal: how many rows the room has, and how many bytes in them.
        self.rows = 0
        self.size = 0
        self.connections: dict[Connection, None] = {}
        self.presence = Presence()
        self.said = Said()
        # Who works with the document without being connected: it stays in memory as long.
        self.guests = 0
        # How many of the guests are connected, or about to be.
        self.seats = 0
        self.loading: asyncio.Task[None] | None = None
        self.unloading: asyncio.TimerHandle | None = None
        self.used_at = 0.0
        self.closed = False
        self._journal = journal
        self._house = house
        self._promises = Promises()

    @property
    def live(self) -> Document:
        """The document, which must be loaded."""
        if self.document is None:
            raise RuntimeError(f"room {self.name} isn't loaded")
        return self.document

    @property
    def settled(self) -> bool:
        """Whether everything is committed."""
        return self._promises.settled

    # --- connections ---

    def join(self, connection: Connection) -> None:
        """Somebody is connected."""
        self.connections[connection] = None

    def leave(self, connection: Connection) -> None:
        """Somebody has gone."""
        self.connections.pop(connection, None)

    def unsay(self, connection: Connection) -> None:
        """Take back what somebody said about themselves: those who are left hear that they have gone."""
        gone = self.said.leave(connection)
        if gone is not None:
            self.broadcast(gone)

    def broadcast(self, frame: bytes, exclude: Collection[Connection] = ()) -> None:
        """Send a frame to everyone but these."""
        for connection in self.connections:
            if connection not in exclude:
                connection.push(frame)

    # --- the document ---

    def take(self, update: bytes, sender: Connection | None) -> None:
        """Take a change in, from a connection or, with None, from somebody who isn't connected."""
        if self.closed:
            raise JournalDown("The room was closed meanwhile.")
        self.live.admit(update)
        try:
            change = self.live.take(update)
            if change is None and not self.live.waits(update):
                return
        except Broken:
            self.fail(Close.TRY_LATER, "the document is read again")
            raise
        self.keep(update, change, sender)

    def keep(self, update: bytes, change: bytes | None, sender: Connection | None = None) -> None:
        """Have the journal keep what has been done to the document, and tell the others then."""
        try:
            self._promises.taken(self._journal.add(self, Entry(self.name, self.epoch, update)))
        except JournalDown:
            self.refused()
            raise
        self.rows += 1
        self.size += len(update)
        if change is not None:
            self.after(lambda: self._tell(change, sender))

    def since(self, vector: bytes) -> bytes:
        """What somebody lacks who has that much; to be told only after what is open has been committed."""
        try:
            return self.live.since(vector)
        except Broken:
            self.fail(Close.TRY_LATER, "the document is read again")
            raise

    def after(self, action: Callable[[], None]) -> None:
        """Do something once all that has been taken in is committed: now, when it is."""
        self._promises.after(action)

    async def committed_all(self) -> None:
        """Wait until all that has been taken in is committed; JournalDown when it can't be."""
        await self._promises.kept()

    def absorb(self, rows: Iterable[Stored]) -> int:
        """Take in what other nodes have committed; how many rows were new."""
        count = 0
        for row in rows:
            if row.sequence <= self.applied:
                continue
            self.applied = row.sequence
            try:
                change = self.live.take(row.body) if row.sound else None
            except Broken:
                self.fail(Close.TRY_LATER, "the document is read again")
                raise
            except Unreadable:
                logger.exception("row %d of room %s can't be read", row.sequence, self.name)
                continue
            if change is not None:
                count += 1
                self.rows += 1
                self.size += len(row.body)
                self._tell(change, None)
        return count

    def _tell(self, change: bytes, sender: Connection | None) -> None:
        if len(self.connections) > 1 or sender is None:
            self.broadcast(protocol.update(change), () if sender is None else (sender,))
        self._house.changed(self, change)

    # --- what the journal says ---

    def committed(self, share: Share, head: int | None) -> None:
        """A transaction with entries of this room has come to its end."""
        if self.closed:
            return
        if head is None:
            self.retired()
            return
        if head - share.rows == self.applied:
            self.applied = head
        elif head > self.applied:
            self._house.behind(self)
        self._promises.committed(share)

    def refused(self) -> None:
        """The journal can't keep what this room has taken in."""
        self.fail(Close.TRY_LATER, "the journal can't be written")

    def retired(self) -> None:
        """Another document has taken this one's place."""
        self.fail(Close.RETIRED, str(self.epoch + 1))

    def fail(self, code: Close, reason: str) -> None:
        """Throw the document away; nothing that wasn't committed has been heard of."""
        self.closed = True
        self._promises.broken()
        for connection in list(self.connections):
            connection.close(code, reason)
        self._house.forget(self)
