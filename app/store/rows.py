"""Many rows of table `feedback` in one go, as fast as each driver can, each at most once.

In: complete rows, in the order of their ids, so that two who bring the same rows wait for each other and never in a
circle. Out: the ids of the rows that this call made. Always holds: what is written here is what SQLAlchemy would have
written; it is left out of the way because it takes twice as long as the database.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Connection

from app.store.tables import FeedbackRow
from app.store.words import index_words

Row = dict[str, Any]

COLUMNS = tuple(FeedbackRow.model_fields)
NAMES = ", ".join(COLUMNS)
MOMENTS = tuple(at for at, name in enumerate(COLUMNS) if name.endswith("_at"))
REASONS = COLUMNS.index("reasons")
# The same few choices, and the same moment of receipt, stand in most rows.
REMEMBERED = 512
MARKS = ", ".join("?" * len(COLUMNS))
SQLITE = f"INSERT INTO feedback ({NAMES}) VALUES ({MARKS}) ON CONFLICT (id) DO NOTHING"  # noqa: S608
# One statement with one parameter: the server takes the rows out of the JSON faster than it reads parameters.
POSTGRESQL = (
    f"INSERT INTO feedback ({NAMES}) SELECT {NAMES} FROM json_populate_recordset(NULL::feedback, %s) "  # noqa: S608
    "ON CONFLICT (id) DO NOTHING RETURNING id"
)
# One statement for any number of ids: its text stays the same, and so does the plan.
HASHES = {
    "sqlite": "SELECT id, content_hash FROM feedback WHERE id IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT id, content_hash FROM feedback WHERE id = ANY(%s)",
}
_values = itemgetter(*COLUMNS)
_words = itemgetter("id", "comment", "order_id")


def insert_rows(connection: Connection, rows: Sequence[Row]) -> set[str]:
    """Make the rows that aren't there yet; the ids of those that this call made."""
    if not rows:
        return set()
    if connection.dialect.name == "sqlite":
        # Its one writer holds the lock, so what isn't there now is made below by nobody else.
        there = content_hashes(connection, [row["id"] for row in rows])
        missing = [row for row in rows if row["id"] not in there]
        if missing:
            connection.exec_driver_sql(SQLITE, [for_sqlite(row) for row in missing])
            index_words(connection, [_words(row) for row in missing])
        return {row["id"] for row in missing}
    made = connection.exec_driver_sql(POSTGRESQL, (_for_postgresql(rows),))
    return set(made.scalars())


def content_hashes(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The content hash of each of these records that is in the database."""
    found = connection.exec_driver_sql(HASHES[connection.dialect.name], (as_list(connection, ids),))
    return {each: content_hash for each, content_hash in found}  # noqa: C416 - a result has keys(), so dict() misreads it


def as_list(connection: Connection, ids: Sequence[str]) -> Any:
    """Ids as one parameter: for `IN (SELECT value FROM json_each(?))` or for `= ANY(%s)`."""
    return json.dumps(ids) if connection.dialect.name == "sqlite" else list(ids)


def for_sqlite(row: Row) -> tuple[Any, ...]:
    """The values of a row as SQLite keeps them."""
    values = list(_values(row))
    for at in MOMENTS:
        moment = values[at]
        if moment is not None:
            values[at] = _moment(moment)
    values[REASONS] = _list(tuple(values[REASONS]))
    return tuple(values)


@lru_cache(REMEMBERED)
def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


@lru_cache(REMEMBERED)
def _list(texts: Iterable[str]) -> str:
    return json.dumps(list(texts))


def _for_postgresql(rows: Sequence[Row]) -> str:
    return to_json(rows).decode()
