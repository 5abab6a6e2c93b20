"""What the reports count, filled at the next start; and when and where an order is delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

STARS = range(1, 6)


def upgrade() -> None:
    op.create_table(
        "report_count",
        sa.Column("facet", sa.Text, nullable=False),
        sa.Column("span", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("shard", sa.Integer, nullable=False),
        *(sa.Column(f"{kind}_{stars}", sa.Integer, nullable=False) for kind in ("stars", "asked") for stars in STARS),
        sa.PrimaryKeyConstraint("facet", "span", "start", "member", "source", "shard", name="pk_report_count"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_state",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report_state"),
    )
    # In the default zone, by no rules yet: the next start counts what is there.
    op.execute("INSERT INTO report_state (id, zone, rules) VALUES (1, 'UTC', '')")

    with op.batch_alter_table("courier_order") as order:
        order.add_column(sa.Column("day", sa.Date))
        order.add_column(sa.Column("address", sa.Text, nullable=False, server_default=""))
        order.add_column(sa.Column("name", sa.Text, nullable=False, server_default=""))
    with op.batch_alter_table("courier_order") as order:
        # Only for the rows that were there: new ones always say it.
        order.alter_column("address", server_default=None)
        order.alter_column("name", server_default=None)
    op.create_index("ix_courier_order_day", "courier_order", ["day", "courier_id", "order_id"])
