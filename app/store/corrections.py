"""Which record corrects which: the corrected one is kept and marked with the id of its correction.

In: the rows that a transaction has just made. Out: marks, on the rows that these correct and on these, where the
correction had come first. Always holds: only the same queue may correct a record, or, without one, a record of the
same order; of several corrections of one record the one with the largest id is named, in whatever order they come.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, select, text
from sqlmodel import col

from app.store.rows import Row, as_list
from app.store.tables import FeedbackRow

# Any number will do that nothing else in the database locks: the letters of "correct".
LOCK = int.from_bytes(b"correct")
WRITERS = f"SELECT pg_advisory_xact_lock_shared({LOCK})"
ALONE = text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=LOCK)
CORRECTED = {
    "sqlite": "SELECT DISTINCT supersedes FROM feedback WHERE supersedes IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT DISTINCT supersedes FROM feedback WHERE supersedes = ANY(%s)",
}
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


# What stops to count as soon as it is corrected.
COUNTED = ("id", "received_at", "courier_id", "rating", "reasons", "source", "needs_follow_up", "published_at")


def take_turns(connection: Connection, rows: Sequence[Row]) -> None:
    """Let a correction and what it corrects never be written at once, when neither could see the other.

    Whoever brings a correction waits for all who write; all others write side by side. SQLite has one writer anyway.
    """
    if any(row["supersedes"] for row in rows):
        write_alone(connection)
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql(WRITERS)


def write_alone(connection: Connection) -> None:
    """Wait for all who write, and let nobody else until this transaction has ended."""
    if connection.dialect.name == "postgresql":
        connection.execute(ALONE)


def mark_corrected(connection: Connection, made: Sequence[Row]) -> Sequence[Row]:
    """Mark what these rows correct, and those of them that are corrected already; what isn't current any more."""
    ids = {row["id"] for row in made} | {row["supersedes"] for row in made if row["supersedes"]}
    if not ids:
        return []
    named = as_list(connection, sorted(ids))
    corrected = list(connection.exec_driver_sql(CORRECTED[connection.dialect.name], (named,)).scalars())
    return mark(connection, corrected)[0] if corrected else []


def mark(connection: Connection, ids: Sequence[str]) -> tuple[Sequence[Row], Sequence[Row]]:
    """Name the correction of each of these anew; those that are current no more, and those that are so again."""
    current = _current(connection, ids)
    connection.execute(MARK, {"ids": sorted(ids)})
    now = _current(connection, ids)
    gone = [row for row_id, row in current.items() if row_id not in now]
    back = [row for row_id, row in now.items() if row_id not in current]
    return gone, back


def counted(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Row]:
    """What is counted of the current rows among these."""
    columns = [col(getattr(FeedbackRow, name)) for name in COUNTED]
    statement = select(*columns).where(col(FeedbackRow.corrected_by).is_(None), *which)
    return [dict(row) for row in connection.execute(statement).mappings()]


def _current(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    return {row["id"]: row for row in counted(connection, col(FeedbackRow.id).in_(ids))}
