"""The tables. Final rows stand in `feedback`, keyed by the record's id; `report_count` holds what they add
up to; `room` and `journal` hold what is synced; the others say who may come in.

Rows only: what they mean is said in app/feedback and app/access. Every datetime is aware and in UTC. Each
change here needs a migration; a test compares the two on both engines.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, LargeBinary, MetaData, text
from sqlmodel import Field, SQLModel

from app.store.columns import StoredNumber, StoredText, StoredTexts

# Only few records correct another.
CORRECTS = text("supersedes IS NOT NULL")
# Most feedback isn't.
PUBLISHED = text("published_at IS NOT NULL")
# What the desk may publish once somebody has read it: comments with consent, neither corrected nor decided about.
TO_PUBLISH = text(
    "publish_consent AND comment <> '' AND source <> 'courier' "
    "AND corrected_by IS NULL AND published_at IS NULL AND withheld_at IS NULL"
)
WITHHELD = text("withheld_at IS NOT NULL")
# Few leave one.
CONTACT = text("contact IS NOT NULL")
OPEN = text("closed_at IS NULL")
CLOSED = text("closed_at IS NOT NULL")
# Most mail has been sent.
WAITS = text("due_at IS NOT NULL")

# Every constraint has a name, or a later migration couldn't speak of it.
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Table(SQLModel):
    """What all tables of Doorstep have in common: the metadata that migrations are compared with."""

    metadata = MetaData(naming_convention=NAMES)


class FeedbackRow(Table, table=True):
    """One record of the contract, with what the server adds."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 5", "rating"),
        CheckConstraint("courier_id >= 1", "courier_id"),
        # Read backwards for "newest first", from any point on: the id breaks ties.
        Index("ix_feedback_received_at", "received_at", "id"),
        Index("ix_feedback_order_id", "order_id"),
        # With all that the hours of a courier are counted by.
        Index(
            "ix_feedback_courier_id",
            "courier_id",
            "received_at",
            "id",
            "rating",
            "needs_follow_up",
            "source",
            "corrected_by",
        ),
        Index("ix_feedback_rating", "rating", "received_at", "id"),
        Index("ix_feedback_published", "received_at", "id", sqlite_where=PUBLISHED, postgresql_where=PUBLISHED),
        Index("ix_feedback_to_publish", "received_at", "id", sqlite_where=TO_PUBLISH, postgresql_where=TO_PUBLISH),
        Index("ix_feedback_withheld", "received_at", "id", sqlite_where=WITHHELD, postgresql_where=WITHHELD),
        # All that is asked of contacts stands in it: whoever looks for one goes through no rows.
        Index("ix_feedback_contact", "contact", "room", "id", sqlite_where=CONTACT, postgresql_where=CONTACT),
        Index("ix_feedback_supersedes", "supersedes", sqlite_where=CORRECTS, postgresql_where=CORRECTS),
    )

    id: str = Field(primary_key=True, sa_type=StoredText)
    order_id: str = Field(sa_type=StoredText)
    courier_id: int = Field(sa_type=StoredNumber)
    rating: int
    comment: str = Field(sa_type=StoredText)
    reasons: list[str] = Field(sa_type=StoredTexts, nullable=False)
    publish_consent: bool
    needs_follow_up: bool
    contact: str | None = Field(default=None, sa_type=StoredText)
    source: str = Field(sa_type=StoredText)
    # The device's clock: shown, never trusted for order.
    created_at: datetime
    device_id: str = Field(sa_type=StoredText)
    supersedes: str | None = Field(default=None, sa_type=StoredText)
    schema_version: int = Field(sa_type=StoredNumber)
    synced: bool
    synced_at: datetime | None = None
    error: str | None = Field(default=None, sa_type=StoredText)

    received_at: datetime
    content_hash: str = Field(sa_type=StoredText)
    # The queue it came from; nobody else may correct it.
    room: str | None = Field(default=None, sa_type=StoredText)
    # The record that corrects this one, which is kept.
    corrected_by: str | None = Field(default=None, sa_type=StoredText)
    published_at: datetime | None = None
    # Read at the desk, and not to be published.
    withheld_at: datetime | None = None


class CaseRow(Table, table=True):
    """A follow-up: whose record asks for it, who sees to it, and by when."""

    __tablename__ = "inbox_case"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'assigned', 'waiting', 'done')", "state"),
        CheckConstraint("(state = 'done') = (closed_at IS NOT NULL)", "closed"),
        Index("ix_inbox_case_due_at", "due_at", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_inbox_case_closed_at", "closed_at", "id", sqlite_where=CLOSED, postgresql_where=CLOSED),
        Index("ix_inbox_case_opened_at", "opened_at", "answered_after"),
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


class QuarantineRow(Table, table=True):
    """A record whose id another one had already: kept as it came, for an admin to look at."""

    __tablename__ = "quarantine"
    __table_args__ = (Index("ix_quarantine_received_at", "received_at", "feedback_id"),)

    feedback_id: str = Field(primary_key=True, sa_type=StoredText)
    content_hash: str = Field(primary_key=True, sa_type=StoredText)
    room: str | None = Field(default=None, sa_type=StoredText)
    record: str = Field(sa_type=StoredText)
    received_at: datetime
    # Decided: the record that it became, or why it became none.
    resolved_at: datetime | None = None
    accepted_as: str | None = Field(default=None, sa_type=StoredText)
    reason: str | None = Field(default=None, sa_type=StoredText)


class ReportCountRow(Table, table=True):
    """How many ratings of each number of stars there were in a block of days, and how many of them asked to be called
    back: of all, of one courier, with one reason, in one hour of the week.
    """

    __tablename__ = "report_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    facet: str = Field(primary_key=True, sa_type=StoredText)
    # The number of days in the block, and its first day, counted as date.toordinal does.
    span: int = Field(primary_key=True)
    start: int = Field(primary_key=True)
    # Which courier, reason or hour.
    member: str = Field(primary_key=True, sa_type=StoredText)
    source: str = Field(primary_key=True, sa_type=StoredText)
    # On PostgreSQL, writers at once count what they share in rows of their own.
    shard: int = Field(primary_key=True)
    stars_1: int
    stars_2: int
    stars_3: int
    stars_4: int
    stars_5: int
    asked_1: int
    asked_2: int
    asked_3: int
    asked_4: int
    asked_5: int


class ReportStateRow(Table, table=True):
    """How the counts above are made: in which time zone, and by which rules. One row."""

    __tablename__ = "report_state"

    id: int = Field(primary_key=True)
    zone: str = Field(sa_type=StoredText)
    rules: str = Field(sa_type=StoredText)


class OrderRow(Table, table=True):
    """An order that is known to be ours."""

    __tablename__ = "courier_order"
    __table_args__ = (Index("ix_courier_order_day", "day", "courier_id", "order_id"),)

    order_id: str = Field(primary_key=True, sa_type=StoredText)
    courier_id: int | None = Field(default=None, sa_type=StoredNumber)
    created_at: datetime
    # The day of its delivery, and what helps the courier to find it.
    day: date | None = None
    address: str = Field(default="", sa_type=StoredText)
    name: str = Field(default="", sa_type=StoredText)


class PrincipalRow(Table, table=True):
    """Someone, or something, that may come in."""

    __tablename__ = "principal"
    __table_args__ = (
        CheckConstraint("(kind = 'admin') = (role IS NOT NULL)", "role"),
        # Read backwards for "newest device first".
        Index("ix_principal_kind", "kind", "created_at", "id"),
    )

    id: str = Field(primary_key=True, sa_type=StoredText)
    kind: str = Field(sa_type=StoredText)
    role: str | None = Field(default=None, sa_type=StoredText)
    # The queue of a device, courier or customer; devices that were paired share one.
    room: str | None = Field(default=None, sa_type=StoredText, index=True)
    # Whose orders a device is shown; an admin says it.
    courier_id: int | None = Field(default=None, sa_type=StoredNumber)
    email: str | None = Field(default=None, sa_type=StoredText, unique=True)
    name: str = Field(default="", sa_type=StoredText)
    created_at: datetime
    disabled_at: datetime | None = None
    # Only of those who chose one; argon2, with its parameters in it.
    password_hash: str | None = Field(default=None, sa_type=StoredText)


class TokenRow(Table, table=True):
    """A token, as its hash: whoever reads this table can't come in with it."""

    __tablename__ = "token"

    id: str = Field(primary_key=True, sa_type=StoredText)
    principal_id: str = Field(foreign_key="principal.id", ondelete="CASCADE", index=True, sa_type=StoredText)
    hash: str = Field(unique=True, sa_type=StoredText)
    purpose: str = Field(sa_type=StoredText)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    last_seen_at: datetime | None = None
    # What the browser of a session calls itself: by it a person knows their sessions apart.
    agent: str | None = Field(default=None, sa_type=StoredText)


class SignInCodeRow(Table, table=True):
    """The one code that is good for a mail address, known or not, under keys that only this installation has."""

    __tablename__ = "sign_in_code"

    mail_key: str = Field(primary_key=True, sa_type=StoredText)
    principal_id: str | None = Field(
        default=None, foreign_key="principal.id", ondelete="CASCADE", nullable=True, sa_type=StoredText
    )
    code_hash: str = Field(sa_type=StoredText)
    expires_at: datetime
    tries: int


class AttemptRow(Table, table=True):
    """How often somebody tried something since a moment."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_began_at", "began_at"),)

    kind: str = Field(primary_key=True, sa_type=StoredText)
    who: str = Field(primary_key=True, sa_type=StoredText)
    began_at: datetime = Field(primary_key=True)
    count: int = Field(sa_type=BigInteger)


class OutboxRow(Table, table=True):
    """A mail: written with what it is about, sent afterwards, and empty from then on."""

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


class SampleRow(Table, table=True):
    """A record of table `feedback` that was made up to show the product."""

    __tablename__ = "sample"

    feedback_id: str = Field(primary_key=True, sa_type=StoredText)


class RoomRow(Table, table=True):
    """A room: which of its documents is the present one, and how far its journal has come."""

    __tablename__ = "room"

    name: str = Field(primary_key=True, sa_type=StoredText)
    # A document that has grown too old is followed by another with the next epoch.
    epoch: int = Field(sa_type=BigInteger)
    # The sequence of the newest row. Counted here, under this row's lock, so that sequences are given out in the order
    # in which transactions commit: whoever has read up to n has missed nothing below n.
    head: int = Field(sa_type=BigInteger)


class JournalRow(Table, table=True):
    """One update of a room's document, or the sum of all up to its sequence."""

    __tablename__ = "journal"

    room: str = Field(primary_key=True, sa_type=StoredText)
    epoch: int = Field(primary_key=True, sa_type=BigInteger)
    sequence: int = Field(primary_key=True, sa_type=BigInteger)
    body: bytes = Field(sa_type=LargeBinary)
    checksum: int = Field(sa_type=BigInteger)


class JournalQuarantineRow(Table, table=True):
    """A row of the journal that couldn't be read: out of the way, and kept."""

    __tablename__ = "journal_quarantine"

    room: str = Field(primary_key=True, sa_type=StoredText)
    epoch: int = Field(primary_key=True, sa_type=BigInteger)
    sequence: int = Field(primary_key=True, sa_type=BigInteger)
    body: bytes = Field(sa_type=LargeBinary)
    checksum: int = Field(sa_type=BigInteger)
    reason: str = Field(sa_type=StoredText)
    found_at: datetime


class DrainRow(Table, table=True):
    """How far a room has been drained: up to this sequence of its journal, nothing in it waits for delivery."""

    __tablename__ = "drain"

    room: str = Field(primary_key=True, sa_type=StoredText)
    head: int = Field(sa_type=BigInteger)
    # How often in a row it went wrong, and when it is tried again.
    failures: int = 0
    due_at: datetime | None = None
    # How many records stand there that were refused and that nobody has decided about.
    refused: int = 0


class DeviceReportRow(Table, table=True):
    """What a device last said of itself."""

    __tablename__ = "device_report"

    principal_id: str = Field(primary_key=True, foreign_key="principal.id", ondelete="CASCADE", sa_type=StoredText)
    version: str = Field(sa_type=StoredText)
    storage: str = Field(sa_type=StoredText)
    reported_at: datetime


class ErasedRow(Table, table=True):
    """A record that was erased for good, and must not come back from a phone that still holds it."""

    __tablename__ = "erased"

    feedback_id: str = Field(primary_key=True, sa_type=StoredText)
    erased_at: datetime
