"""Follow-ups: who is asked for, by whose record, and what was done."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, text
from sqlmodel import Field

from app.store.columns import StoredNumber, StoredText
from app.store.tables.base import Table

OPEN = text("closed_at IS NULL")
CLOSED = text("closed_at IS NOT NULL")
ANSWERED = text("answered_after IS NOT NULL")
UNTOLD = text("rating IS NULL")


class CaseRow(Table, table=True):
    """A follow-up: whose record asks for it, who sees to it, and by when."""

    __tablename__ = "inbox_case"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'assigned', 'waiting', 'done')", "state"),
        CheckConstraint("(state = 'done') = (closed_at IS NOT NULL)", "closed"),
        Index("ix_inbox_case_due_at", "due_at", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_inbox_case_closed_at", "closed_at", "id", sqlite_where=CLOSED, postgresql_where=CLOSED),
        Index("ix_inbox_case_opened_at", "opened_at"),
        # How soon whom was answered is read from the index alone.
        Index(
            "ix_inbox_case_answered",
            "opened_at",
            "answered_after",
            "rating",
            "courier_id",
            "source",
            "counted_reasons",
            sqlite_where=ANSWERED,
            postgresql_where=ANSWERED,
        ),
        Index("ix_inbox_case_untold", "id", sqlite_where=UNTOLD, postgresql_where=UNTOLD),
    )

    # The id of the record that opened it.
    id: str = Field(primary_key=True, sa_type=StoredText)
    # The record that counts now: that one, or its correction.
    feedback_id: str = Field(unique=True, sa_type=StoredText)
    state: str = Field(sa_type=StoredText)
    assignee_id: str | None = Field(
        default=None, foreign_key="principal.id", ondelete="SET NULL", nullable=True, sa_type=StoredText
    )
    opened_at: datetime
    due_at: datetime
    # Seconds to the first answer.
    answered_after: int | None = Field(default=None, sa_type=StoredNumber)
    closed_at: datetime | None = None
    # What its record says, for who looks at many cases. NULL where an earlier version's server has just opened it.
    courier_id: int | None = Field(default=None, sa_type=StoredNumber)
    rating: int | None = None
    source: str | None = Field(default=None, sa_type=StoredText)
    counted_reasons: str | None = Field(default=None, sa_type=StoredText)
    # What somebody is about to write to the customer.
    draft: str = Field(default="", sa_type=StoredText)


class CaseEventRow(Table, table=True):
    """What happened to a case, and what was noted about it."""

    __tablename__ = "inbox_event"

    number: int | None = Field(
        default=None,
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer(), "sqlite"),
    )
    case_id: str = Field(foreign_key="inbox_case.id", ondelete="CASCADE", index=True, sa_type=StoredText)
    at: datetime
    # As they were called then; empty for what nobody at the desk did.
    actor: str = Field(sa_type=StoredText)
    event: str = Field(sa_type=StoredText)
    note: str = Field(default="", sa_type=StoredText)
