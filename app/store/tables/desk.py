"""What people with a role leave behind: the log of their acts, their filters, and the mail that goes out."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, text
from sqlmodel import Field

from app.store.columns import StoredText
from app.store.tables.base import Table

# Most mail has been sent.
WAITS = text("due_at IS NOT NULL")


class AuditRow(Table, table=True):
    """What somebody with a role did. Triggers see that no row is ever changed or taken out."""

    __tablename__ = "audit"

    number: int | None = Field(
        default=None,
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer(), "sqlite"),
    )
    at: datetime
    actor_id: str | None = Field(default=None, sa_type=StoredText)
    # As they were called then.
    actor: str = Field(sa_type=StoredText)
    act: str = Field(sa_type=StoredText)
    subject_id: str | None = Field(default=None, sa_type=StoredText)
    subject: str = Field(sa_type=StoredText)
    detail: str = Field(default="", sa_type=StoredText)


class SavedFilterRow(Table, table=True):
    """A filter of the list that somebody keeps, as the query of its address."""

    __tablename__ = "saved_filter"

    principal_id: str = Field(primary_key=True, foreign_key="principal.id", ondelete="CASCADE", sa_type=StoredText)
    name: str = Field(primary_key=True, sa_type=StoredText)
    query: str = Field(sa_type=StoredText)


class OutboxRow(Table, table=True):
    """A mail: written with what it is about, sent afterwards, and empty once nobody needs its text here."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due_at", "due_at", sqlite_where=WAITS, postgresql_where=WAITS),)

    id: str = Field(primary_key=True, sa_type=StoredText)
    # None: nobody has that address; the row is there so that nobody can tell by the time it takes.
    recipient: str | None = Field(default=None, sa_type=StoredText)
    subject: str = Field(sa_type=StoredText)
    body: str = Field(sa_type=StoredText)
    created_at: datetime
    # When it is tried next; None once it is sent or of no use any more.
    due_at: datetime | None = None
    expires_at: datetime
    tries: int
    sent_at: datetime | None = None
    error: str | None = Field(default=None, sa_type=StoredText)
