"""The rows of table `feedback`, each written exactly once.

Stage: store. In: submissions, up to MAX_BATCH at once. Out: a receipt for each, in order. Always holds: a batch is one
transaction, perhaps with other callers', and the receipt tells what it committed; the row itself is what a repeat is
recognised by. The same id with the same content is a duplicate, with other content it is put aside and a conflict;
what was erased is a duplicate with any content, so that it leaves the phone, and is never kept again. A record that
can't be stored is refused alone. A correction marks the record that it corrects, whichever of the two comes first.
What the rows add up to is counted in the same transaction, and whoever asks to be contacted has a case from then on.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic_core import PydanticSerializationError
from sqlalchemy import Connection, func
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session, col, select

from app.clock import Clock, utc_now
from app.feedback.submission import Receipt, ReceiptStatus, Submission
from app.store.cases import keep_cases
from app.store.columns import Unstorable
from app.store.corrections import mark_corrected, take_turns
from app.store.engine import Database
from app.store.erased import erased_among
from app.store.quarantine import put_aside
from app.store.rows import Row, content_hashes, insert_rows
from app.store.tables import FeedbackRow
from app.store.tally import open_tally
from app.store.together import Together

MAX_BATCH = 500
CONFLICT = "Another record has this id already: this one was put aside, and somebody will look at it."
REJECTED = "The database can't hold this record."
# What a record can be to blame for; everything else is the database's trouble.
BAD_RECORD = (DataError, IntegrityError, Unstorable, OverflowError, UnicodeError, PydanticSerializationError)

logger = logging.getLogger(__name__)


class FeedbackStore:
    """Where feedback comes to rest."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now
        self._together = Together(self._store_all, MAX_BATCH)

    async def store(self, submissions: Sequence[Submission]) -> list[Receipt]:
        """Store what isn't there yet; one receipt each, in order, once it is committed."""
        if len(submissions) > MAX_BATCH:
            raise ValueError(f"A batch has at most {MAX_BATCH} records.")
        return await self._together.bring(submissions)

    async def _store_all(self, batches: Sequence[Sequence[Submission]]) -> list[Receipt]:
        submissions = [submission for batch in batches for submission in batch]
        now = self._now()
        try:
            return await self._database.write(lambda session: store(session, submissions, now))
        except BAD_RECORD:
            # One of them broke the transaction of all, and nobody knows which.
            return [await self._store_alone(submission, now) for submission in submissions]

    async def _store_alone(self, submission: Submission, now: datetime) -> Receipt:
        try:
            return (await self._database.write(lambda session: store(session, [submission], now)))[0]
        except BAD_RECORD as error:
            logger.warning("Record %s can't be stored: %s", submission.entry.id, type(error).__name__)
            return Receipt(id=submission.entry.id, status=ReceiptStatus.REJECTED, error=REJECTED)


def store(session: Session, submissions: Sequence[Submission], now: datetime) -> list[Receipt]:
    """The same within a transaction of somebody else's."""
    connection = session.connection()
    first: dict[str, Submission] = {}
    for submission in submissions:
        first.setdefault(submission.entry.id, submission)
    rows = [as_row(first[each_id], now) for each_id in sorted(first)]
    take_turns(connection, rows)
    erased = erased_among(connection, first)
    made = insert_rows(connection, [row for row in rows if row["id"] not in erased])
    _count(connection, [row for row in rows if row["id"] in made], now)
    hashes = _hashes_there(connection, first, made)
    receipts = []
    for submission in submissions:
        entry_id = submission.entry.id
        if entry_id in made:
            made.remove(entry_id)
            status = ReceiptStatus.STORED
        elif entry_id in erased or hashes[entry_id] == submission.content_hash:
            status = ReceiptStatus.DUPLICATE
        else:
            status = ReceiptStatus.CONFLICT
            put_aside(session, submission, now)
        receipts.append(
            Receipt(id=entry_id, status=status, error=CONFLICT if status is ReceiptStatus.CONFLICT else None)
        )
    return receipts


def _count(connection: Connection, made: Sequence[Row], now: datetime) -> None:
    if not made:
        return
    tally = open_tally(connection)
    tally.count(made)
    gone = mark_corrected(connection, made)
    tally.count(gone, -1)
    tally.write(connection)
    keep_cases(connection, made, gone, now)


def _hashes_there(connection: Connection, first: dict[str, Submission], made: set[str]) -> dict[str, str]:
    hashes = {entry_id: submission.content_hash for entry_id, submission in first.items() if entry_id in made}
    others = list(first.keys() - made)
    return hashes | content_hashes(connection, others) if others else hashes


def as_row(submission: Submission, now: datetime) -> Row:
    """The row that a submission becomes."""
    entry = submission.entry
    return {
        "id": entry.id,
        "order_id": entry.order_id,
        "courier_id": entry.courier_id,
        "rating": entry.rating,
        "comment": entry.comment,
        "reasons": list(entry.reasons),
        "publish_consent": entry.publish_consent,
        "needs_follow_up": entry.needs_follow_up,
        "contact": entry.contact,
        "source": entry.source.value,
        # As PostgreSQL reads no offset beyond 15:59.
        "created_at": entry.created_at.astimezone(UTC),
        "device_id": entry.device_id,
        "supersedes": entry.supersedes,
        "schema_version": entry.schema_version,
        "synced": True,
        "synced_at": now,
        "error": None,
        "received_at": now,
        "content_hash": submission.content_hash,
        "room": submission.room,
        "corrected_by": None,
        "published_at": None,
        "withheld_at": None,
    }


def created_at_of(session: Session, ids: Sequence[str]) -> dict[str, datetime]:
    """When those of these records that are there say that they were made."""
    found = select(FeedbackRow.id, FeedbackRow.created_at).where(col(FeedbackRow.id).in_(ids))
    return dict(session.exec(found).all())


def count_feedback(session: Session) -> int:
    """How many records are in the database."""
    return session.exec(select(func.count()).select_from(FeedbackRow)).one()
