"""What goes into the tables comes out the same, on both engines."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import col, select

from app.errors import Invalid
from app.store.engine import Database
from app.store.tables import FeedbackRow
from tests.support.clocks import START
from tests.support.rows import feedback_row

TEXTS = [
    "",
    "  as typed  ",
    "Größe, žluťoučký kůň, 配達, التسليم",
    "👩🏽‍🚀🇨🇿 left at the door \u200d",
    "tab\tline\nreturn\r",
    "e\u0301 is not \u00e9",
    "'; DROP TABLE feedback; --",
    "x" * 2000,
    "🚪" * 2000,
]
UNSTORABLE = ["before\0after", "\0", "half \ud83d"]


async def stored(database: Database, row: FeedbackRow) -> FeedbackRow:
    await database.write(lambda session: session.add(row))
    found = await database.read(lambda session: session.get(FeedbackRow, row.id))
    assert found is not None
    return found


@pytest.mark.parametrize("text", TEXTS)
async def test_text_comes_back_as_typed(database: Database, text: str) -> None:
    row = await stored(database, feedback_row(comment=text, reasons=[text, "late"], contact=text))
    assert (row.comment, row.reasons, row.contact) == (text, [text, "late"], text)


@pytest.mark.parametrize("text", UNSTORABLE)
async def test_text_that_one_engine_could_not_keep_is_refused_by_both(database: Database, text: str) -> None:
    for fields in ({"comment": text}, {"reasons": [text]}):
        with pytest.raises(Invalid):
            await stored(database, feedback_row(**fields))
    with pytest.raises(Invalid):
        await database.read(lambda session: session.exec(select(FeedbackRow).where(FeedbackRow.comment == text)).all())


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
async def test_moments_come_back_aware_and_in_utc(database: Database, moment: datetime) -> None:
    row = await stored(database, feedback_row(created_at=moment, synced_at=moment))
    for read in (row.created_at, row.synced_at):
        assert read == moment
        assert read is not None and read.utcoffset() == timedelta(0)


async def test_a_moment_without_an_offset_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="timezone"):
        await stored(database, feedback_row(created_at=START.replace(tzinfo=None)))


async def test_newest_first_is_the_same_on_both(database: Database) -> None:
    moments = {"a": 0, "b": 2, "c": 1, "d": 2}
    for name, minutes in moments.items():
        await stored(database, feedback_row(id=name, received_at=START + timedelta(minutes=minutes)))
    newest_first = select(FeedbackRow.id).order_by(col(FeedbackRow.received_at).desc(), col(FeedbackRow.id).desc())
    ids = await database.read(lambda session: list(session.exec(newest_first)))
    assert ids == ["d", "b", "c", "a"]


async def test_numbers_of_64_bits_fit_and_larger_ones_are_refused(database: Database) -> None:
    assert (await stored(database, feedback_row(courier_id=2**63 - 1))).courier_id == 2**63 - 1
    with pytest.raises(Invalid):
        await stored(database, feedback_row(courier_id=2**63))


@pytest.mark.parametrize("fields", [{"rating": 0}, {"rating": 6}, {"courier_id": 0}, {"order_id": None}])
async def test_a_row_that_breaks_the_contract_is_refused(database: Database, fields: dict[str, int | None]) -> None:
    with pytest.raises(DBAPIError):
        await stored(database, feedback_row(**fields))
