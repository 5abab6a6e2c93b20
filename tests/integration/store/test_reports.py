"""Whatever is looked for, a report says what counting the rows one by one says, on both engines."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.feedback.days import FOUR_WEEKS, WEEK, Days, Period
from app.feedback.entry import REASONS
from app.feedback.scoring import Ratings
from app.store import reports
from app.store.engine import Database
from app.store.listing import Wanted
from app.store.rebuild import rebuild_reports
from app.store.reports import Counted
from app.store.tables import FeedbackRow
from tests.support.rows import feedback_row

ZONE = "Europe/Prague"
FIRST = datetime(2026, 2, 1, tzinfo=UTC)
LENGTH = 75
ROWS = 600

dice = random.Random(5)
FEEDBACK: list[dict[str, Any]] = [
    {
        "id": str(at),
        "received_at": FIRST + timedelta(minutes=dice.randrange(LENGTH * 24 * 60)),
        "courier_id": dice.choice([1, 1, 1, 2, 2, 3]),
        "rating": dice.choice([1, 2, 3, 4, 5, 5, 5]),
        "reasons": dice.sample(["late", "damaged", "friendly", "weather", "stairs"], dice.randrange(4)),
        "needs_follow_up": dice.random() < 0.3,
        "source": dice.choice(["customer", "customer", "courier"]),
        "comment": dice.choice(["", "on the stairs"]),
        "published_at": dice.choice([None, FIRST]),
        "corrected_by": dice.choice([None, None, None, "another"]),
    }
    for at in range(ROWS)
]


def edges() -> st.SearchStrategy[datetime | None]:
    zone = Days(ZONE)
    first = date(2026, 1, 30).toordinal()
    whole = st.integers(0, LENGTH + 9).map(lambda day: zone.begins(first + day))
    part = st.integers(0, LENGTH * 24).map(lambda hours: FIRST + timedelta(hours=hours))
    return st.none() | whole | part


wanted = st.builds(
    Wanted,
    courier=st.none() | st.integers(1, 4),
    rating=st.none() | st.integers(1, 5),
    start=edges(),
    end=edges(),
    reason=st.none() | st.sampled_from(["late", "friendly", "careful", "other", "stairs"]),
    follow_up=st.none() | st.booleans(),
    published=st.none() | st.none() | st.booleans(),
    text=st.none() | st.none() | st.just("STAIRS"),
    source=st.none() | st.sampled_from(["customer", "courier", "legacy"]),
    report=st.none() | st.booleans(),
)


def fits(row: dict[str, Any], looked_for: Wanted) -> bool:
    others = [each for each in row["reasons"] if each not in REASONS]
    checks = [
        row["corrected_by"] is None,
        looked_for.courier in (None, row["courier_id"]),
        looked_for.rating in (None, row["rating"]),
        looked_for.start is None or row["received_at"] >= looked_for.start,
        looked_for.end is None or row["received_at"] < looked_for.end,
        looked_for.reason is None or looked_for.reason in (*row["reasons"], *(["other"] if others else [])),
        looked_for.follow_up in (None, row["needs_follow_up"]),
        looked_for.published is None or (row["published_at"] is not None) == looked_for.published,
        looked_for.text is None or looked_for.text.lower() in row["comment"],
        looked_for.source in (None, row["source"]),
        # A courier's own report is no rating: it counts only for who asks for reports.
        (row["source"] == "courier")
        == (looked_for.source == "courier" if looked_for.report is None else looked_for.report),
    ]
    return all(checks)


def expected(looked_for: Wanted, keys: Callable[[dict[str, Any]], Iterable[Any]]) -> dict[Any, Counted]:
    stars: dict[Any, Counter[int]] = {}
    asked: Counter[Any] = Counter()
    for row in FEEDBACK:
        for key in keys(row) if fits(row, looked_for) else ():
            stars.setdefault(key, Counter())[row["rating"]] += 1
            asked[key] += row["needs_follow_up"]
    return {key: Counted(Ratings.of(counts), asked[key]) for key, counts in stars.items()}


def local(row: dict[str, Any]) -> datetime:
    moment: datetime = row["received_at"]
    return moment.astimezone(ZoneInfo(ZONE))


@pytest.fixture
async def full(database: Database) -> Database:
    rows: list[FeedbackRow] = [feedback_row(**each) for each in FEEDBACK]
    await database.write(lambda session: session.add_all(rows))
    await rebuild_reports(database, ZONE)
    return database


NOTHING = Counted(Ratings(), 0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(looked_for=wanted)
async def test_every_report_under_every_filter(full: Database, looked_for: Wanted) -> None:
    found = await full.read(
        lambda session: (
            reports.total(session, looked_for),
            reports.by_courier(session, looked_for, 10),
            reports.by_reason(session, looked_for),
            reports.by_hour(session, looked_for),
            reports.by_day(session, looked_for),
            reports.by_day(session, looked_for, WEEK),
        )
    )
    total, couriers, reasons, hours, each_day, each_week = found
    assert total == expected(looked_for, lambda _: [""]).get("", NOTHING)
    assert couriers == expected(looked_for, lambda row: [row["courier_id"]])
    assert reasons == expected(
        looked_for, lambda row: {each if each in REASONS else "other" for each in row["reasons"]}
    )
    assert hours == expected(looked_for, lambda row: [local(row).weekday() * 24 + local(row).hour])
    right = expected(looked_for, lambda row: [local(row).toordinal()])
    assert {day: counted for day, counted in each_day.items() if counted != NOTHING} == right
    assert list(each_day) == list(range(min(each_day, default=0), max(each_day, default=-1) + 1))
    mondays = expected(looked_for, lambda row: [(local(row) - timedelta(days=local(row).weekday())).toordinal()])
    assert {week: counted for week, counted in each_week.items() if counted != NOTHING} == mondays
    assert all(date.fromordinal(week).weekday() == 0 for week in each_week)


async def test_of_many_couriers_and_days_the_most_and_the_newest(full: Database) -> None:
    everything = await full.read(lambda session: reports.by_courier(session, Wanted(), 10))
    two = await full.read(lambda session: reports.by_courier(session, Wanted(), 2))
    assert list(two) == list(everything)[:2] == [1, 2]
    all_days = await full.read(lambda session: reports.by_day(session, Wanted()))
    assert list(await full.read(lambda session: reports.by_day(session, Wanted(), most=3))) == list(all_days)[-3:]


async def test_nothing_is_found_where_there_is_nothing(database: Database) -> None:
    for looked_for in (Wanted(), replace(Wanted(), courier=3), Wanted(start=FIRST), Wanted(text="x")):
        assert await database.read(lambda session, each=looked_for: reports.total(session, each)) == NOTHING  # type: ignore[misc]
        assert await database.read(lambda session, each=looked_for: reports.by_day(session, each)) == {}  # type: ignore[misc]


@given(st.integers(730_000, 740_000), st.integers(0, 900))
def test_a_period_is_made_up_of_few_blocks_that_hold_each_day_once(first: int, length: int) -> None:
    blocks = Period(first, first + length).blocks()
    held = sorted(day for span, starts in blocks.items() for start in starts for day in range(start, start + span))
    assert held == list(range(first, first + length))
    assert sum(len(starts) for starts in blocks.values()) <= length // FOUR_WEEKS + 2 * (3 + 6) + 1
