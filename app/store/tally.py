"""The counts that reports are read from, kept while rows come and go.

Stage: store. In: the rows that a transaction makes, and those that it removes or that stop counting. Out: sums, added
to table `report_count` in the same transaction. Always holds: the table says what counting the rows anew would say;
who writes at once adds in one order, so they may wait for each other and never in a circle.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from app.errors import DatabaseError
from app.feedback.days import DAY, SPANS, Days, block
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
    f"CASE WHEN facet LIKE '%%courier%%' THEN 0 ELSE mod(pg_backend_pid(), {SHARDS}) END, {', '.join(COUNTS)} "
    f"FROM json_populate_recordset(NULL::report_count, %s) {ON_CONFLICT}"
)
# What the sums mean: where this differs from what the database says, they are made anew.
RULES = json.dumps(["3", *SPANS, *sorted(REASONS)])
DAYS_ONLY = (DAY,)


# What is counted apart. Plain texts: an enum's members are slow to hash.
ALL, COURIER, REASON, HOUR = FACETS = ("all", "courier", "reason", "hour")
# Of these, what everybody may read is counted once more: all of it, of one courier, with one reason.
IN_PUBLIC = (ALL, COURIER, REASON)
# Counted apart once more for each reason, by the day only: whoever asks for a reason asks these beside it.
BY_REASON = (COURIER, REASON, HOUR)

Key = tuple[str, int, int, str, str]


class Tally:
    """What one transaction changes."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._sums: dict[Key, list[int]] = {}

    def count(self, rows: Sequence[Mapping[str, Any]], sign: int = 1) -> None:
        """Count rows, or with -1 count them no more."""
        # Rows that came together are alike: first how many of each kind, then what each kind adds.
        alike = [
            (row["received_at"], row["source"], row["rating"], row["needs_follow_up"], row["courier_id"])
            for row in rows
        ]
        for (received_at, source, rating, asks), times in Counter(each[:4] for each in alike).items():
            place = self._days.place(received_at)
            said = source, rating, asks, times * sign
            self._add(ALL, place.day, "", *said)
            self._add(HOUR, place.day, str(place.slot), *said)
        for (received_at, source, rating, asks, courier), times in Counter(alike).items():
            self._add(COURIER, self._days.place(received_at).day, str(courier), source, rating, asks, times * sign)
        named = [
            (each, reasons)
            for row, each in zip(rows, alike, strict=True)
            if (reasons := frozenset({counted_as(reason) for reason in row["reasons"]}))
        ]
        for (received_at, source, rating, asks, reasons), times in Counter(
            (*each[:4], of) for each, of in named
        ).items():
            place = self._days.place(received_at)
            said = source, rating, asks, times * sign
            for reason in reasons:
                self._add(REASON, place.day, reason, *said)
                self._add(paired(HOUR, reason), place.day, str(place.slot), *said, spans=DAYS_ONLY)
                for other in reasons:
                    self._add(paired(REASON, reason), place.day, other, *said, spans=DAYS_ONLY)
        for ((received_at, source, rating, asks, courier), reasons), times in Counter(named).items():
            day, said = self._days.place(received_at).day, (source, rating, asks, times * sign)
            for reason in reasons:
                self._add(paired(COURIER, reason), day, str(courier), *said, spans=DAYS_ONLY)

        self.count_published([row for row in rows if row["published_at"] is not None], sign)

    def count_published(self, rows: Sequence[Mapping[str, Any]], sign: int = 1) -> None:
        """Count rows that everybody may read now, or with -1 may read no more."""
        for row in rows:
            day = self._days.place(row["received_at"]).day
            said = row["source"], row["rating"], row["needs_follow_up"], sign
            self._add(published(ALL), day, "", *said)
            self._add(published(COURIER), day, str(row["courier_id"]), *said)
            for reason in {counted_as(reason) for reason in row["reasons"]}:
                self._add(published(REASON), day, reason, *said)

    def write(self, connection: Connection) -> None:
        """Add the sums, in the order that all writers keep."""
        in_order = [(*key, 0, *counts) for key, counts in sorted(self._sums.items()) if any(counts)]
        if not in_order:
            return
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(SQLITE, in_order)
        else:
            rows = [dict(zip(COLUMNS, each, strict=True)) for each in in_order]
            connection.exec_driver_sql(POSTGRESQL, (json.dumps(rows),))

    def _add(
        self, facet: str, day: int, member: str, source: str, rating: int, asks: bool, times: int, *,
        spans: Sequence[int] = SPANS,
    ) -> None:  # fmt: skip
        at = rating - MIN_RATING
        for span in spans:
            key = (facet, span, block(day, span), member, source)
            sums = self._sums.get(key)
            if sums is None:
                sums = self._sums[key] = [0] * len(COUNTS)
            sums[at] += times
            if asks:
                sums[at + len(RATINGS)] += times


def paired(facet: str, reason: str) -> str:
    """What is counted apart of those that name the reason."""
    return f"{facet} {reason}"


def published(facet: str) -> str:
    """What is counted apart of that which everybody may read."""
    return f"published {facet}"


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
