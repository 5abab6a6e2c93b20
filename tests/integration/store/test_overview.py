"""What the dashboard is told of a period, and of one that says less than it seems to, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.feedback.days import Days
from app.store import found
from app.store.engine import Database
from app.store.listing import Wanted
from app.store.overview import Looked, Overviews
from app.store.rebuild import rebuild_reports
from tests.support.clocks import START
from tests.support.entries import record_id
from tests.support.rows import feedback_row

ZONE = "UTC"
DAYS = Days(ZONE)
TODAY = DAYS.place(START).day
LENGTH = 20


def looked(first: int, days: int, **more: object) -> Looked:
    now = replace(Wanted(report=False, **more), start=DAYS.begins(first), end=DAYS.begins(first + days))  # type: ignore[arg-type]
    return Looked(now, replace(now, start=DAYS.begins(first - days), end=now.start))


@pytest.fixture
async def overviews(database: Database) -> Overviews:
    """One record a day for twenty days, the last of them today."""
    rows = [
        feedback_row(
            id=record_id(), received_at=START - timedelta(days=at), rating=1 + at % 5, comment="On the stairs",
            reasons=["late"] if at % 2 else [], published_at=START if at % 4 == 0 else None,
        )
        for at in range(LENGTH)
    ]  # fmt: skip
    await database.write(lambda session: session.add_all(rows))
    await rebuild_reports(database, ZONE)
    return Overviews(database, ZONE, 5, lambda: START)


async def test_a_period_stands_beside_the_one_before(overviews: Overviews) -> None:
    told = await overviews.look(looked(TODAY - 9, 10))
    assert (told["now"]["count"], told["before"]["count"]) == (10, 10)
    assert (told["whole"], told["hidden"], told["open"]) == (True, False, True)
    assert [point["count"] for point in told["trend"]] == [1] * 10
    assert [point["countBefore"] for point in told["trend"]] == [1] * 10
    assert told["now"]["published"] == 3
    assert (await overviews.look(looked(TODAY - 10, 10)))["open"] is False


async def test_days_without_any_are_drawn_as_such_up_to_today(database: Database, overviews: Overviews) -> None:
    later = Overviews(database, ZONE, 5, lambda: START + timedelta(days=2))
    told = await later.look(looked(TODAY - 2, 10))
    # Of days to come there is only what the period before had.
    assert [point["count"] for point in told["trend"]] == [1, 1, 1, 0, 0, *[None] * 5]
    assert told["trend"][4]["mean"] is None


async def test_a_period_that_feedback_only_began_in_is_compared_with_nothing(overviews: Overviews) -> None:
    assert (await overviews.look(looked(TODAY - 10, 11)))["before"] is None


@pytest.mark.parametrize("more", [{}, {"reason": "late"}, {"text": "stairs"}, {"courier": 7}])
async def test_each_part_counts_the_same_feedback(overviews: Overviews, more: dict[str, object]) -> None:
    told = await overviews.look(looked(TODAY - 9, 10, **more))
    count = told["now"]["count"]
    assert count == (5 if "reason" in more else 10)
    assert sum(line["count"] for line in told["distribution"]) == count
    assert sum(point["count"] or 0 for point in told["trend"]) == count
    assert sum(slot["count"] for slot in told["hours"]) == count
    assert sum(line["low"] for line in told["reasons"]) == 2
    assert told["couriers"] == 1
    assert len(told["comments"]) == min(6, count)


async def test_of_words_that_many_hold_the_newest_are_counted(
    overviews: Overviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "MOST", 4)
    told = await overviews.look(looked(TODAY - 9, 10, text="stairs"))
    assert (told["whole"], told["now"]["count"], told["before"]) == (False, 4, None)
    assert [point["day"] for point in told["trend"]] == [day_of(at) for at in range(3, -1, -1)]


def day_of(ago: int) -> str:
    return (START - timedelta(days=ago)).date().isoformat()


async def test_a_couriers_few_ratings_are_hidden(overviews: Overviews) -> None:
    for more in ({"courier": 7}, {"courier": 7, "text": "stairs"}):
        told = await overviews.look(looked(TODAY - 3, 4, **more))
        assert (told["hidden"], told["count"]) == (True, 4)
