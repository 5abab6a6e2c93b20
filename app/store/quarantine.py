"""Records whose id another one had already, and what is no record at all: kept as they came, never lost."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.feedback.submission import Submission
from app.store.insert import insert_if_absent
from app.store.tables import QuarantineRow

MAX_ASIDE = 200
UNREADABLE = "unreadable"


def put_aside(session: Session, submission: Submission, now: datetime) -> None:
    """Keep it; a repeat of the same is the same row."""
    values = {
        "feedback_id": submission.entry.id,
        "content_hash": submission.content_hash,
        "room": submission.room,
        "record": json.dumps(submission.entry.to_wire(), ensure_ascii=False),
        "received_at": now,
    }
    insert_if_absent(session, QuarantineRow, values, key=("feedback_id", "content_hash"))


def put_unreadable_aside(session: Session, room: str, texts: Sequence[str], now: datetime) -> None:
    """Keep what stood in a room and is no record; a repeat of the same is the same row."""
    for text in texts:
        values = {
            "feedback_id": "",
            "content_hash": hashlib.sha256(f"{room}\n{text}".encode()).hexdigest(),
            "room": room,
            "record": json.dumps({UNREADABLE: text}),
            "received_at": now,
        }
        insert_if_absent(session, QuarantineRow, values, key=("feedback_id", "content_hash"))


def newest(session: Session, most: int = MAX_ASIDE) -> Sequence[QuarantineRow]:
    """What was put aside last."""
    newest_first = (col(QuarantineRow.received_at).desc(), col(QuarantineRow.feedback_id).desc())
    return session.exec(select(QuarantineRow).order_by(*newest_first).limit(most)).all()
