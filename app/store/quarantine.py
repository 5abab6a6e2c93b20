"""Records whose id another one had already, and what is no record: kept, until somebody has decided what becomes of it.

Always holds: a record here is never lost and never a second row by itself. Accepted, it becomes a row under an id of
its own, which is the same however often it is accepted; rejected, it stays here with the reason.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.errors import Decided, NotFound
from app.feedback.submission import Submission
from app.store.insert import insert_if_absent
from app.store.tables import FeedbackRow, QuarantineRow

MAX_ASIDE = 200
UNREADABLE = "unreadable"
NO_RECORD = "This is no record and can't become one: it can only be rejected."
# What has no id is given one that follows from its content.
NO_ID = str(uuid.UUID(int=0))
DECIDED = "Somebody has decided that already, and otherwise."
# Of a UUIDv7: the moment of capture stays, and the version; what is random follows from the content.
MOMENT_BITS = 0xFFFFFFFFFFFF << 80
VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)
RANDOM_BITS = (0xFFF << 64) | (2**62 - 1)


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


def put_unreadable_aside(session: Session, room: str, texts: Sequence[str], now: datetime) -> None:
    """Keep what stood in a room and is no record; a repeat of the same is the same row."""
    for text in texts:
        content_hash = hashlib.sha256(f"{room}\n{text}".encode()).hexdigest()
        values = {
            "feedback_id": own_id(NO_ID, content_hash),
            "content_hash": content_hash,
            "room": room,
            "record": json.dumps({UNREADABLE: text}),
            "received_at": now,
        }
        insert_if_absent(session, QuarantineRow, values, key=("feedback_id", "content_hash"))


def newest(session: Session, resolved: bool, most: int = MAX_ASIDE) -> Sequence[QuarantineRow]:
    """What was put aside last, of what is decided or of what is not."""
    newest_first = (col(QuarantineRow.received_at).desc(), col(QuarantineRow.feedback_id).desc())
    decided = col(QuarantineRow.resolved_at)
    which = decided.is_not(None) if resolved else decided.is_(None)
    return session.exec(select(QuarantineRow).where(which).order_by(*newest_first).limit(most)).all()


def rivals(session: Session, ids: Sequence[str]) -> Mapping[str, FeedbackRow]:
    """The rows that have these ids already, by id."""
    found = session.exec(select(FeedbackRow).where(col(FeedbackRow.id).in_(ids))) if ids else ()
    return {row.id: row for row in found}


def undecided(session: Session, feedback_id: str, content_hash: str) -> QuarantineRow:
    """That record, for this transaction alone; NotFound when there is none."""
    statement = select(QuarantineRow).where(
        QuarantineRow.feedback_id == feedback_id, QuarantineRow.content_hash == content_hash
    )
    row = session.exec(statement.with_for_update()).first()
    if row is None:
        raise NotFound("There is no such record in the quarantine.")
    return row


def reject(session: Session, row: QuarantineRow, reason: str, now: datetime) -> bool:
    """It becomes no row; whether that is new."""
    if row.accepted_as is not None:
        raise Decided(DECIDED)
    if row.resolved_at is not None:
        return False
    row.resolved_at, row.reason = now, reason
    session.add(row)
    return True


def accept(session: Session, row: QuarantineRow, now: datetime) -> bool:
    """It becomes a row of its own; whether that is new. Who accepts it stores it in the same transaction."""
    if row.reason is not None:
        raise Decided(DECIDED)
    if row.resolved_at is not None:
        return False
    if UNREADABLE in json.loads(row.record):
        raise Decided(NO_RECORD)
    row.resolved_at, row.accepted_as = now, own_id(row.feedback_id, row.content_hash)
    session.add(row)
    return True


def own_id(feedback_id: str, content_hash: str) -> str:
    """The id that a record with this content gets instead of the one that another has."""
    kept = uuid.UUID(feedback_id).int & MOMENT_BITS
    return str(uuid.UUID(int=kept | VERSION_AND_VARIANT | (int(content_hash, 16) & RANDOM_BITS)))
