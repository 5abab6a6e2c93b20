"""Flags for follow-up are counted and written down; filters that somebody keeps are theirs alone."""

import pytest
from sqlmodel import select

from app.access.follow_ups import MAX_AT_ONCE, FollowUps
from app.access.principals import Role
from app.access.saved_filters import MOST, SavedFilters
from app.errors import Invalid
from app.store.engine import Database
from app.store.feedback import FeedbackStore
from app.store.history import history
from app.store.tables import FeedbackRow
from tests.support.access import open_access
from tests.support.counts import assert_counted_right
from tests.support.entries import submission


async def test_flag_is_counted_written_down_and_taken_off(database: Database) -> None:
    access = open_access(database)
    ada = await access.person()
    told = [submission(needsFollowUp=bool(number)) for number in range(2)]
    await FeedbackStore(database, access.clock).store(told)
    ids = [each.entry.id for each in told]
    flags = FollowUps(database, access.clock)
    assert await flags.flag(ada, [*ids, "no such record"], wanted=True) == 1
    await assert_counted_right(database)
    found = await database.read(lambda session: history(session, ids[0]))
    assert found is not None
    assert [(act.actor, act.act) for act in found.acts] == [("ada@example.com", "follow_up_flagged")]
    assert await flags.flag(ada, ids, wanted=False) == 2
    await assert_counted_right(database)
    assert await database.read(lambda session: {row.needs_follow_up for row in session.exec(select(FeedbackRow))}) == {
        False
    }
    with pytest.raises(Invalid):
        await flags.flag(ada, ["x"] * (MAX_AT_ONCE + 1), wanted=True)


async def test_a_corrected_record_is_flagged_without_being_counted(database: Database) -> None:
    access = open_access(database)
    first = submission()
    second = submission(supersedes=first.entry.id)
    await FeedbackStore(database, access.clock).store([first, second])
    await FollowUps(database, access.clock).flag(await access.person(), [first.entry.id], wanted=True)
    await assert_counted_right(database)
    found = await database.read(lambda session: history(session, first.entry.id))
    assert found is not None
    assert found.corrected_by is not None
    assert found.corrected_by.id == second.entry.id


async def test_saved_filters_are_ones_own_few_and_named(database: Database) -> None:
    access = open_access(database)
    ada, vera = await access.person(), await access.person("vera@example.com", Role.VIEWER)
    filters = SavedFilters(database)
    await filters.save(ada, "  Late   ones ", "reason=late")
    await filters.save(ada, "Late ones", "reason=late&rating=1")
    assert await filters.of(ada) == {"Late ones": "reason=late&rating=1"}
    assert await filters.of(vera) == {}
    await filters.remove(vera, "Late ones")
    for number in range(MOST - 1):
        await filters.save(ada, f"Filter {number}", "")
    for name, query in (("One too many", ""), ("", ""), ("x" * 41, ""), ("Long", "x" * 501)):
        with pytest.raises(Invalid):
            await filters.save(ada, name, query)
    assert len(await filters.of(ada)) == MOST
    await filters.remove(ada, "Late ones")
    assert "Late ones" not in await filters.of(ada)
