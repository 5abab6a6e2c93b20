"""Rows that leave the database for good: erased, outdated or samples.

In: ids. Out: how many there were. Always holds: what the rest adds up to is counted in the same transaction, and a
record whose correction has left stands for itself again.
"""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.store.cases import open_cases, remove_cases
from app.store.corrections import counted, mark, write_alone
from app.store.tables import FeedbackRow
from app.store.tally import open_tally


def remove(session: Session, ids: Sequence[str]) -> int:
    """Remove these records, in the caller's transaction."""
    connection = session.connection()
    write_alone(connection)
    these = col(FeedbackRow.id).in_(ids)
    named = select(FeedbackRow.supersedes).where(these, col(FeedbackRow.supersedes).is_not(None))
    corrected = [each for each in session.exec(named) if each is not None and each not in ids]
    tally = open_tally(connection)
    tally.count(counted(connection, these), -1)
    remove_cases(connection, ids)
    removed = connection.execute(delete(FeedbackRow).where(these)).rowcount
    if corrected:
        gone, back = mark(connection, corrected)
        tally.count(gone, -1)
        tally.count(back)
        for row in back:
            # It asks again, since when it came.
            open_cases(connection, [row], row["received_at"])
    tally.write(connection)
    return removed
