"""Signing in by mail or password, what admins did, mail that waits, and which feedback is a sample."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WHEN = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ONLY_GROWS = "the audit log only grows"


def upgrade() -> None:
    op.add_column("principal", sa.Column("password_hash", sa.Text))
    op.add_column("token", sa.Column("agent", sa.Text))
    op.create_table(
        "sign_in_code",
        sa.Column("mail_key", sa.Text, nullable=False),
        sa.Column("principal_id", sa.Text),
        sa.Column("code_hash", sa.Text, nullable=False),
        sa.Column("expires_at", WHEN, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("mail_key", name="pk_sign_in_code"),
        sa.ForeignKeyConstraint(
            ["principal_id"], ["principal.id"], name="fk_sign_in_code_principal_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "attempt",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("began_at", WHEN, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("kind", "who", "began_at", name="pk_attempt"),
    )
    op.create_index("ix_attempt_began_at", "attempt", ["began_at"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("due_at", WHEN),
        sa.Column("expires_at", WHEN, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sent_at", WHEN),
        sa.Column("error", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    waits = sa.text("due_at IS NOT NULL")
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"], sqlite_where=waits, postgresql_where=waits)
    op.create_table(
        "audit",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("actor_id", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_table(
        "sample",
        sa.Column("feedback_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("feedback_id", name="pk_sample"),
    )
    _protect_the_audit_log()


def _protect_the_audit_log() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit "
                f"BEGIN SELECT RAISE(ABORT, '{ONLY_GROWS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{ONLY_GROWS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()"
    )
