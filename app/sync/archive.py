"""Between the journal's rows and the documents in memory: loading, catching up with other nodes, compaction.

In: rooms. Out: the same rooms with what the journal says. Always: a room is loaded once, however many ask at the same
moment; a row that can't be read is put aside and reported, and the rest of the room is loaded.
"""

import asyncio
import logging
import secrets
from contextlib import suppress

from app.clock import Clock
from app.errors import Unavailable
from app.store import journal as store
from app.store.engine import Database
from app.store.journal import Place, Stored
from app.sync.beside import Beside
from app.sync.document import Document, Unreadable, merged
from app.sync.hooks import Hooks
from app.sync.limits import Close
from app.sync.metrics import Meters
from app.sync.room import Room

logger = logging.getLogger("app.sync.archive")

# A journal is compacted when it has this many rows, or when its last users have gone and it has some.
ROWS_LIVE = 1000
ROWS_AT_REST = 50
# As Yjs' own numbers in JavaScript.
AUTHOR_BITS = 53


class Archive:
    """The way from rows to documents, and from many rows to one."""

    def __init__(self, database: Database, beside: Beside, hooks: Hooks, meters: Meters, now: Clock) -> None:
        self._database = database
        self._beside = beside
        self._hooks = hooks
        self._meters = meters
        self._now = now
        self._catching_up: set[str] = set()
        self._author = _new_author()

    def renew_author(self) -> None:
        """Sign what is edited in documents loaded from now on with another number.

        A document never forgets who has written in it, so an author for each loading would let it grow for ever. Yet
        what was lost once, and may have been seen, must not be followed by something else under the same number: this
        is called when a document was thrown away, a room with rows put aside has an author of its own each time, and
        the number ends with the process, because a database may be an older one when it starts again.
        """
        self._author = _new_author()

    # --- from rows to documents ---

    async def load(self, room: Room) -> None:
        """See that the document is in memory; all who ask at once wait for one reading."""
        while room.document is None and not room.closed:
            if room.loading is None:
                room.loading = self._beside.spawn(self._load(room))
            # One who goes away meanwhile takes nothing from those who wait on.
            await asyncio.shield(room.loading)
        if room.closed:
            raise Unavailable("The room is being read again.")

    async def _load(self, room: Room) -> None:
        try:
            (place, rows), whole = await self._database.read(
                lambda session: (store.open_room(session, room.name), store.is_whole(session, room.name))
            )
            document, bad = _document(rows, self._author if whole else None)
            if bad:
                await self._quarantine(room.name, place, bad)
            if room.connections and place.epoch != room.epoch:
                # While the document was out of memory another one has followed it.
                room.retired()
                return
            room.epoch = place.epoch
            room.applied = max([place.head, *(row.sequence for row in rows)])
            room.rows = len(rows) - len(bad)
            room.size = sum(len(row.body) for row in rows)
            if place.head == 0 and self._hooks.initial_state is not None:
                first = await self._hooks.initial_state(room.name)
                if first is not None:
                    document.take(first)
                    room.document = document
                    room.keep(first, None)
            room.document = document
        except BaseException:
            room.fail(Close.TRY_LATER, "the room can't be read")
            raise
        finally:
            room.loading = None

    async def _quarantine(self, name: str, place: Place, bad: dict[int, str]) -> None:
        logger.error("room %s: rows %s of its journal can't be read and were put aside", name, sorted(bad))
        self._meters.quarantined += len(bad)
        now = self._now()
        for sequence, reason in bad.items():
            await self._database.write(
                lambda session, at=sequence, why=reason: store.quarantine(  # type: ignore[misc]
                    session, name, place.epoch, [at], why, now
                )
            )

    def behind(self, room: Room) -> None:
        """Other nodes have written to this room: take it over."""
        if room.name not in self._catching_up:
            self._catching_up.add(room.name)
            self._beside.spawn(self._catch_up(room))

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
        self._meters.caught_up += room.absorb(rows)

    # --- from many rows to one ---

    def grown(self, room: Room) -> None:
        """The room has more rows than before."""
        if room.rows >= ROWS_LIVE:
            room.rows = 0
            self._beside.spawn(self.compact(room))

    def put_away(self, room: Room) -> None:
        """The room's last users have gone."""
        if room.rows >= ROWS_AT_REST:
            self._beside.spawn(self.compact(room))

    async def has_space(self, room: Room, size: int, limit: int) -> bool:
        """Whether the room's document may grow by that much."""
        if room.size + size <= limit:
            return True
        # What the journal holds may be much more than what the document needs.
        await room.committed_all()
        await self.compact(room)
        return room.size + size <= limit

    async def purge(self, room: Room) -> bool:
        """Keep nothing of the room but what its document says now; False when its journal can't be read."""
        if room.applied == 0:
            return True
        done = await self.compact(room)
        await self._database.write(lambda session: store.forget_earlier(session, room.name, room.epoch))
        return done

    async def compact(self, room: Room) -> bool:
        """Put one row where many were; False when that can't be done."""
        now = self._now()
        try:
            done = await self._database.write(
                lambda session: store.compact(session, room.name, room.epoch, merged, now)
            )
        except store.Retired:
            return False
        except Unreadable:
            logger.exception("room %s was not compacted: its journal stays as it is", room.name)
            return False
        if done is not None:
            rows, room.size = done
            room.rows = 1
            self._meters.compactions += 1
            logger.debug("room %s: %d rows became one of %d bytes", room.name, rows, room.size)
        return True

    async def retire(self, room: Room, body: bytes) -> int:
        """Begin the room's next document with this update; its epoch."""
        place = await self._database.write(lambda session: store.retire(session, room.name, room.epoch, body))
        room.retired()
        return place.epoch


def _new_author() -> int:
    return secrets.randbits(AUTHOR_BITS)


def _document(rows: list[Stored], author: int | None) -> tuple[Document, dict[int, str]]:
    """The document that the rows make, and the rows that make none, with the reason."""
    bad = {row.sequence: "checksum" for row in rows if not row.sound}
    while True:
        document = Document(None if bad else author)
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
