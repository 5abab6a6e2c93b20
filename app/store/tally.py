"""The counts that reports are read from, kept while rows come and go.

Stage: store. In: the rows that a transaction makes, and those that it removes or that stop counting. Out: sums, added
to table `report_count` in the same transaction. Always holds: the table says what counting the rows anew would say;
who writes at once adds in one order, so they may wait for each other and never in a circle.
"""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from app.errors import DatabaseError
from app.feedback.days import SPANS, Days, block
from app.feedback.entry import MAX_RATING, MIN_RATING, REASONS, counted_as

KEY = ("facet", "span", "start", "member", "source", "shard")
RATINGS = range(MIN_RATING, MAX_RATING + 1)
COUNTS = tuple(f"{kind}_{stars}" for kind in ("stars", "asked") for stars in RATINGS)
COLUMNS = KEY + COUNTS
# Writers at once would wait for each other at the sums that all of them add to, until the disk has answered.
SHARDS = 8
ADD = ", ".join(f"{name} = report_count.{name} + excluded.{name}" for name in COUNTS)
ON_CONFLICT = f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {ADD}"
SQLITE = f"INSERT INTO report_count ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) {ON_CONFLICT}"  # noqa: S608
POSTGRESQL = (
    f"INSERT INTO report_count ({', '.join(COLUMNS)}) SELECT facet, span, start, member, source, "  # noqa: S608
    f"CASE facet WHEN 'courier' THEN 0 ELSE mod(pg_backend_pid(), {SHARDS}) END, {', '.join(COUNTS)} "
    f"FROM json_populate_recordset(NULL::report_count, %s) {ON_CONFLICT}"
)
# What the sums mean: where this differs from what the database says, they are made anew.
RULES = json.dumps(["1", *SPANS, *sorted(REASONS)])


class Facet(StrEnum):
    """What is counted apart."""

    ALL = "all"
    COURIER = "courier"
    REASON = "reason"
    HOUR = "hour"


Cell = tuple[Facet, int, str, str]


class Tally:
    """What one transaction changes."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._cells: dict[Cell, list[int]] = {}

    def count(self, rows: Iterable[Mapping[str, Any]], sign: int = 1) -> None:
        """Count rows, or with -1 count them no more."""
        places: dict[Any, Any] = {}
        for row in rows:
            received_at = row["received_at"]
            place = places.get(received_at) or places.setdefault(received_at, self._days.place(received_at))
            day, source = place.day, str(row["source"])
            at = row["rating"] - MIN_RATING
            cells: list[Cell] = [
                (Facet.ALL, day, "", source),
                (Facet.HOUR, day, str(place.slot), source),
                (Facet.COURIER, day, str(row["courier_id"]), source),
            ]
            cells += [(Facet.REASON, day, reason, source) for reason in {counted_as(each) for each in row["reasons"]}]
            for cell in cells:
                sums = self._cells.get(cell)
                if sums is None:
                    sums = self._cells[cell] = [0] * len(COUNTS)
                sums[at] += sign
                if row["needs_follow_up"]:
                    sums[at + len(RATINGS)] += sign

    def write(self, connection: Connection) -> None:
        """Add the sums, in the order that all writers keep."""
        sums = self._sums()
        if not sums:
            return
        in_order = sorted(sums.items())
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(SQLITE, [(*key, 0, *counts) for key, counts in in_order])
        else:
            rows = [dict(zip(COLUMNS, (*key, 0, *counts), strict=True)) for key, counts in in_order]
            connection.exec_driver_sql(POSTGRESQL, (json.dumps(rows),))

    def _sums(self) -> dict[tuple[str, int, int, str, str], list[int]]:
        found: dict[tuple[str, int, int, str, str], list[int]] = {}
        for (facet, day, member, source), counts in self._cells.items():
            if not any(counts):
                continue
            for span in SPANS:
                key = (str(facet), span, block(day, span), member, source)
                there = found.get(key)
                found[key] = (
                    counts if there is None else [one + other for one, other in zip(there, counts, strict=True)]
                )
        return found


def open_tally(connection: Connection) -> Tally:
    """A tally that counts as the database does; the transaction must have taken its turn."""
    return Tally(days_of(connection))


def days_of(connection: Connection) -> Days:
    """The days that the database counts in."""
    zone = connection.exec_driver_sql("SELECT zone FROM report_state").scalar_one()
    try:
        return Days(zone)
    except ValueError as error:
        raise DatabaseError(f"The reports are counted in a time zone that isn't known here: {zone}.") from error
