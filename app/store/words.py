"""Feedback by its words: each word that is looked for begins a word of the comment or of the order.

In: what somebody typed. Out: a condition for SQL, or None where it holds no word. Always holds: both engines find the
same rows; what was typed is never read as a query language.
"""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, text
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
