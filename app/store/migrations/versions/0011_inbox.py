"""Follow-ups as cases, and what is decided about publishing comments."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

WHEN = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TO_PUBLISH = (
    "publish_consent AND comment <> '' AND source <> 'courier' "
    "AND corrected_by IS NULL AND published_at IS NULL AND withheld_at IS NULL"
)
# Who asked longer ago than this has been answered on another way, or hopes no more.
RECENT = timedelta(days=30)
DUE = timedelta(hours=24)


def upgrade() -> None:
    op.add_column("feedback", sa.Column("withheld_at", WHEN))
    # With the id, it gives the order of a page: few may be published of very many.
    op.drop_index("ix_feedback_published", "feedback")
    _index("ix_feedback_published", "feedback", ["received_at", "id"], "published_at IS NOT NULL")
    _index("ix_feedback_to_publish", "feedback", ["received_at", "id"], TO_PUBLISH)
    _index("ix_feedback_withheld", "feedback", ["received_at", "id"], "withheld_at IS NOT NULL")
    op.create_table(
        "inbox_case",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("feedback_id", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("assignee_id", sa.Text),
        sa.Column("opened_at", WHEN, nullable=False),
        sa.Column("due_at", WHEN, nullable=False),
        sa.Column("answered_after", sa.BigInteger),
        sa.Column("closed_at", WHEN),
        sa.Column("draft", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbox_case"),
        sa.UniqueConstraint("feedback_id", name="uq_inbox_case_feedback_id"),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["principal.id"], name="fk_inbox_case_assignee_id", ondelete="SET NULL"
        ),
        sa.CheckConstraint("state IN ('new', 'assigned', 'waiting', 'done')", name="ck_inbox_case_state"),
        sa.CheckConstraint("(state = 'done') = (closed_at IS NOT NULL)", name="ck_inbox_case_closed"),
    )
    _index("ix_inbox_case_due_at", "inbox_case", ["due_at", "id"], "closed_at IS NULL")
    _index("ix_inbox_case_closed_at", "inbox_case", ["closed_at", "id"], "closed_at IS NOT NULL")
    op.create_index("ix_inbox_case_opened_at", "inbox_case", ["opened_at", "answered_after"])
    op.create_table(
        "inbox_event",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_inbox_event"),
        sa.ForeignKeyConstraint(["case_id"], ["inbox_case.id"], name="fk_inbox_event_case_id", ondelete="CASCADE"),
    )
    op.create_index("ix_inbox_event_case_id", "inbox_event", ["case_id"])
    _open_recent()


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _open_recent() -> None:
    """Who has asked lately comes in, as who asks from now on."""
    feedback = sa.table(
        "feedback",
        *(sa.column(name) for name in ("id", "source", "corrected_by")),
        sa.column("needs_follow_up", sa.Boolean),
        sa.column("received_at", WHEN),
    )
    case = sa.table(
        "inbox_case",
        *(sa.column(name) for name in ("id", "feedback_id", "state", "draft")),
        sa.column("opened_at", WHEN),
        sa.column("due_at", WHEN),
    )
    connection = op.get_bind()
    newest: datetime | None = connection.execute(sa.select(sa.func.max(feedback.c.received_at))).scalar()
    if newest is None:
        return
    asking = sa.select(feedback.c.id, feedback.c.received_at).where(
        feedback.c.received_at > newest - RECENT,
        feedback.c.needs_follow_up,
        feedback.c.corrected_by.is_(None),
        feedback.c.source != "courier",
    )
    opened = [
        {"id": row.id, "feedback_id": row.id, "state": "new", "draft": "", "opened_at": row.received_at,
         "due_at": row.received_at + DUE}
        for row in connection.execute(asking)
    ]  # fmt: skip
    if opened:
        connection.execute(sa.insert(case), opened)
