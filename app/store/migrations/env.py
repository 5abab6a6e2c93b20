"""What Alembic runs for each upgrade: our connection, in the transaction that app/store/migrate.py began."""

from alembic import context

from app.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    # SQLite can undo DDL too, now that the transactions are ours.
    transactional_ddl=True,
)
context.run_migrations()
