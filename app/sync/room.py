"""A room: one live document, everyone who is connected to it, and the order in which they hear of things.

In: messages of connections, rows of other nodes. Out: entries for the journal, frames for connections. Always: a change
is in the document at once, and nobody hears of it, by whatever kind of frame, before it is committed. A room whose
entries could not be committed throws its document away; the journal is the truth.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Protocol

from app.store.journal import Entry, Stored
from app.sync import protocol
from app.sync.connection import Connection
from app.sync.document import Broken, Document, Unreadable
from app.sync.journal import Batch, Journal, JournalDown
from app.sync.limits import STATE_BYTES, STATES, Close
from app.sync.presence import Presence
from app.sync.protocol import Awareness, ClientState, Committed, QueryAwareness, State, Update

logger = logging.getLogger("app.sync.room")

Action = Callable[[], None]


class House(Protocol):
    """What a room tells the others of."""

    def changed(self, room: "Room", change: bytes) -> None:
        """A change is committed."""

    def behind(self, room: "Room") -> None:
        """The journal has rows of other nodes that this room hasn't seen."""

    def forget(self, room: "Room") -> None:
        """This room is of no more use: whoever asks next gets a new one."""


class Room:
    """One room."""

    __slots__ = (
        "_after",
        "_batch",
        "_house",
        "_journal",
        "_states",
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
        self._states: dict[int, tuple[ClientState, Connection]] = {}
        # The transaction that the newest change waits for; None when everything is committed.
        self._batch: Batch | None = None
        self._after: list[tuple[Batch, Action]] = []

    @property
    def live(self) -> Document:
        """The document, which must be loaded."""
        if self.document is None:
            raise RuntimeError(f"room {self.name} isn't loaded")
        return self.document

    @property
    def settled(self) -> bool:
        """Whether everything is committed."""
        return self._batch is None

    # --- connections ---

    def join(self, connection: Connection) -> None:
        """Somebody is connected: ask for what they have, and say who else is here."""
        self.connections[connection] = None
        vector = self.live.vector()
        self.after(lambda: connection.push(protocol.state(vector)))
        if self._states:
            connection.push(self._everybody())

    def leave(self, connection: Connection) -> None:
        """Somebody has gone, and with them what they said about themselves."""
        self.connections.pop(connection, None)
        theirs = [each for each, owner in self._states.values() if owner is connection]
        for each in theirs:
            del self._states[each.client]
        if theirs and self.connections:
            gone = [ClientState(each.client, each.clock + 1, protocol.GONE) for each in theirs]
            self.broadcast(protocol.awareness(gone))

    def receive(self, connection: Connection, frame: bytes) -> None:
        """One frame of a connection; NotAFrame or Unreadable when it isn't one."""
        message = protocol.decode(frame)
        if isinstance(message, Update):
            if message.body != protocol.NOTHING_NEW:
                self.take(message.body, connection)
        elif isinstance(message, Committed):
            self.after(lambda: connection.push(frame))
        elif isinstance(message, State):
            missing = protocol.missing(self.since(message.vector))
            self.after(lambda: connection.push(missing))
        elif isinstance(message, Awareness):
            self._hear(connection, message.states)
        elif isinstance(message, QueryAwareness):
            connection.push(self._everybody())

    def broadcast(self, frame: bytes, sender: Connection | None = None) -> None:
        """Send a frame to everyone but its sender."""
        for connection in self.connections:
            if connection is not sender:
                connection.push(frame)

    # --- the document ---

    def take(self, update: bytes, sender: Connection | None) -> None:
        """Take a change in, from a connection or, with None, from somebody who isn't connected."""
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
            self._batch = self._journal.add(self, Entry(self.name, self.epoch, update))
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

    def after(self, action: Action) -> None:
        """Do something once all that has been taken in is committed: now, when it is."""
        if self._batch is None:
            action()
        else:
            self._after.append((self._batch, action))

    async def committed_all(self) -> None:
        """Wait until all that has been taken in is committed; JournalDown when it can't be."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def tell() -> None:
            if not done.done():
                done.set_result(None)

        self.after(tell)
        while not done.done():
            if self.closed:
                raise JournalDown("The journal can't be written.")
            await asyncio.wait([done], timeout=0.1)

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
            self.broadcast(protocol.update(change), sender)
        self._house.changed(self, change)

    # --- what the journal says ---

    def committed(self, batch: Batch, head: int | None, rows: int) -> None:
        """A transaction with entries of this room has come to its end."""
        if head is None:
            self.retired()
            return
        if head - rows == self.applied:
            self.applied = head
        elif head > self.applied:
            self._house.behind(self)
        if self._batch is batch:
            self._batch = None
        # Batches end in the order in which they began: what waits for this one stands first.
        due = 0
        while due < len(self._after) and self._after[due][0] is batch:
            due += 1
        actions, self._after = self._after[:due], self._after[due:]
        for _, action in actions:
            action()

    def refused(self) -> None:
        """The journal can't keep what this room has taken in."""
        self.fail(Close.TRY_LATER, "the journal can't be written")

    def retired(self) -> None:
        """Another document has taken this one's place."""
        self.fail(Close.RETIRED, str(self.epoch + 1))

    def fail(self, code: Close, reason: str) -> None:
        """Throw the document away; nothing that wasn't committed has been heard of."""
        self.closed = True
        self._after = []
        self._batch = None
        for connection in list(self.connections):
            connection.close(code, reason)
        self._house.forget(self)

    # --- who is here ---

    def _hear(self, connection: Connection, states: list[ClientState]) -> None:
        for each in states:
            if len(each.state) > STATE_BYTES:
                connection.close(Close.TOO_LARGE, "too much said about oneself")
                return
            known = self._states.get(each.client)
            if known is not None and each.clock < known[0].clock:
                continue
            if each.state == protocol.GONE:
                self._states.pop(each.client, None)
            elif known is not None or self._room_for(connection):
                self._states[each.client] = each, connection
        # To its sender as well: y-websocket closes when it hears nothing for 30 s.
        self.broadcast(protocol.awareness(states))

    def _room_for(self, connection: Connection) -> bool:
        return sum(owner is connection for _, owner in self._states.values()) < STATES

    def _everybody(self) -> bytes:
        return protocol.awareness([each for each, _ in self._states.values()])
