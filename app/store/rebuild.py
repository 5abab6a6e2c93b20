"""The reports' counts, made anew from the rows: at a start that finds them made otherwise, or when somebody asks.

In: the time zone. Out: table `report_count`, as if it had been kept from the first row on. Always holds: it is one
transaction, alone among the writers; nobody sees half of it.
"""

from sqlalchemy import Connection, text
from sqlmodel import Session

from app.feedback.days import SPANS, Days
from app.feedback.entry import OTHER_REASON, REASONS
from app.store import case_facts
from app.store.corrections import write_alone
from app.store.engine import Database
from app.store.quarters import QUARTER_SECONDS, quarter_of
from app.store.tally import (
    ALL,
    BY_REASON,
    COLUMNS,
    COUNTS,
    COURIER,
    FACETS,
    HOUR,
    IN_PUBLIC,
    KEY,
    RATINGS,
    REASON,
    RULES,
    paired,
    published,
)

STATE = text("SELECT zone, rules FROM report_state")
SAY_STATE = text("UPDATE report_state SET zone = :zone, rules = :rules")
PLACES = "CREATE TEMPORARY TABLE report_place (quarter BIGINT PRIMARY KEY, day INTEGER NOT NULL, slot TEXT NOT NULL)"
NAMES = ", ".join(COLUMNS)
KNOWN = ", ".join(f"'{reason}'" for reason in REASONS)
SUMS = ", ".join(
    [f"sum(CASE WHEN {{of}}.rating = {stars} THEN 1 ELSE 0 END)" for stars in RATINGS]
    + [f"sum(CASE WHEN {{of}}.rating = {stars} AND {{of}}.needs_follow_up THEN 1 ELSE 0 END)" for stars in RATINGS]
)
MEMBERS = {ALL: "''", COURIER: "CAST(courier_id AS TEXT)", HOUR: "slot", REASON: "reasons.reason"}


async def keep_reports(database: Database, zone: str) -> bool:
    """Make the counts anew if they are of another time zone or of other rules; whether that was so."""
    if await database.read(_state) == (zone, RULES):
        return False
    return await database.write(lambda session: rebuild(session, zone, unless_right=True))


async def rebuild_reports(database: Database, zone: str) -> None:
    """Make the counts anew."""
    await database.write(lambda session: rebuild(session, zone))


def rebuild(session: Session, zone: str, *, unless_right: bool = False) -> bool:
    """The same within a transaction; whether it was done."""
    connection = session.connection()
    write_alone(connection)
    # Of several nodes that start at once, one counts.
    if unless_right and _state(session) == (zone, RULES):
        return False
    connection.execute(text("DELETE FROM report_count"))
    _place_rows(connection, Days(zone))
    _count_days(connection)
    for span in SPANS[1:]:
        _add_up(connection, span)
    connection.execute(text("DROP TABLE report_place"))
    # Which reasons are counted apart may have changed.
    case_facts.tell(connection)
    connection.execute(SAY_STATE, {"zone": zone, "rules": RULES})
    return True


def _state(session: Session) -> tuple[str, str]:
    zone, rules = session.connection().execute(STATE).one()
    return zone, rules


def _place_rows(connection: Connection, days: Days) -> None:
    """Say for each quarter of an hour, which no time zone divides, into which day it falls."""
    connection.execute(text(PLACES))
    quarters = connection.execute(text(f"SELECT DISTINCT {quarter_of(connection)} FROM feedback")).scalars()  # noqa: S608
    placed = []
    for quarter in quarters:
        place = days.place_at(quarter * QUARTER_SECONDS)
        placed.append({"quarter": quarter, "day": place.day, "slot": str(place.slot)})
    if placed:
        connection.execute(text("INSERT INTO report_place VALUES (:quarter, :day, :slot)"), placed)


def _count_days(connection: Connection) -> None:
    for facet in FACETS:
        rows = _with_reasons(connection) if facet == REASON else "feedback"
        _insert(connection, f"'{facet}'", MEMBERS[facet], rows)
    for facet in IN_PUBLIC:
        rows = _with_reasons(connection) if facet == REASON else "feedback"
        _insert(connection, f"'{published(facet)}'", MEMBERS[facet], rows, "published_at IS NOT NULL")
    pairs = _with_reasons(connection)
    for facet in BY_REASON:
        rows, member = pairs, MEMBERS[facet]
        if facet == REASON:
            rows, member = (
                f"{pairs} JOIN {_with_reasons(connection, 'others')} ON others.id = reasons.id",
                "others.reason",
            )
        _insert(connection, f"'{paired(facet, '')}' || reasons.reason", member, rows)


def _insert(connection: Connection, facet: str, member: str, rows: str, only: str = "corrected_by IS NULL") -> None:
    first = "reasons" if rows != "feedback" else rows
    sums = SUMS.format(of=first)
    connection.execute(
        text(
            f"INSERT INTO report_count ({NAMES}) SELECT CAST({facet} AS TEXT), 1, day, {member}, "  # noqa: S608
            f"{first}.source, 0, {sums} "
            f"FROM {rows} JOIN report_place ON report_place.quarter = {quarter_of(connection, f'{first}.received_at')} "
            f"WHERE {first}.corrected_by IS NULL AND {first}.{only} GROUP BY 1, 3, 4, 5"
        )
    )


def _with_reasons(connection: Connection, name: str = "reasons") -> str:
    """Each row once for each reason that it names, as it is counted."""
    each = "json_each(feedback.reasons) AS each_reason"
    if connection.dialect.name == "postgresql":
        each = "jsonb_array_elements_text(feedback.reasons) AS each_reason(value)"
    counted = f"CASE WHEN each_reason.value IN ({KNOWN}) THEN each_reason.value ELSE '{OTHER_REASON}' END"
    columns = "feedback.id, courier_id, received_at, source, rating, needs_follow_up, corrected_by, published_at"
    return f"(SELECT DISTINCT {columns}, {counted} AS reason FROM feedback, {each}) AS {name}"  # noqa: S608


def _add_up(connection: Connection, span: int) -> None:
    start = f"start - (start - 1) % {span}"
    sums = ", ".join(f"sum({name})" for name in COUNTS)
    which = ", ".join(f"'{facet}'" for facet in (*FACETS, *(published(each) for each in IN_PUBLIC)))
    connection.execute(
        text(
            f"INSERT INTO report_count ({NAMES}) SELECT facet, {span}, {start}, member, source, 0, {sums} "  # noqa: S608
            f"FROM report_count WHERE span = 1 AND facet IN ({which}) GROUP BY 1, 3, 4, 5"
        )
    )


async def is_as_counted_anew(database: Database, zone: str) -> bool:
    """Whether the kept counts say what the rows say; nothing is changed."""

    def compare(session: Session) -> bool:
        connection = session.connection()
        kept = _nonzero(connection)
        try:
            rebuild(session, zone)
            return kept == _nonzero(connection)
        finally:
            session.rollback()

    return await database.write(compare)


def _nonzero(connection: Connection) -> set[tuple[object, ...]]:
    key = ", ".join(name for name in KEY if name != "shard")
    sums = ", ".join(f"sum({name})" for name in COUNTS)
    found = connection.execute(text(f"SELECT {key}, {sums} FROM report_count WHERE span = 1 GROUP BY {key}"))  # noqa: S608
    return {tuple(row) for row in found if any(row[-len(COUNTS) :])}
