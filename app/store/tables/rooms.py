"""What is synced: rooms, the journal of their documents, and how far each was drained."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field

from app.store.columns import StoredText
from app.store.tables.base import Table


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
