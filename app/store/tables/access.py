"""Who may come in, with what, and how often they have tried; what a device says of itself."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from app.store.columns import StoredNumber, StoredText
from app.store.tables.base import Table


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


class DeviceReportRow(Table, table=True):
    """What a device last said of itself."""

    __tablename__ = "device_report"

    principal_id: str = Field(primary_key=True, foreign_key="principal.id", ondelete="CASCADE", sa_type=StoredText)
    version: str = Field(sa_type=StoredText)
    storage: str = Field(sa_type=StoredText)
    reported_at: datetime
