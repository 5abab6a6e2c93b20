"""The words of feedback are written by whoever writes the rows, many at once: a trigger costs more than the row."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("DROP TRIGGER feedback_words_in"))
