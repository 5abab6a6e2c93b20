"""What the rows add up to, kept in the transactions that write them."""

from sqlmodel import Field

from app.store.columns import StoredText
from app.store.tables.base import Table


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
