"""Whose feedback it is and what became of it; conflicts put aside; orders that are known."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("feedback") as feedback:
        feedback.add_column(sa.Column("room", sa.Text))
        feedback.add_column(sa.Column("corrected_by", sa.Text))
        feedback.add_column(sa.Column("published_at", WHEN))
        feedback.alter_column("schema_version", type_=sa.BigInteger, existing_type=sa.Integer, existing_nullable=False)
    # Only few records correct another.
    corrects = sa.text("supersedes IS NOT NULL")
    op.create_index(
        "ix_feedback_supersedes", "feedback", ["supersedes"], sqlite_where=corrects, postgresql_where=corrects
    )

    op.create_table(
        "quarantine",
        sa.Column("feedback_id", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("room", sa.Text),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("received_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("feedback_id", "content_hash", name="pk_quarantine"),
    )
    op.create_index("ix_quarantine_received_at", "quarantine", ["received_at", "feedback_id"])

    op.create_table(
        "courier_order",
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("courier_id", sa.BigInteger),
        sa.Column("created_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("order_id", name="pk_courier_order"),
    )
