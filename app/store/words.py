"""Feedback by its words: each word that is looked for begins a word of the comment or of the order.

In: what somebody typed. Out: a condition for SQL, or None where it holds no word. Always holds: both engines find the
same rows; what was typed is never read as a query language. PostgreSQL keeps its index by itself, and so does SQLite
when rows change or go. New rows are added to SQLite's many at once: a trigger would take thrice the time of the rows.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, event, text
from sqlalchemy.orm import Mapper
from sqlmodel import col

from app.store.columns import storable
from app.store.tables import FeedbackRow

WORD = re.compile(r"[^\W_]+")
MAX_WORDS = 12
SQLITE = text(
    "feedback.id IN (SELECT feedback_id FROM feedback_word WHERE number IN "
    "(SELECT rowid FROM feedback_words WHERE feedback_words MATCH :words))"
)
# As the index has it, to the letter: else it would not be used.
POSTGRESQL = text(
    "to_tsvector('simple', translate(feedback.comment || ' ' || feedback.order_id, "
    "'-_./#@\\:+&=~%?', '             ')) @@ to_tsquery('simple', :words)"
)
NEXT = "SELECT coalesce(max(number), 0) + 1 FROM feedback_word"
NUMBER = "INSERT INTO feedback_word (number, feedback_id) VALUES (?, ?)"
WORDS = "INSERT INTO feedback_words (rowid, comment, order_id) VALUES (?, ?, ?)"
MISSING = (
    "INSERT INTO feedback_word (feedback_id) SELECT id FROM feedback "
    "WHERE id NOT IN (SELECT feedback_id FROM feedback_word) ORDER BY received_at, id"
)
THEIRS = (
    "INSERT INTO feedback_words (rowid, comment, order_id) SELECT number, comment, order_id FROM feedback_word "
    "JOIN feedback ON feedback.id = feedback_id WHERE number >= ?"
)

Worded = tuple[str, str, str]


def index_words(connection: Connection, rows: Sequence[Worded]) -> None:
    """Let these new rows be found: (id, comment, order) of each."""
    if rows and connection.dialect.name == "sqlite":
        first = connection.exec_driver_sql(NEXT).scalar_one()
        connection.exec_driver_sql(NUMBER, [(first + at, row[0]) for at, row in enumerate(rows)])
        connection.exec_driver_sql(WORDS, [(first + at, *row[1:]) for at, row in enumerate(rows)])


def index_missing(connection: Connection) -> None:
    """Let those rows be found, too, that were written on another way."""
    if connection.dialect.name == "sqlite":
        first = connection.exec_driver_sql(NEXT).scalar_one()
        connection.exec_driver_sql(MISSING)
        connection.exec_driver_sql(THEIRS, (first,))


@event.listens_for(FeedbackRow, "after_insert")
def _index_one(_mapper: Mapper[Any], connection: Connection, row: FeedbackRow) -> None:
    index_words(connection, [(row.id, row.comment, row.order_id)])


def holds_words(connection: Connection, typed: str) -> ColumnElement[bool] | None:
    """The rows that hold all of these words; None where there are none."""
    words = words_in(typed)
    return begin_with(connection, words) if words else None


def begin_with(connection: Connection, words: Sequence[str]) -> ColumnElement[bool]:
    """The rows in which each of these begins a word."""
    is_sqlite = connection.dialect.name == "sqlite"
    query = _match(words) if is_sqlite else " & ".join(f"'{word}':*" for word in words)
    condition = (SQLITE if is_sqlite else POSTGRESQL).bindparams(words=query)
    found: ColumnElement[bool] = col(FeedbackRow.id).is_not(None) & condition
    return found


def words_in(typed: str) -> list[str]:
    """The words that are looked for."""
    return WORD.findall(storable(typed))[:MAX_WORDS]


def _match(words: Sequence[str]) -> str:
    return " AND ".join(f'"{word}"*' for word in words)
