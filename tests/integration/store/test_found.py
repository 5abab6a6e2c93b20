"""What words find is the same however many rows hold them, page by page, and counted as the reports count."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from app.feedback.days import DAY, Days
from app.store import reports, search
from app.store.counts import Counts, OfKept, OfRows
from app.store.engine import Database
from app.store.found import find, read_list
from app.store.listing import Order, Position, Wanted, end_of
from app.store.rebuild import rebuild_reports
from tests.support.clocks import START
from tests.support.entries import record_id
from tests.support.rows import feedback_row

ROWS = 240
TEXTS = ("parcel", "PARC stairs", "rarely", "parcel rarely", "n12", "door stairs", "nothing")
ZONE = "UTC"


@pytest.fixture
async def full(database: Database) -> Database:
    dice = random.Random(11)
    rows = [
        feedback_row(
            id=record_id(dice),
            courier_id=dice.randint(1, 3),
            rating=dice.randint(1, 5),
            # In all, in a third, in a few, and two that never stand together by chance.
            comment=f"Parcel {'stairs' if at % 3 == 0 else 'door'} {'rarely' if at % 40 == 0 else ''} n{at}",
            needs_follow_up=dice.random() < 0.3,
            reasons=dice.sample(["late", "damaged", "friendly"], dice.randrange(3)),
            source=dice.choice(["customer", "customer", "courier"]),
            published_at=dice.choice([None, START]),
            corrected_by=dice.choice([None, None, None, "another"]),
            received_at=START + timedelta(minutes=dice.randrange(20 * 24 * 60)),
        )
        for at in range(ROWS)
    ]
    await database.write(lambda session: session.add_all(rows))
    await rebuild_reports(database, ZONE)
    return database


@pytest.fixture(params=["as it is", "small steps"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with steps so small that rows are looked at, and the index asked, several times."""
    if request.param == "small steps":
        monkeypatch.setattr(search, "FIRST_LOOK", 7)
        monkeypatch.setattr(search, "LOOK", 11)
        monkeypatch.setattr(search, "FEW", 0.2)


def expected(text: str, comment: str) -> bool:
    words = comment.lower().replace("-", " ").split()
    return all(any(word.startswith(typed) for word in words) for typed in text.lower().split())


@pytest.mark.usefixtures("steps")
async def test_pages_hold_each_row_once(full: Database) -> None:
    """Every text in every order: making the rows takes longer than reading all of these."""
    for text, order, courier in product(TEXTS, Order, (None, 2)):
        wanted = Wanted(text=text, courier=courier, report=False)
        named = replace(wanted, text=None)
        everything = await full.read(lambda session, w=named, o=order: read_list(session, w, o, None, ROWS).rows)  # type: ignore[misc]
        right = [row.id for row in everything if expected(text, row.comment)]
        seen, told = await paged(full, wanted, order)
        assert (text, order, courier, seen, told) == (text, order, courier, right, (len(right), True))


async def paged(full: Database, wanted: Wanted, order: Order) -> tuple[list[str], tuple[int, bool]]:
    """The ids of all pages, and what the last of them says of the count."""
    seen: list[str] = []
    after: tuple[int, Position] | None = None
    while True:
        listed = await full.read(lambda session, at=after: read_list(session, wanted, order, at, 9))  # type: ignore[misc]
        seen += [row.id for row in listed.rows]
        if len(listed.rows) < 9:
            return seen, (listed.total, listed.is_counted)
        after = listed.rows[-1].rating, end_of(listed.rows)


async def test_of_many_so_many_are_counted_as_nobody_waits_for(full: Database) -> None:
    wanted = Wanted(text="parcel", report=False, corrected=False)
    some = await full.read(lambda session: find(session, wanted, 10))
    every = await full.read(lambda session: find(session, wanted, ROWS))
    newest = sorted(every.lines, key=lambda line: (line.received_at, line.id), reverse=True)[:10]
    assert {line.id for line in some.lines} == {line.id for line in newest}
    assert (some.all_of_them, every.all_of_them) == (False, True)


async def test_both_ways_of_counting_tell_the_same(full: Database) -> None:
    days = Days(ZONE)
    for courier, source in product((None, 2), (None, "courier")):
        wanted = Wanted(courier=courier, source=source, start=days.begins(days.place(START).day + 2))
        kept = await full.read(lambda session, w=wanted: told(OfKept(session, w, DAY)))  # type: ignore[misc]
        # A word that all rows hold.
        named = replace(wanted, text="parcel")
        rows = await full.read(lambda session, w=named: told(OfRows(session, w, DAY, days)))  # type: ignore[misc]
        assert (courier, source, kept) == (courier, source, rows)


def told(of: Counts) -> tuple[object, ...]:
    some = {day: each for day, each in of.by_day().items() if each.ratings.count}
    return of.is_whole, of.total, of.published, of.answer_time, some, of.by_courier(), of.by_reason(), of.by_hour()


async def test_the_day_that_feedback_begins_with(database: Database, full: Database) -> None:
    assert await database.read(reports.begins) == Days(ZONE).place(START).day
