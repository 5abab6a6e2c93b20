"""Insert unless it is there: the step that makes at-least-once delivery come to exactly one row."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.store.tables import Table


def insert_if_absent(
    session: Session, table: type[Table], values: Mapping[str, Any], key: Sequence[str] = ("id",)
) -> bool:
    """Whether this call made the row; of two at once, exactly one did."""
    connection = session.connection()
    statement: sqlite.Insert | postgresql.Insert
    if connection.dialect.name == "sqlite":
        statement = sqlite.insert(table).on_conflict_do_nothing(index_elements=key)
    else:
        statement = postgresql.insert(table).on_conflict_do_nothing(index_elements=key)
    # A row comes back only from the call that made it; the row count isn't known everywhere.
    made = connection.execute(statement.values(**values).returning(literal(1)))
    return made.first() is not None
