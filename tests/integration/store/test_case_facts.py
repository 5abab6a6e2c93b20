"""What cases say of their records is what the records say, whoever has written it; how soon whom was answered."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import product
from statistics import median_low
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.feedback.entry import counted_as
from app.store.case_facts import keep_facts
from app.store.engine import Database
from app.store.feedback import FeedbackStore
from app.store.inbox import answer_time
from app.store.listing import Wanted
from app.store.rebuild import keep_reports
from app.store.tables import CaseRow, FeedbackRow
from tests.support.clocks import START, StoppedClock
from tests.support.counts import assert_facts_told
from tests.support.entries import record_id, submission

# Ours, and what is counted as other: the cases don't know these by name.
REASONS = ("late", "on_time", "other", "stairs_2", "a,b", "100%")
ROWS = 120
FORGOTTEN = "UPDATE inbox_case SET courier_id = NULL, rating = NULL, source = NULL, counted_reasons = NULL"


@pytest.fixture
async def full(database: Database) -> Database:
    """Many who ask, some corrected, most answered."""
    dice, clock = random.Random(5), StoppedClock()
    store, ids = FeedbackStore(database, clock), [record_id(random.Random(at)) for at in range(ROWS)]
    for at in range(0, ROWS, 10):
        told = [
            submission(
                id=each,
                courierId=dice.randint(1, 3),
                rating=dice.randint(1, 5),
                needsFollowUp=dice.random() < 0.8,
                reasons=dice.sample(REASONS, dice.randrange(4)),
                source=dice.choice(["customer", "customer", "courier"]),
                supersedes=dice.choice([None, None, None, dice.choice(ids)]),
            )
            for each in ids[at : at + 10]
        ]
        await store.store(told)
        clock.forward(timedelta(hours=5))

    def answer(session: Session) -> None:
        for case in session.exec(select(CaseRow).order_by(CaseRow.id)):
            case.answered_after = dice.choice([None, dice.randrange(90_000), dice.randrange(90_000)])

    await database.write(answer)
    return database


async def test_facts_are_those_of_the_record(full: Database) -> None:
    assert await assert_facts_told(full) > 20


@pytest.mark.parametrize("found_by", ["a start", "counting anew"])
async def test_what_an_old_server_opened_is_told(full: Database, found_by: str) -> None:
    await full.write(lambda session: session.connection().execute(text(FORGOTTEN)))
    if found_by == "a start":
        await keep_facts(full)
    else:
        await keep_reports(full, "Europe/Prague")
    assert await assert_facts_told(full) > 20


async def test_a_start_leaves_what_is_told(full: Database) -> None:
    await full.write(lambda session: session.connection().execute(text("UPDATE inbox_case SET source = 'told'")))
    await keep_facts(full)
    said = await full.read(lambda session: set(session.exec(select(CaseRow.source))))
    assert said == {"told"}


async def test_answers_are_those_of_the_records(full: Database) -> None:
    """Also of what no case says: a reason that isn't counted apart, or whether they still ask."""
    pairs = await full.read(lambda session: list(session.exec(select(CaseRow, FeedbackRow).where(
        CaseRow.feedback_id == FeedbackRow.id))))  # fmt: skip
    periods: list[dict[str, Any]] = [{}, {"start": START + timedelta(hours=12), "end": START + timedelta(hours=40)}]
    told = set()
    for courier, rating, reason, source, period in product(
        (None, 2), (None, 1, 5), (None, *REASONS), (None, "customer"), periods
    ):
        wanted = Wanted(courier=courier, rating=rating, reason=reason, source=source, report=False, **period)
        right = [
            (case.answered_after, row.needs_follow_up)
            for case, row in pairs
            if case.answered_after is not None
            and courier in (None, row.courier_id)
            and rating in (None, row.rating)
            and (reason is None or reason in row.reasons or (reason == "other" and _has_other(row)))
            and source in (None, row.source)
            and (not period or period["start"] <= case.opened_at < period["end"])
        ]
        # Asked of the cases alone, and with the records.
        every = [waited for waited, _ in right]
        asking = [waited for waited, asks in right if asks]
        for each, waits in ((wanted, every), (replace(wanted, follow_up=True), asking)):
            found = await full.read(lambda session, w=each: answer_time(session, w))  # type: ignore[misc]
            assert (each, found) == (each, median_low(waits) if waits else None)
            told.add(found)
    assert len(told) > 20


def _has_other(row: FeedbackRow) -> bool:
    return any(counted_as(reason) == "other" for reason in row.reasons)
