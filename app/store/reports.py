"""What the figures of the desk are made of: how many of each number of stars, of all, by day, courier, reason or hour.

In: what to look for. Out: counts. Always holds: what has been corrected is not counted; its correction is; a courier's
own report is no rating, and is counted only for who asks for reports. The kept counts and the rows say the same;
whatever the kept counts can't tell (a text, part of a day, a courier's reasons) is counted from the rows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlmodel import Session, col

from app.feedback.days import DAY, Days, Period, Place, block
from app.feedback.entry import MIN_RATING, OTHER_REASON, REASONS, EntrySource, counted_as
from app.feedback.scoring import STARS, Ratings
from app.store.listing import Wanted, conditions
from app.store.quarters import QUARTER_SECONDS, quarter_of
from app.store.tables import FeedbackRow, ReportCountRow
from app.store.tally import ALL, COUNTS, COURIER, FACETS, HOUR, IN_PUBLIC, REASON, days_of, paired, published

COUNTED_REASONS = frozenset({*REASONS, OTHER_REASON})
# The rest is kept by the day alone.
IN_BLOCKS = frozenset({*FACETS, *(published(each) for each in IN_PUBLIC)})
FIRST_AND_LAST = text(
    "SELECT (SELECT min(start) FROM report_count WHERE facet = 'all' AND span = 1), "
    "(SELECT max(start) FROM report_count WHERE facet = 'all' AND span = 1)"
)

# How many of each number of stars, and how many of these asked to be called back.
Sums = list[int]
Keys = Callable[[Any], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one group."""

    ratings: Ratings
    asked: int


def of_reports(wanted: Wanted) -> bool:
    """Whether couriers' own reports are asked for, and no ratings."""
    return wanted.report or (wanted.report is None and wanted.source == EntrySource.COURIER.value)


def begins(session: Session) -> int | None:
    """The first day of which there is any feedback."""
    first: int | None = session.connection().execute(FIRST_AND_LAST).one()[0]
    return first


def total(session: Session, wanted: Wanted) -> Counted:
    """Of all that is looked for."""
    found = _sums(session, wanted, ALL)
    return _counted(_added(found.values()), wanted)


def by_courier(session: Session, wanted: Wanted, most: int) -> Mapping[int, Counted]:
    """Of each courier; of many, those who were rated most often."""
    found = _groups(_sums(session, wanted, COURIER), wanted)
    often = sorted(found.items(), key=lambda group: (-group[1].ratings.count, int(group[0])))
    return {int(courier): counted for courier, counted in often[:most]}


def by_reason(session: Session, wanted: Wanted) -> Mapping[str, Counted]:
    """Of each reason that was given, the most frequent first."""
    found = _groups(_sums(session, wanted, REASON), wanted)
    return dict(sorted(found.items(), key=lambda group: (-group[1].ratings.count, group[0])))


def by_hour(session: Session, wanted: Wanted) -> Mapping[int, Counted]:
    """Of each hour of the week that had any."""
    return {int(slot): counted for slot, counted in _groups(_sums(session, wanted, HOUR), wanted).items()}


def by_day(session: Session, wanted: Wanted, span: int = DAY, most: int = 1000) -> Mapping[int, Counted]:
    """Of each day, or each block of days, of the period, those without any too; of many, the newest."""
    connection = session.connection()
    days = days_of(connection)
    period = _period(connection, wanted, days)
    kept = _kept(wanted, ALL)
    if kept is not None and _whole_days(wanted, days):
        of_days = _read(connection, wanted, kept, {DAY: list(period.starts(DAY))}, col(ReportCountRow.start))
    else:
        of_days = _from_rows(session, wanted, *_by_quarter(connection, days, lambda place: (place.day,)))
    found: dict[int, Sums] = {}
    for day, sums in of_days.items():
        start = block(day, span)
        found[start] = _added((found.get(start, []), sums))
    return {start: _counted(found.get(start, []), wanted) for start in list(period.starts(span))[-most:]}


def _sums(session: Session, wanted: Wanted, facet: str) -> dict[Any, Sums]:
    connection = session.connection()
    days = days_of(connection)
    kept = _kept(wanted, facet)
    if kept is not None and _whole_days(wanted, days):
        period = _period(connection, wanted, days)
        if facet == REASON and kept[0] == COURIER:
            return _reasons_of(connection, wanted, kept[1], list(period.starts(DAY)))
        blocks = period.blocks() if kept[0] in IN_BLOCKS else {DAY: list(period.starts(DAY))}
        return _read(connection, wanted, kept, blocks, col(ReportCountRow.member))
    if facet == HOUR:
        return _from_rows(session, wanted, *_by_quarter(connection, days, lambda place: (str(place.slot),)))
    columns: dict[str, tuple[Any, Keys]] = {
        ALL: (text("0"), lambda _: ("",)),
        COURIER: (col(FeedbackRow.courier_id), lambda courier: (str(courier),)),
        REASON: (col(FeedbackRow.reasons), lambda reasons: {counted_as(each) for each in reasons}),
    }
    return _from_rows(session, wanted, *columns[facet])


def _kept(wanted: Wanted, facet: str) -> tuple[str, str | None] | None:
    """Which of the kept counts tell it: their facet and, when it is one, the member; None when none of them do."""
    if wanted.text or wanted.published is False:
        return None
    if wanted.published:
        return _kept_in_public(wanted) if facet == ALL else None
    if wanted.reason is not None:
        if wanted.reason not in COUNTED_REASONS:
            return None
        if wanted.courier is not None:
            # Nothing else was counted of a courier beside a reason.
            return (paired(COURIER, wanted.reason), str(wanted.courier)) if facet in (ALL, COURIER) else None
        return (REASON, wanted.reason) if facet == ALL else (paired(facet, wanted.reason), None)
    if wanted.courier is not None:
        return (COURIER, str(wanted.courier)) if facet != HOUR else None
    return facet, None


def _kept_in_public(wanted: Wanted) -> tuple[str, str | None] | None:
    """The same for what everybody may read, of which no more is counted than how much it is."""
    if wanted.courier is not None:
        return (published(COURIER), str(wanted.courier)) if wanted.reason is None else None
    if wanted.reason is not None:
        return (published(REASON), wanted.reason) if wanted.reason in COUNTED_REASONS else None
    return published(ALL), None


def _whole_days(wanted: Wanted, days: Days) -> bool:
    edges = [edge for edge in (wanted.start, wanted.end) if edge is not None]
    return all(days.beginning_at(edge) is not None for edge in edges)


def _period(connection: Connection, wanted: Wanted, days: Days) -> Period:
    """The days that are looked at, none before the first or after the last that has any feedback."""
    first, last = connection.execute(FIRST_AND_LAST).one()
    if first is None:
        return Period(0, 0)
    end = last + 1
    if wanted.start is not None:
        first = max(first, days.place(wanted.start).day)
    if wanted.end is not None:
        place = days.place(wanted.end)
        end = min(end, place.day + (days.begins(place.day) != wanted.end))
    return Period(first, max(first, end))


def _read(
    connection: Connection,
    wanted: Wanted,
    kept: tuple[str | tuple[str, ...], str | None],
    blocks: Mapping[int, list[int]],
    group: Any,
) -> dict[Any, Sums]:
    facet, member = kept
    facets = (facet,) if isinstance(facet, str) else facet
    sums = [func.sum(getattr(ReportCountRow, name)) for name in COUNTS]
    found: dict[Any, Sums] = {}
    for span, starts in blocks.items():
        statement = select(group, *sums).where(
            col(ReportCountRow.facet).in_(facets),
            col(ReportCountRow.span) == span,
            col(ReportCountRow.start).in_(starts),
        )
        if member is not None:
            statement = statement.where(col(ReportCountRow.member) == member)
        if wanted.source is not None:
            statement = statement.where(col(ReportCountRow.source) == wanted.source)
        is_report = col(ReportCountRow.source) == EntrySource.COURIER.value
        statement = statement.where(is_report if of_reports(wanted) else ~is_report)
        for key, *counts in connection.execute(statement.group_by(group)).all():
            found[key] = _added((found[key], counts)) if key in found else counts
    return found


def _reasons_of(connection: Connection, wanted: Wanted, courier: str | None, days: list[int]) -> dict[Any, Sums]:
    """What was counted of the courier beside each reason."""
    facets = {paired(COURIER, reason): reason for reason in sorted(COUNTED_REASONS)}
    found = _read(connection, wanted, (tuple(facets), courier), {DAY: days}, col(ReportCountRow.facet))
    return {facets[facet]: sums for facet, sums in found.items()}


def _by_quarter(connection: Connection, days: Days, keys: Callable[[Place], Iterable[Any]]) -> tuple[Any, Keys]:
    return text(quarter_of(connection)), lambda quarter: keys(days.place_at(quarter * QUARTER_SECONDS))


def _from_rows(session: Session, wanted: Wanted, column: Any, keys: Keys) -> dict[Any, Sums]:
    stars, asks = col(FeedbackRow.rating), col(FeedbackRow.needs_follow_up)
    current = conditions(session, replace(wanted, corrected=False, report=of_reports(wanted)))
    statement = select(column, stars, asks, func.count()).select_from(FeedbackRow).where(*current)
    found: dict[Any, Sums] = {}
    # By place: a parameter of the expression would make it another one to PostgreSQL.
    rows = session.connection().execute(statement.group_by(text("1, 2, 3"))).all()
    for value, rating, asked, count in rows:
        for key in keys(value):
            sums = found.setdefault(key, [0] * len(COUNTS))
            sums[rating - MIN_RATING] += count
            if asked:
                sums[rating - MIN_RATING + len(STARS)] += count
    return found


def _groups(found: Mapping[str, Sums], wanted: Wanted) -> dict[str, Counted]:
    counted = {key: _counted(sums, wanted) for key, sums in found.items()}
    return {key: each for key, each in counted.items() if each.ratings.count}


def _counted(sums: Sums, wanted: Wanted) -> Counted:
    """The counts of those that have the rating, and did or didn't ask to be called back, as is looked for."""
    both = sums or [0] * len(COUNTS)
    stars, asked = both[: len(STARS)], both[len(STARS) :]
    if wanted.follow_up is not None:
        stars = asked if wanted.follow_up else [all_ - some for all_, some in zip(stars, asked, strict=True)]
        asked = asked if wanted.follow_up else [0] * len(STARS)
    if wanted.rating is not None:
        here = wanted.rating - MIN_RATING
        stars, asked = ([count if at == here else 0 for at, count in enumerate(each)] for each in (stars, asked))
    return Counted(Ratings.of(dict(zip(STARS, stars, strict=True))), sum(asked))


def _added(each: Iterable[Sums]) -> Sums:
    there = [sums for sums in each if sums]
    return [sum(counts) for counts in zip(*there, strict=True)]
