"""Records whose id another one had already: kept as they came, never lost, never a second row."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.feedback.submission import Submission
from app.store.insert import insert_if_absent
from app.store.tables import QuarantineRow

MAX_ASIDE = 200


def put_aside(session: Session, submission: Submission, now: datetime) -> None:
    """Keep it; a repeat of the same is the same row. What let it in is no part of it."""
    record = {name: value for name, value in submission.entry.to_wire().items() if name != "link"}
    values = {
        "feedback_id": submission.entry.id,
        "content_hash": submission.content_hash,
        "room": submission.room,
        "record": json.dumps(record, ensure_ascii=False),
        "received_at": now,
    }
    insert_if_absent(session, QuarantineRow, values, key=("feedback_id", "content_hash"))


def newest(session: Session, most: int = MAX_ASIDE) -> Sequence[QuarantineRow]:
    """What was put aside last."""
    newest_first = (col(QuarantineRow.received_at).desc(), col(QuarantineRow.feedback_id).desc())
    return session.exec(select(QuarantineRow).order_by(*newest_first).limit(most)).all()
