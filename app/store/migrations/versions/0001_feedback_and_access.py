"""Feedback, principals and tokens."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

WHEN = sa.DateTime(timezone=True)
TEXTS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("courier_id", sa.BigInteger, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("reasons", TEXTS, nullable=False),
        sa.Column("publish_consent", sa.Boolean, nullable=False),
        sa.Column("needs_follow_up", sa.Boolean, nullable=False),
        sa.Column("contact", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("device_id", sa.Text, nullable=False),
        sa.Column("supersedes", sa.Text),
        sa.Column("schema_version", sa.Integer, nullable=False),
        sa.Column("synced", sa.Boolean, nullable=False),
        sa.Column("synced_at", WHEN),
        sa.Column("error", sa.Text),
        sa.Column("received_at", WHEN, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_feedback_rating")),
        sa.CheckConstraint("courier_id >= 1", name=op.f("ck_feedback_courier_id")),
    )
    op.create_index("ix_feedback_received_at", "feedback", ["received_at", "id"])
    op.create_index("ix_feedback_order_id", "feedback", ["order_id"])
    op.create_index("ix_feedback_courier_id", "feedback", ["courier_id", "received_at", "id"])

    op.create_table(
        "principal",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("room", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("disabled_at", WHEN),
        sa.PrimaryKeyConstraint("id", name="pk_principal"),
        sa.UniqueConstraint("email", name="uq_principal_email"),
        sa.CheckConstraint("(kind = 'admin') = (role IS NOT NULL)", name=op.f("ck_principal_role")),
    )
    op.create_index("ix_principal_room", "principal", ["room"])

    op.create_table(
        "token",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("principal_id", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("expires_at", WHEN, nullable=False),
        sa.Column("used_at", WHEN),
        sa.Column("revoked_at", WHEN),
        sa.Column("last_seen_at", WHEN),
        sa.PrimaryKeyConstraint("id", name="pk_token"),
        sa.UniqueConstraint("hash", name="uq_token_hash"),
        sa.ForeignKeyConstraint(["principal_id"], ["principal.id"], name="fk_token_principal_id", ondelete="CASCADE"),
    )
    op.create_index("ix_token_principal_id", "token", ["principal_id"])
