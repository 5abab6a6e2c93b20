"""The journal's rows: every update of every room, in the order in which they were committed.

In: a session of the database. Always: a sequence is never given out twice, and whoever has read up to n has missed
nothing below n, whatever clocks and other nodes do; rows of a retired epoch are never added to; what compaction takes
away stands in the row that it puts there, in the same transaction.
"""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, text, update
from sqlmodel import Session, col, select

from app.store.tables import JournalQuarantineRow, JournalRow, RoomRow

# Where PostgreSQL tells the other nodes: "room sequence", and nothing else.
CHANNEL = "doorstep_rooms"
# How many names one statement asks for.
CHUNK = 500


class Entry(NamedTuple):
    """An update on its way into the journal."""

    room: str
    epoch: int
    body: bytes


class Place(NamedTuple):
    """Where a room's journal stands."""

    epoch: int
    head: int


class Stored(NamedTuple):
    """A row; sound when its bytes are those that were written."""

    sequence: int
    body: bytes
    sound: bool


class Retired(Exception):
    """The room has a newer document."""


# The heads of all rooms of a batch move in one statement; rows of another epoch stay as they are and aren't told.
# SQLite takes many rows at once and gives its answer as one: for each step that it makes, its thread has to wait until
# the event loop lets go of the interpreter.
_SQLITE_MOVE = text(
    "INSERT INTO room (name, epoch, head) "
    "SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:batch) WHERE true "
    "ON CONFLICT (name) DO UPDATE SET head = room.head + excluded.head WHERE room.epoch = excluded.epoch"
)
_SQLITE_HEADS = text(
    "SELECT json_group_object(room.name, room.head) FROM json_each(:batch) AS batch "
    "CROSS JOIN room ON room.name = batch.value ->> 0 AND room.epoch = batch.value ->> 1"
)
# By how many rows each takes, the most first.
_SQLITE_ROWS = {
    size: f"INSERT INTO journal (room, epoch, sequence, body, checksum) VALUES {', '.join(size * ['(?, ?, ?, ?, ?)'])}"  # noqa: S608
    for size in (64, 8, 1)
}
_POSTGRESQL_HEADS = (
    "INSERT INTO room (name, epoch, head) SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) "
    "ON CONFLICT (name) DO UPDATE SET head = room.head + excluded.head WHERE room.epoch = excluded.epoch "
    "RETURNING name, head"
)
_POSTGRESQL_ROWS = (
    "INSERT INTO journal (room, epoch, sequence, body, checksum) "
    "SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %b::bytea[], %s::bigint[])"
)
_POSTGRESQL_TELL = "SELECT pg_notify(%s, line) FROM unnest(%s::text[]) AS line"

_Row = tuple[str, int, int, bytes, int]


def append(session: Session, entries: Sequence[Entry]) -> dict[str, int]:
    """Add the updates; the new head of each room, without rooms whose epoch has passed."""
    epochs: dict[str, int] = {}
    for room, epoch, _ in entries:
        epochs[room] = max(epoch, epochs.get(room, 0))
    # Where a room comes with two epochs, the older one has passed.
    counts = Counter(room for room, epoch, _ in entries if epoch == epochs[room])
    # Sorted by name: two nodes that lock the same rooms take them in the same order.
    batch = [(room, epochs[room], count) for room, count in sorted(counts.items())]
    connection = session.connection()
    sqlite = connection.dialect.name == "sqlite"
    heads = (_move_sqlite if sqlite else _move_postgresql)(connection, batch)
    last = {room: heads[room] - count for room, _, count in batch if room in heads}
    rows: list[_Row] = []
    for room, epoch, body in entries:
        if room in last and epoch == epochs[room]:
            last[room] += 1
            rows.append((room, epoch, last[room], body, checksum(body)))
    if sqlite:
        _add_sqlite(connection, rows)
    elif rows:
        connection.exec_driver_sql(_POSTGRESQL_ROWS, tuple(map(list, zip(*rows, strict=True))))
        connection.exec_driver_sql(_POSTGRESQL_TELL, (CHANNEL, [f"{room} {head}" for room, head in heads.items()]))
    return heads


def _move_sqlite(connection: Connection, batch: list[tuple[str, int, int]]) -> dict[str, int]:
    given = {"batch": json.dumps(batch)}
    connection.execute(_SQLITE_MOVE, given)
    heads: dict[str, int] = json.loads(connection.execute(_SQLITE_HEADS, given).scalar_one())
    return heads


def _move_postgresql(connection: Connection, batch: list[tuple[str, int, int]]) -> dict[str, int]:
    moved = connection.exec_driver_sql(_POSTGRESQL_HEADS, tuple(map(list, zip(*batch, strict=True))))
    heads: dict[str, int] = dict(moved.all())
    return heads


def _add_sqlite(connection: Connection, rows: list[_Row]) -> None:
    at = 0
    for size, statement in _SQLITE_ROWS.items():
        while len(rows) - at >= size:
            connection.exec_driver_sql(statement, tuple(chain.from_iterable(rows[at : at + size])))
            at += size


def place(session: Session, room: str) -> Place:
    """Where the room's journal stands; a room that nobody has written to stands at the beginning."""
    row = session.get(RoomRow, room)
    return Place(0, 0) if row is None else Place(row.epoch, row.head)


def places(session: Session, rooms: Collection[str]) -> dict[str, Place]:
    """The same for many rooms, without those that nobody has written to."""
    names = list(rooms)
    found: dict[str, Place] = {}
    for start in range(0, len(names), CHUNK):
        some = col(RoomRow.name).in_(names[start : start + CHUNK])
        for name, epoch, head in session.exec(select(RoomRow.name, RoomRow.epoch, RoomRow.head).where(some)):
            found[name] = Place(epoch, head)
    return found


def read(session: Session, room: str, epoch: int, after: int = 0) -> list[Stored]:
    """The rows behind a sequence, oldest first."""
    statement = (
        select(JournalRow.sequence, JournalRow.body, JournalRow.checksum)
        .where(col(JournalRow.room) == room, col(JournalRow.epoch) == epoch, col(JournalRow.sequence) > after)
        .order_by(col(JournalRow.sequence))
    )
    return [Stored(sequence, body, checksum(body) == said) for sequence, body, said in session.exec(statement)]


def open_room(session: Session, room: str) -> tuple[Place, list[Stored]]:
    """Where the room stands and all its rows, as of one moment."""
    # On PostgreSQL each statement sees its own moment: rows that came in between are behind the head, and harmless.
    where = place(session, room)
    return where, read(session, room, where.epoch)


def quarantine(session: Session, room: str, epoch: int, sequences: Iterable[int], reason: str, now: datetime) -> None:
    """Put rows that can't be read out of the way."""
    for sequence in sequences:
        row = session.get(JournalRow, (room, epoch, sequence))
        # Another node may have found it, too.
        if row is not None:
            session.add(JournalQuarantineRow(**row.model_dump(), reason=reason, found_at=now))
            session.delete(row)


def compact(
    session: Session, room: str, epoch: int, merge: Callable[[list[bytes]], bytes], now: datetime
) -> tuple[int, int] | None:
    """Put one row where many were; how many there were and the bytes of the one. None when there was nothing to do."""
    where = _locked(session, room)
    if where is None or where.epoch != epoch:
        raise Retired(room)
    rows = read(session, room, epoch)
    quarantine(session, room, epoch, [row.sequence for row in rows if not row.sound], "checksum", now)
    sound = [row for row in rows if row.sound]
    if len(sound) < 2:
        return None
    session.flush()
    body = merge([row.body for row in sound])
    last = sound[-1].sequence
    session.connection().execute(
        delete(JournalRow).where(
            col(JournalRow.room) == room, col(JournalRow.epoch) == epoch, col(JournalRow.sequence) <= last
        )
    )
    _add(session, room, epoch, last, body)
    return len(sound), len(body)


def retire(session: Session, room: str, epoch: int, body: bytes) -> Place:
    """Begin the room's next document with one update; the one before is kept, older ones go."""
    where = _locked(session, room)
    if where is None or where.epoch != epoch:
        raise Retired(room)
    new = Place(epoch + 1, where.head + 1)
    connection = session.connection()
    connection.execute(update(RoomRow).where(col(RoomRow.name) == room).values(epoch=new.epoch, head=new.head))
    connection.execute(delete(JournalRow).where(col(JournalRow.room) == room, col(JournalRow.epoch) < epoch))
    _add(session, room, new.epoch, new.head, body)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRESQL_TELL, (CHANNEL, [f"{room} {new.head}"]))
    return new


def forget_earlier(session: Session, room: str, epoch: int) -> None:
    """Keep nothing of the documents before this one, nor what stood in rows that can't be read."""
    connection = session.connection()
    connection.execute(delete(JournalRow).where(col(JournalRow.room) == room, col(JournalRow.epoch) < epoch))
    # The rows themselves stay: they tell that something of the room is missing.
    emptied = update(JournalQuarantineRow).where(col(JournalQuarantineRow.room) == room).values(body=b"")
    connection.execute(emptied)


def probe(session: Session, size: int) -> None:
    """Write and take back a row of that size: whether the disk has space again."""
    _add(session, "", 0, 0, bytes(size))
    session.connection().execute(delete(JournalRow).where(col(JournalRow.room) == ""))


def is_whole(session: Session, room: str) -> bool:
    """Whether none of the room's rows stands aside."""
    some = select(JournalQuarantineRow.sequence).where(JournalQuarantineRow.room == room).limit(1)
    return session.exec(some).first() is None


def count_quarantined(session: Session) -> int:
    """How many rows stand aside."""
    return session.exec(select(func.count()).select_from(JournalQuarantineRow)).one()


def checksum(body: bytes) -> int:
    """What tells bytes that have changed on the disk."""
    return zlib.crc32(body)


def _locked(session: Session, room: str) -> Place | None:
    # The same lock that append takes: nobody adds to this room until we are done.
    row = session.exec(select(RoomRow).where(RoomRow.name == room).with_for_update()).first()
    return None if row is None else Place(row.epoch, row.head)


def _add(session: Session, room: str, epoch: int, sequence: int, body: bytes) -> None:
    statement = insert(JournalRow).values(
        room=room, epoch=epoch, sequence=sequence, body=bindparam("body"), checksum=checksum(body)
    )
    session.connection().execute(statement, {"body": body})
