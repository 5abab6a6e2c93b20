"""One record with what has happened to it: what it corrects, what corrects it, and who did what with it.

In: its id. Out: the row and its history, oldest first; None when there is no such record.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.store.tables import AuditRow, FeedbackRow

MOST = 50


@dataclass(frozen=True, slots=True)
class History:
    """A record and all that is known of it."""

    row: FeedbackRow
    corrects: FeedbackRow | None
    corrected_by: FeedbackRow | None
    acts: Sequence[AuditRow]


def history(session: Session, record_id: str) -> History | None:
    """Look it up."""
    row = session.get(FeedbackRow, record_id)
    if row is None:
        return None
    acts = select(AuditRow).where(AuditRow.subject_id == row.id).order_by(col(AuditRow.number)).limit(MOST)
    return History(row, _other(session, row.supersedes), _other(session, row.corrected_by), session.exec(acts).all())


def _other(session: Session, record_id: str | None) -> FeedbackRow | None:
    return None if record_id is None else session.get(FeedbackRow, record_id)
