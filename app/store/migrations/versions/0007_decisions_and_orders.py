"""What was decided about conflicts, and whose device a courier's is."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("quarantine", sa.Column("resolved_at", WHEN))
    op.add_column("quarantine", sa.Column("accepted_as", sa.Text))
    op.add_column("quarantine", sa.Column("reason", sa.Text))
    op.add_column("principal", sa.Column("courier_id", sa.BigInteger))
