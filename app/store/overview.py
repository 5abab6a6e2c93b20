"""Everything that the dashboard shows of a period, beside the period before it, as of one moment.

In: what to look for, in a period and in the one before. Out: figures that are ready for JSON. Always holds: each is
read in the same transaction; who asks for the same while it is being read, or before anything has changed, gets the
same answer; what is kept of answers is bounded.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.clock import Clock, utc_now
from app.feedback.days import DAY, WEEK, Days, block
from app.feedback.entry import REASONS
from app.feedback.scoring import LOW, PERCENT, STARS, Ratings, score
from app.store import inbox, reports
from app.store.counts import Counts, OfKept, OfRows
from app.store.drains import undrained
from app.store.engine import Database
from app.store.found import next_page
from app.store.listing import Order, Wanted
from app.store.reports import Counted
from app.store.tables import AuditRow, FeedbackRow, ReportCountRow
from app.store.tally import ALL, COUNTS

MAX_KEPT = 64
SHOWN_COURIERS = 5
# A longer period is drawn by the week.
MOST_DAYS = 100
COMMENTS = 6
LOOKED_THROUGH = 40
MOST_REASONS = 8

MICROSECOND = timedelta(microseconds=1)
NOTHING = Counted(Ratings(), 0)

Figures = dict[str, Any]
Mark = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody looks at: a period, and the one that it is compared with, if any."""

    now: Wanted
    before: Wanted | None


class Overviews:
    """The figures of the dashboard."""

    def __init__(self, database: Database, zone: str, smallest_group: int, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now
        self._days = Days(zone)
        self._smallest_group = smallest_group
        self._kept: OrderedDict[tuple[Looked, Mark], asyncio.Future[Figures]] = OrderedDict()

    async def mark(self) -> Mark:
        """Something else whenever feedback has come, gone or been corrected."""
        return await self._database.read(_mark)

    async def look(self, looked: Looked, mark: Mark | None = None) -> Figures:
        """The figures; with the mark they were last known by, perhaps those that somebody else has asked for."""
        key = looked, mark if mark is not None else await self.mark()
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = asyncio.ensure_future(self._read(looked))
            while len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        try:
            # Whoever leaves doesn't take the answer from the others.
            return await asyncio.shield(kept)
        except Exception:
            self._kept.pop(key, None)
            raise

    async def _read(self, looked: Looked) -> Figures:
        return await self._database.read(lambda session: self._figures(session, looked))

    def _figures(self, session: Session, looked: Looked) -> Figures:
        span = DAY if _length(looked.now) <= MOST_DAYS else WEEK
        now = self._counted(session, looked.now, span)
        waiting = len(undrained(session))
        below = 0 if looked.now.courier is None else self._smallest_group
        if 0 < now.total.ratings.count < below:
            return {"hidden": True, "count": now.total.ratings.count, "waiting": waiting}
        before = self._before(session, looked, span) if now.is_whole else None
        return {
            "hidden": False,
            "whole": now.is_whole,
            "now": _sums(now),
            "before": None if before is None else _sums(before),
            "waiting": waiting,
            "distribution": _distribution(now.total.ratings),
            "span": span,
            "open": looked.now.end is None or looked.now.end > self._now(),
            "trend": self._trend(looked, span, now, before),
            "reasons": _reasons(now),
            **self._couriers(now),
            "hours": _hours(now),
            "comments": _comments(session, looked.now) if now.total.ratings.count else [],
        }

    def _before(self, session: Session, looked: Looked, span: int) -> Counts | None:
        """Of the period before, unless it would say less than it seems to: one that we know only a part of."""
        begins = reports.begins(session)
        wanted = looked.before
        if (
            wanted is None
            or begins is None
            or (wanted.start is not None and begins > self._days.place(wanted.start).day)
        ):
            return None
        counts = self._counted(session, wanted, span)
        return counts if counts.is_whole else None

    def _counted(self, session: Session, wanted: Wanted, span: int) -> Counts:
        return OfRows(session, wanted, span, self._days) if wanted.text else OfKept(session, wanted, span)

    def _trend(self, looked: Looked, span: int, now: Counts, before: Counts | None) -> list[Figures]:
        here, there = self._to_the_end(now.by_day(), looked.now.end, span), {} if before is None else before.by_day()
        earlier: Mapping[int, Counted] = {}
        if looked.before is not None and looked.now.start is not None and looked.before.start is not None:
            later_by = self._days.place(looked.now.start).day - self._days.place(looked.before.start).day
            later_by = round(later_by / span) * span
            earlier = {day + later_by: each for day, each in there.items()}
        return [_point(day, here.get(day), earlier.get(day)) for day in sorted({*here, *earlier})]

    def _to_the_end(self, found: Mapping[int, Counted], end: datetime | None, span: int) -> dict[int, Counted]:
        """With the days up to the last of the period, or today, of which there is nothing yet."""
        last = self._days.place(self._now() if end is None else min(self._now(), end - MICROSECOND)).day
        missing = range(min(found), block(last, span) + 1, span) if found else ()
        return dict.fromkeys(missing, NOTHING) | dict(found)

    def _couriers(self, now: Counts) -> Figures:
        found = now.by_courier()
        lines = [
            _courier(courier, each.ratings)
            for courier, each in found.items()
            if each.ratings.count >= self._smallest_group
        ]
        ranked = sorted(lines, key=lambda line: (-line["low"], line["courier"]))
        best = ranked[: min(SHOWN_COURIERS, (len(ranked) + 1) // 2)]
        worst = sorted(ranked[len(best) :], key=lambda line: (line["high"], line["courier"]))[:SHOWN_COURIERS]
        return {"best": best, "worst": worst, "couriers": len(found), "unsure": len(found) - len(lines)}


def _mark(session: Session) -> Mark:
    """The kept counts change with each row, and the newest row tells two apart that change no count."""
    sums = [func.sum(getattr(ReportCountRow, name)) for name in COUNTS]
    statement = select(*sums).where(col(ReportCountRow.facet) == ALL, col(ReportCountRow.span) == DAY * 28)
    newest = select(col(FeedbackRow.id)).order_by(col(FeedbackRow.received_at).desc(), col(FeedbackRow.id).desc())
    counts = session.connection().execute(statement).one()
    # Answers and publishing change figures, too, and stand in the audit log.
    acts = session.exec(select(func.max(AuditRow.number))).one()
    return (*counts, session.exec(newest.limit(1)).first(), len(undrained(session)), acts)


def _length(wanted: Wanted) -> float:
    if wanted.start is None or wanted.end is None:
        return MOST_DAYS + 1
    return (wanted.end - wanted.start).total_seconds() / 86_400


def _sums(counts: Counts) -> Figures:
    total, ratings = counts.total, counts.total.ratings
    return {
        "count": ratings.count,
        "mean": ratings.mean,
        "nps": ratings.nps,
        "csat": ratings.csat,
        "asked": total.asked,
        "askedShare": PERCENT * total.asked / ratings.count if ratings.count else None,
        "published": counts.published,
        "publishedShare": PERCENT * counts.published / ratings.count if ratings.count else None,
        "answerTime": counts.answer_time,
    }


def _distribution(ratings: Ratings) -> list[Figures]:
    return [
        {"stars": stars, "count": count, "share": PERCENT * count / ratings.count if ratings.count else 0}
        for stars, count in reversed(list(zip(STARS, ratings.counts, strict=True)))
    ]


def _point(day: int, now: Counted | None, before: Counted | None) -> Figures:
    return {
        "day": date.fromordinal(day).isoformat(),
        "count": None if now is None else now.ratings.count,
        "mean": None if now is None else now.ratings.mean,
        "countBefore": None if before is None else before.ratings.count,
        "meanBefore": None if before is None else before.ratings.mean,
    }


def _reasons(counts: Counts) -> list[Figures]:
    """Those that low ratings name, by how many do."""
    low = sum(counts.total.ratings.counts[:LOW])
    lines = []
    for reason, each in counts.by_reason().items():
        named = sum(each.ratings.counts[:LOW])
        share = PERCENT * named / low if low else 0
        verdict = REASONS[reason].verdict.value if reason in REASONS else ""
        lines.append(
            {"reason": reason, "verdict": verdict, "count": each.ratings.count, "low": named, "share": share,
             "mean": each.ratings.mean}
        )  # fmt: skip
    return [line for line in sorted(lines, key=_most(("low", "count"))) if line["low"]][:MOST_REASONS]


def _most(names: tuple[str, ...]) -> Callable[[Figures], tuple[float, ...]]:
    return lambda line: tuple(-line[name] for name in names)


def _courier(courier: int, ratings: Ratings) -> Figures:
    sure = score(ratings)
    return {
        "courier": courier, "count": ratings.count, "mean": ratings.mean,
        "score": sure.expected, "low": sure.low, "high": sure.high,
    }  # fmt: skip


def _hours(counts: Counts) -> list[Figures]:
    return [
        {"slot": slot, "count": each.ratings.count, "mean": each.ratings.mean}
        for slot, each in sorted(counts.by_hour().items())
    ]


def _comments(session: Session, wanted: Wanted) -> list[Figures]:
    rows = next_page(session, replace(wanted, corrected=False), Order.NEWEST, None, LOOKED_THROUGH)
    said = [row for row in rows if row.comment][:COMMENTS]
    cases = inbox.cases_of(session, [row.id for row in said])
    return [
        {
            "id": row.id, "comment": row.comment, "rating": row.rating, "courier": row.courier_id,
            "order": row.order_id, "at": _iso(row.received_at), "case": cases.get(row.id, ""),
        }
        for row in said
    ]  # fmt: skip


def _iso(moment: datetime) -> str:
    return moment.isoformat()
