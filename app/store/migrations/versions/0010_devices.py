"""What devices say of themselves, and where refused records wait for somebody's decision."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("drain", sa.Column("refused", sa.Integer, nullable=False, server_default="0"))
    with op.batch_alter_table("drain") as drain:
        drain.alter_column("refused", server_default=None)
    # Without a mark, each room is looked into once, and what stands there refused is counted.
    op.execute("DELETE FROM drain")
    op.create_index("ix_principal_kind", "principal", ["kind", "created_at", "id"])
    op.create_table(
        "device_report",
        sa.Column("principal_id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("storage", sa.Text, nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["principal_id"], ["principal.id"], name="fk_device_report_principal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("principal_id", name="pk_device_report"),
    )
