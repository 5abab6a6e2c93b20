"""Insert unless it is there: the step that makes at-least-once delivery come to exactly one row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.store.tables import Table


def insert_if_absent(session: Session, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Whether this call made the row; of two at once, exactly one did."""
    connection = session.connection()
    statement: sqlite.Insert | postgresql.Insert
    if connection.dialect.name == "sqlite":
        statement = sqlite.insert(table).values(**values).on_conflict_do_nothing(index_elements=["id"])
    else:
        statement = postgresql.insert(table).values(**values).on_conflict_do_nothing(index_elements=["id"])
    return connection.execute(statement).rowcount == 1
