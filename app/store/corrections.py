"""Which record corrects which: the corrected one is kept and marked with the id of its correction.

In: the rows that a transaction has just made. Out: marks, on the rows that these correct and on these, where the
correction had come first. Always holds: only the same queue may correct a record, or, without one, a record of the
same order; of several corrections of one record the one with the largest id is named, in whatever order they come.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from app.store.rows import Row

# Any number will do that nothing else in the database locks: the letters of "correct".
LOCK = int.from_bytes(b"correct")
WRITERS = text("SELECT pg_advisory_xact_lock_shared(:lock)").bindparams(lock=LOCK)
ALONE = text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=LOCK)
CORRECTED = text("SELECT DISTINCT supersedes FROM feedback WHERE supersedes IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
MARK = text(
    """
    UPDATE feedback SET corrected_by = (
        SELECT max(other.id) FROM feedback AS other
        WHERE other.supersedes = feedback.id AND other.id <> feedback.id AND (
            other.room = feedback.room
            OR (other.room IS NULL AND feedback.room IS NULL AND other.order_id = feedback.order_id)
        )
    ) WHERE id IN :ids
    """
).bindparams(bindparam("ids", expanding=True))


def take_turns(connection: Connection, rows: Sequence[Row]) -> None:
    """Let a correction and what it corrects never be written at once, when neither could see the other.

    Whoever brings a correction waits for all who write; all others write side by side. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(ALONE if any(row["supersedes"] for row in rows) else WRITERS)


def mark_corrected(connection: Connection, made: Sequence[Row]) -> None:
    """Mark what these rows correct, and those of them that are corrected already."""
    ids = {row["id"] for row in made} | {row["supersedes"] for row in made if row["supersedes"]}
    if not ids:
        return
    corrected = list(connection.execute(CORRECTED, {"ids": sorted(ids)}).scalars())
    if corrected:
        connection.execute(MARK, {"ids": sorted(corrected)})
