"""What a case says of its record, so that nobody has to read a million records to know how soon whom was answered.

In: records, or what to look for. Out: the facts that a case keeps, and conditions on them. Always holds: a case says of
its record what the record says; where an earlier version's server opened it, from the next start on.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, text
from sqlmodel import col

from app.feedback.entry import OTHER_REASON, REASONS, counted_as
from app.store.engine import Database
from app.store.listing import Wanted
from app.store.reports import COUNTED_REASONS
from app.store.rows import Row
from app.store.tables import CaseRow

BETWEEN = ","
TELL = {
    "sqlite": """
        UPDATE inbox_case SET (courier_id, rating, source, counted_reasons) = (
            SELECT courier_id, rating, source, ',' || coalesce((
                SELECT group_concat(reason, ',') FROM (
                    SELECT DISTINCT CASE WHEN value IN :known THEN value ELSE :other END AS reason
                    FROM json_each(feedback.reasons) ORDER BY 1
                )
            ), '') || ',' FROM feedback WHERE feedback.id = inbox_case.feedback_id
        )""",
    "postgresql": """
        UPDATE inbox_case SET (courier_id, rating, source, counted_reasons) = (
            SELECT courier_id, rating, source, ',' || coalesce((
                SELECT string_agg(reason, ',' ORDER BY reason) FROM (
                    SELECT DISTINCT CASE WHEN value IN :known THEN value ELSE :other END AS reason
                    FROM jsonb_array_elements_text(feedback.reasons) AS each_reason(value)
                ) AS named
            ), '') || ',' FROM feedback WHERE feedback.id = inbox_case.feedback_id
        )""",
}
UNTOLD = " WHERE rating IS NULL"
ANY_UNTOLD = text("SELECT EXISTS (SELECT 1 FROM inbox_case WHERE rating IS NULL)")


def facts(row: Row) -> dict[str, Any]:
    """What the case of this record says of it."""
    named = BETWEEN.join(sorted({counted_as(reason) for reason in row["reasons"]}))
    return {
        "courier_id": row["courier_id"],
        "rating": row["rating"],
        "source": row["source"],
        "counted_reasons": f"{BETWEEN}{named}{BETWEEN}",
    }


def conditions(wanted: Wanted) -> list[ColumnElement[bool]] | None:
    """What the facts must fulfil; None when they don't tell it. Of moments only that of the case counts, and no case
    is about a courier's own report.
    """
    told = replace(wanted, courier=None, rating=None, source=None, start=None, end=None, report=None, corrected=None)
    reason = told.reason
    if replace(told, reason=None) != Wanted() or not (reason is None or reason in COUNTED_REASONS):
        return None
    equal: list[tuple[Any, Any]] = [
        (CaseRow.courier_id, wanted.courier),
        (CaseRow.rating, wanted.rating),
        (CaseRow.source, wanted.source),
    ]
    found = [col(column) == value for column, value in equal if value is not None]
    if reason is not None:
        found.append(col(CaseRow.counted_reasons).contains(f"{BETWEEN}{reason}{BETWEEN}", autoescape=True))
    return found


async def keep_facts(database: Database) -> None:
    """Tell the facts of those cases that don't have any."""
    if await database.read(lambda session: session.connection().execute(ANY_UNTOLD).scalar_one()):
        await database.write(lambda session: tell(session.connection(), UNTOLD))


def tell(connection: Connection, which: str = "") -> None:
    """Tell them anew, of these cases or of all."""
    statement = text(TELL[connection.dialect.name] + which).bindparams(bindparam("known", expanding=True))
    connection.execute(statement, {"known": sorted(REASONS), "other": OTHER_REASON})
