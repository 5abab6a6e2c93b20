"""Rooms and their journal."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("head", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_room"),
    )
    for table in ("journal", "journal_quarantine"):
        op.create_table(
            table,
            sa.Column("room", sa.Text, nullable=False),
            sa.Column("epoch", sa.BigInteger, nullable=False),
            sa.Column("sequence", sa.BigInteger, nullable=False),
            sa.Column("body", sa.LargeBinary, nullable=False),
            sa.Column("checksum", sa.BigInteger, nullable=False),
            *_columns(table),
            sa.PrimaryKeyConstraint("room", "epoch", "sequence", name=f"pk_{table}"),
        )


def _columns(table: str) -> list[sa.Column[object]]:
    if table == "journal":
        return []
    return [sa.Column("reason", sa.Text, nullable=False), sa.Column("found_at", WHEN, nullable=False)]
