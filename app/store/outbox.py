"""The outbox: mail that is written in the same transaction as what it tells of, and sent afterwards.

In: a mail. Out: mails that are due, each to one sender at a time. Always holds: a mail is there until it was handed
over or is of no use any more; then its text is gone, because it may hold a code. What is only shown here keeps it until
it is used or of no use.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, update
from sqlmodel import Session, col, select

from app.store.tables import OutboxRow

# Whoever has taken a mail and says nothing more has gone: another may try.
LEASE = timedelta(minutes=1)
KEPT = timedelta(days=30)
TAKEN: tuple[Any, ...] = (OutboxRow.id, OutboxRow.recipient, OutboxRow.subject, OutboxRow.body, OutboxRow.tries)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, taken to be sent; `tries` counts this one."""

    id: str
    recipient: str
    subject: str
    body: str
    tries: int


def post(session: Session, recipient: str | None, subject: str, body: str, now: datetime, lifetime: timedelta) -> None:
    """Put a mail in; with no recipient the row costs the same and nothing is sent."""
    session.add(
        OutboxRow(
            id=str(uuid.uuid4()),
            recipient=recipient,
            subject=subject,
            body=body if recipient else "",
            created_at=now,
            due_at=now if recipient else None,
            expires_at=now + lifetime,
            tries=0,
        )
    )


def take(session: Session, now: datetime) -> Mail | None:
    """The mail that is longest due; nobody else gets it for a while."""
    _give_up(session, now)
    due = (
        select(OutboxRow.id)
        .where(col(OutboxRow.due_at) <= now)
        .order_by(col(OutboxRow.due_at))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(due.scalar_subquery()))
        .values(due_at=now + LEASE, tries=col(OutboxRow.tries) + 1)
        .returning(*(col(each) for each in TAKEN))
    )
    row = session.connection().execute(taken).first()
    return None if row is None else Mail(row.id, row.recipient or "", row.subject, row.body, row.tries)


def sent(session: Session, mail_id: str, now: datetime) -> None:
    """It was handed over."""
    _change(session, mail_id, sent_at=now, due_at=None, body="", error=None)


def shown(session: Session, mail_id: str, now: datetime) -> None:
    """It was shown on this machine: nobody else has its text."""
    _change(session, mail_id, sent_at=now, due_at=None, error=None)


def used(session: Session, recipient: str) -> None:
    """What this person was told last has been used, or another mail takes its place."""
    theirs = update(OutboxRow).where(col(OutboxRow.recipient) == recipient, col(OutboxRow.due_at).is_(None))
    session.connection().execute(theirs.values(body=""))


def failed(session: Session, mail_id: str, error: str, again_at: datetime | None) -> None:
    """It wasn't; it is tried again then, or with None never, because nobody would take it."""
    gone = {} if again_at else {"body": ""}
    _change(session, mail_id, due_at=again_at, error=error, **gone)


def next_due(session: Session) -> datetime | None:
    """When there is something to do again."""
    return session.exec(select(func.min(OutboxRow.due_at))).one()


def _give_up(session: Session, now: datetime) -> None:
    there = or_(col(OutboxRow.due_at).is_not(None), col(OutboxRow.body) != "")
    late = update(OutboxRow).where(there, col(OutboxRow.expires_at) <= now)
    session.connection().execute(late.values(due_at=None, body=""))
    old = or_(col(OutboxRow.recipient).is_(None), col(OutboxRow.created_at) < now - KEPT)
    session.connection().execute(delete(OutboxRow).where(old, col(OutboxRow.due_at).is_(None)))


def _change(session: Session, mail_id: str, **values: object) -> None:
    session.connection().execute(update(OutboxRow).where(col(OutboxRow.id) == mail_id).values(**values))
