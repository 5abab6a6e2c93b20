"""What the desk looks feedback up by: words, stars, what is published; and the filters that people keep."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# Signs within an order number or an address part words; PostgreSQL would read some of them as one.
PLAIN = "translate(comment || ' ' || order_id, '-_./#@:+&=~%?', '             ')"
SQLITE = (
    "CREATE TABLE feedback_word (number INTEGER PRIMARY KEY, feedback_id TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE feedback_words USING fts5 "
    "(comment, order_id, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO feedback_word (feedback_id) SELECT id FROM feedback ORDER BY received_at, id",
    "INSERT INTO feedback_words (rowid, comment, order_id) "
    "SELECT number, comment, order_id FROM feedback JOIN feedback_word ON feedback_id = id",
    """
    CREATE TRIGGER feedback_words_in AFTER INSERT ON feedback BEGIN
        INSERT INTO feedback_word (feedback_id) VALUES (new.id);
        INSERT INTO feedback_words (rowid, comment, order_id)
            VALUES (last_insert_rowid(), new.comment, new.order_id);
    END
    """,
    """
    CREATE TRIGGER feedback_words_out AFTER DELETE ON feedback BEGIN
        INSERT INTO feedback_words (feedback_words, rowid, comment, order_id)
            SELECT 'delete', number, old.comment, old.order_id FROM feedback_word WHERE feedback_id = old.id;
        DELETE FROM feedback_word WHERE feedback_id = old.id;
    END
    """,
    """
    CREATE TRIGGER feedback_words_anew AFTER UPDATE OF comment, order_id ON feedback BEGIN
        INSERT INTO feedback_words (feedback_words, rowid, comment, order_id)
            SELECT 'delete', number, old.comment, old.order_id FROM feedback_word WHERE feedback_id = old.id;
        INSERT INTO feedback_words (rowid, comment, order_id)
            SELECT number, new.comment, new.order_id FROM feedback_word WHERE feedback_id = old.id;
    END
    """,
)
POSTGRESQL = (f"CREATE INDEX feedback_words ON feedback USING gin (to_tsvector('simple', {PLAIN}))",)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.execute(sa.text(statement.replace(":", "\\:")))
    op.create_index("ix_feedback_rating", "feedback", ["rating", "received_at", "id"])
    published = sa.text("published_at IS NOT NULL")
    op.create_index(
        "ix_feedback_published", "feedback", ["received_at"], sqlite_where=published, postgresql_where=published
    )
    op.create_table(
        "saved_filter",
        sa.Column("principal_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("principal_id", "name", name="pk_saved_filter"),
        sa.ForeignKeyConstraint(
            ["principal_id"], ["principal.id"], name="fk_saved_filter_principal_id", ondelete="CASCADE"
        ),
    )
