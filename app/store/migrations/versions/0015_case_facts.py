"""A case says what its record says, for who looks at many. Those that are there are told at the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

FACTS = {"courier_id": sa.BigInteger, "rating": sa.Integer, "source": sa.Text, "counted_reasons": sa.Text}
ANSWERED = sa.text("answered_after IS NOT NULL")
UNTOLD = sa.text("rating IS NULL")


def upgrade() -> None:
    for name, kind in FACTS.items():
        op.add_column("inbox_case", sa.Column(name, kind))
    op.drop_index("ix_inbox_case_opened_at", "inbox_case")
    op.create_index("ix_inbox_case_opened_at", "inbox_case", ["opened_at"])
    op.create_index(
        "ix_inbox_case_answered",
        "inbox_case",
        ["opened_at", "answered_after", "rating", "courier_id", "source", "counted_reasons"],
        sqlite_where=ANSWERED,
        postgresql_where=ANSWERED,
    )
    op.create_index("ix_inbox_case_untold", "inbox_case", ["id"], sqlite_where=UNTOLD, postgresql_where=UNTOLD)
