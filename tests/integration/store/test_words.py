"""Feedback is found by its words, alike on both engines, and listed in each order without a gap."""

import random

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from app.store.engine import Database
from app.store.listing import Order, Wanted, end_of, page, sorted_page
from app.store.removal import remove
from app.store.tables import FeedbackRow
from app.store.words import index_missing
from tests.support.clocks import START
from tests.support.entries import record_id
from tests.support.rows import feedback_row

COMMENTS = {
    "stairs": "Left on the stairs, third floor",
    "late": "Viel zu spät! Übergabe um 21:30",
    "mail": "ask me at kim@example.com or foo-bar/2",
    "quote": 'don\'t "ring" -- NEAR (x OR y)*',
}


async def put(database: Database, **fields: object) -> str:
    row = feedback_row(**({"id": record_id()} | fields))
    await database.write(lambda session: session.add(row))
    return row.id


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("STAIR", {"stairs"}), ("floor stairs", {"stairs"}), ("tairs", set()), ("spät", {"late"}), ("spat", set()),
        ("ÜBER", {"late"}), ("21", {"late"}), ("example", {"mail"}), ("bar", {"mail"}), ("kim@example.com", {"mail"}),
        ("don't", {"quote"}), ('"ring"', {"quote"}), ("NEAR (x", {"quote"}), ("order-stairs", {"stairs"}),
        ("& | ! :* '", set()), ("--", {"quote"}), ("ring OR stairs", set()),
    ],
)  # fmt: skip
async def test_words_find_what_they_begin(database: Database, typed: str, found: set[str]) -> None:
    names = {await put(database, comment=text, order_id=f"ORDER-{name}"): name for name, text in COMMENTS.items()}
    rows = await database.read(lambda session: page(session, Wanted(text=typed), None, 50))
    assert {names[row.id] for row in rows} == found


async def test_what_is_removed_or_changed_is_found_no_more(database: Database) -> None:
    gone, changed = await put(database, comment="apples"), await put(database, comment="apples and pears")

    def change(session: Session) -> None:
        remove(session, [gone])
        row = session.get(FeedbackRow, changed)
        assert row is not None
        row.comment = "plums"
        session.add(row)

    await database.write(change)
    for typed, expected in (("apples", []), ("pears", []), ("plums", [changed])):
        rows = await database.read(lambda session, typed=typed: page(session, Wanted(text=typed), None, 50))  # type: ignore[misc]
        assert [row.id for row in rows] == expected


async def test_what_was_written_on_another_way_is_found_once_it_is_told_of(database: Database) -> None:
    known = await put(database, comment="apples")
    strange = feedback_row(id=record_id(), comment="apples, too")

    def write(session: Session) -> None:
        session.connection().execute(insert(FeedbackRow), [strange.model_dump()])
        index_missing(session.connection())
        index_missing(session.connection())

    await database.write(write)
    rows = await database.read(lambda session: page(session, Wanted(text="apples"), None, 50))
    assert {row.id for row in rows} == {known, strange.id}
    await database.write(lambda session: remove(session, [known, strange.id]))
    assert not await database.read(lambda session: page(session, Wanted(text="apples"), None, 50))


@pytest.mark.parametrize("order", Order)
async def test_each_order_goes_through_all_rows_once(database: Database, order: Order) -> None:
    dice = random.Random(3)
    rows = [
        feedback_row(
            id=record_id(dice), rating=dice.randint(1, 5), received_at=START.replace(minute=dice.randint(0, 9))
        )
        for _ in range(60)
    ]
    by_time = sorted(rows, key=lambda row: (row.received_at, row.id), reverse=order is not Order.OLDEST)
    if order in (Order.WORST, Order.BEST):
        by_time.sort(key=lambda row: row.rating if order is Order.WORST else -row.rating)
    expected = [row.id for row in by_time]
    await database.write(lambda session: session.add_all(rows))
    seen: list[str] = []
    after = None
    while True:
        found = await database.read(lambda session, at=after: sorted_page(session, Wanted(), order, at, 7))  # type: ignore[misc]
        if not found:
            break
        seen += [row.id for row in found]
        after = found[-1].rating, end_of(found)
    assert seen == expected
