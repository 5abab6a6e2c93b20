"""Records that were erased for good: a phone that still holds one may bring it again, and it must not come back.

In: ids. Out: the rows gone, and a mark of each that says nothing but its id and when. Always holds: mark and removal
are one transaction; what has a mark is never stored or kept aside again, with whatever content it comes.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete
from sqlmodel import Session, col

from app.store.corrections import write_alone
from app.store.insert import insert_if_absent
from app.store.removal import remove
from app.store.rows import as_list
from app.store.tables import ErasedRow, QuarantineRow

ERASED = {
    "sqlite": "SELECT feedback_id FROM erased WHERE feedback_id IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT feedback_id FROM erased WHERE feedback_id = ANY(%s)",
}


def erase(session: Session, ids: Sequence[str], now: datetime) -> int:
    """Remove these records and what was put aside under their ids, in the caller's transaction; how many there were.

    An id that isn't there yet is marked, too: its record may be on its way.
    """
    connection = session.connection()
    write_alone(connection)
    for each in sorted(set(ids)):
        insert_if_absent(session, ErasedRow, {"feedback_id": each, "erased_at": now}, key=("feedback_id",))
    connection.execute(delete(QuarantineRow).where(col(QuarantineRow.feedback_id).in_(ids)))
    return remove(session, ids)


def erased_among(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of these ids that were erased; the transaction must have taken its turn."""
    if not ids:
        return set()
    found = connection.exec_driver_sql(ERASED[connection.dialect.name], (as_list(connection, list(ids)),))
    return set(found.scalars())
