"""When a courier's feedback comes is read from the index alone."""

from alembic import op

revision = "0012"
down_revision = "0011"

NAME = "ix_feedback_courier_id"


def upgrade() -> None:
    op.drop_index(NAME, "feedback")
    columns = ["courier_id", "received_at", "id", "rating", "needs_follow_up", "source", "corrected_by"]
    op.create_index(NAME, "feedback", columns)
