"""The newest rows that hold some words, on SQLite, whose index of words takes longer the more rows hold one of them.

In: what to look for, and where the page before ended. Out: the next rows, as places. Always holds: what most rows hold
is found by looking at the rows themselves, newest first; what few hold is found by the index, and only by those of the
words that few hold.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.store.listing import Position, Wanted, end_of, next_rows
from app.store.tables import FeedbackRow
from app.store.words import begin_with, words_in

FIRST_LOOK = 600
LOOK = 4000
# A word that stands in a smaller share of the rows is asked of the index.
FEW = 0.01
# So many rows are looked at before all is left to the index, however long it takes.
MOST_LOOKED_AT = 60_000
COLUMNS = tuple(col(getattr(FeedbackRow, name)) for name in ("id", "received_at", "comment", "order_id"))


def newest(
    session: Session, wanted: Wanted, after: Position | None, size: int, *, oldest_first: bool = False
) -> list[Position]:
    """The next of them; the words are those of `wanted.text`."""
    words = words_in(wanted.text or "")
    begun = [re.compile(rf"(?<![^\W_]){word}", re.IGNORECASE) for word in words]
    others = replace(wanted, text=None)
    found: list[Position] = []
    times, looked_at, look = [0] * len(words), 0, FIRST_LOOK
    while True:
        statement = next_rows(session, select(*COLUMNS), others, after, look, oldest_first=oldest_first)
        rows = session.connection().execute(statement).all()
        for row in rows:
            said = f"{row.comment} {row.order_id}"
            holds = [each.search(said) is not None for each in begun]
            times = [had + has for had, has in zip(times, holds, strict=True)]
            if all(holds):
                found.append(Position(row.received_at, row.id))
        looked_at += len(rows)
        if len(found) >= size or len(rows) < look:
            return found[:size]
        after, look = end_of(rows), LOOK
        few = [word for word, had in zip(words, times, strict=True) if had < looked_at * FEW]
        if few or looked_at >= MOST_LOOKED_AT:
            left = size - len(found)
            return found + _indexed(session, others, few or words, begun, after, left, oldest_first=oldest_first)


def _indexed(
    session: Session, others: Wanted, words: Sequence[str], begun: Sequence[re.Pattern[str]], after: Position,
    size: int, *, oldest_first: bool,
) -> list[Position]:  # fmt: skip
    connection = session.connection()
    all_of_them = begin_with(connection, words)
    statement = next_rows(session, select(*COLUMNS).where(all_of_them), others, after, None, oldest_first=oldest_first)
    # With a plus before it, no index is read in this order: the few rows are sorted instead.
    places = [text(f"+feedback.{name} {'ASC' if oldest_first else 'DESC'}") for name in ("received_at", "id")]
    found: list[Position] = []
    for row in connection.execute(statement.order_by(None).order_by(*places)):
        if all(each.search(f"{row.comment} {row.order_id}") for each in begun):
            found.append(Position(row.received_at, row.id))
        if len(found) == size:
            break
    return found
