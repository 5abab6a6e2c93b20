"""What was said: the final rows of table `feedback`, what can be none of them, and the orders that it is about."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from app.store.columns import StoredNumber, StoredText, StoredTexts
from app.store.tables.base import Table

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


class ErasedRow(Table, table=True):
    """A record that was erased for good, and must not come back from a phone that still holds it."""

    __tablename__ = "erased"

    feedback_id: str = Field(primary_key=True, sa_type=StoredText)
    erased_at: datetime


class SampleRow(Table, table=True):
    """A record of table `feedback` that was made up to show the product."""

    __tablename__ = "sample"

    feedback_id: str = Field(primary_key=True, sa_type=StoredText)


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
