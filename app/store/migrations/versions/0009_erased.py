"""Marks of what was erased; and an id of its own for each thing put aside that had none."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

# A UUID of version 7 whose random bits follow from the content: so the same content has the same id.
VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)
RANDOM_BITS = (0xFFF << 64) | (2**62 - 1)


def upgrade() -> None:
    op.create_table(
        "erased",
        sa.Column("feedback_id", sa.Text, nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("feedback_id", name="pk_erased"),
    )
    quarantine = sa.table("quarantine", sa.column("feedback_id", sa.Text), sa.column("content_hash", sa.Text))
    nameless = sa.select(quarantine.c.content_hash).where(quarantine.c.feedback_id == "")
    for content_hash in op.get_bind().execute(nameless).scalars().all():
        given = str(uuid.UUID(int=VERSION_AND_VARIANT | (int(content_hash, 16) & RANDOM_BITS)))
        this = (quarantine.c.feedback_id == "") & (quarantine.c.content_hash == content_hash)
        op.execute(quarantine.update().where(this).values(feedback_id=given))
