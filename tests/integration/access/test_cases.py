"""Cases come in by rule, follow corrections, and are worked on in legal steps; both engines."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from app.access.cases import Cases
from app.access.follow_ups import FollowUps
from app.access.principals import Principal, Role
from app.errors import Decided, Invalid, NotFound
from app.feedback.cases import FIRST_ANSWER, REPLY, CaseState
from app.feedback.submission import Submission
from app.store.erased import erase
from app.store.feedback import FeedbackStore
from app.store.inbox import Case, View, answer_time, case_of, cases, counts, find, mark
from app.store.listing import Wanted
from app.store.removal import remove
from app.store.tables import CaseEventRow, CaseRow
from tests.support.access import Access
from tests.support.entries import record_id, submission

UNHAPPY: dict[str, Any] = {"rating": 1, "needsFollowUp": True, "contact": "+44 7700 900123"}


@pytest.fixture
async def ada(access: Access) -> Principal:
    return await access.person("ada@example.com", Role.AGENT)


@pytest.fixture
def desk(access: Access) -> Cases:
    return Cases(access.database, access.clock)


async def store(access: Access, *told: Submission) -> list[str]:
    await FeedbackStore(access.database, access.clock).store(told)
    return [each.entry.id for each in told]


async def listed(
    access: Access, view: View = View.OPEN, me: str = "", size: int = 50, after: tuple[datetime, str] | None = None
) -> list[Case]:
    return list(await access.database.read(lambda session: cases(session, view, me, after, size)))


async def found_for(access: Access, record: str) -> str | None:
    return await access.database.read(lambda session: case_of(session, record))


async def row(access: Access, case_id: str) -> CaseRow:
    found = await access.database.read(lambda session: find(session, case_id))
    assert found is not None
    return found[0].row


async def history(access: Access, case_id: str) -> list[tuple[str, str, str]]:
    found = await access.database.read(lambda session: find(session, case_id))
    assert found is not None
    return [(line.actor, line.event, line.note) for line in found[1]]


class TestComingIn:
    """By rule, in the transaction of the record."""

    async def test_whoever_asks_has_a_case_and_nobody_else(self, access: Access) -> None:
        asks, calm, silent, report = await store(
            access,
            submission(**UNHAPPY),
            submission(rating=4, needsFollowUp=True, contact="me@example.com"),
            submission(rating=1),
            submission(source="courier", rating=1, needsFollowUp=True),
        )
        found = await listed(access)
        assert [case.row.id for case in found] == [asks, calm]
        assert found[0].row.due_at == access.clock() + FIRST_ANSWER < found[1].row.due_at
        assert {case.row.state for case in found} == {"new"}
        for other in (silent, report):
            assert await found_for(access, other) is None

    async def test_a_repeat_makes_no_second_case_whatever_became_of_the_first(
        self, access: Access, ada: Principal, desk: Cases
    ) -> None:
        told = submission(**UNHAPPY)
        (case,) = await store(access, told)
        await desk.finish(ada, case)
        await asyncio.gather(*(store(access, told) for _ in range(4)))
        assert await listed(access) == []
        assert [each.row.id for each in await listed(access, View.DONE)] == [case]

    @pytest.mark.parametrize("correction_first", [False, True])
    async def test_a_correction_is_the_record_of_its_case(self, access: Access, correction_first: bool) -> None:
        first = submission(**UNHAPPY)
        second = submission(**(UNHAPPY | {"rating": 2, "contact": "new@example.com"}), supersedes=first.entry.id)
        for each in (second, first) if correction_first else (first, second):
            await store(access, each)
        (case,) = await listed(access)
        assert (case.record.id, case.record.contact) == (second.entry.id, "new@example.com")

    async def test_both_in_one_batch_are_one_case(self, access: Access) -> None:
        first = submission(**UNHAPPY)
        second = submission(**UNHAPPY, supersedes=first.entry.id)
        third = submission(**UNHAPPY, supersedes=second.entry.id)
        await store(access, third, first, second)
        assert [case.record.id for case in await listed(access)] == [third.entry.id]

    async def test_a_chain_is_followed_with_what_was_done(self, access: Access, ada: Principal, desk: Cases) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        await desk.assign(ada, case, ada.id)
        before = case
        for rating in (2, 3):
            (before,) = await store(access, submission(**(UNHAPPY | {"rating": rating}), supersedes=before))
        (found,) = await listed(access)
        assert (found.row.id, found.record.rating, found.row.state) == (case, 3, "assigned")
        assert [event for _, event, _ in await history(access, case)] == ["assigned", "corrected", "corrected"]

    async def test_who_asks_no_more_is_left_alone(self, access: Access, ada: Principal, desk: Cases) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        await desk.assign(ada, case, ada.id)
        (calm,) = await store(access, submission(rating=1, supersedes=case))
        assert await listed(access) == []
        (done,) = await listed(access, View.DONE)
        assert (done.record.id, done.record.contact, done.row.answered_after) == (calm, None, None)
        # And comes back when they ask again.
        await store(access, submission(**UNHAPPY, supersedes=calm))
        (again,) = await listed(access)
        assert (again.row.id, again.row.state) == (case, "assigned")

    async def test_records_that_correct_each_other_do_no_harm(self, access: Access) -> None:
        first, second = record_id(), record_id()
        await store(access, submission(**UNHAPPY, id=first, supersedes=second))
        await store(access, submission(**UNHAPPY, id=second, supersedes=first))
        assert len(await listed(access)) <= 1

    async def test_a_flag_opens_closes_and_opens_again(self, access: Access, ada: Principal) -> None:
        (quiet,) = await store(access, submission(rating=5))
        flags = FollowUps(access.database, access.clock)
        for wanted, there in ((True, 1), (False, 0), (True, 1)):
            await flags.flag(ada, [quiet], wanted=wanted)
            assert len(await listed(access)) == there
        assert [event for _, event, _ in await history(access, quiet)] == ["withdrawn", "reopened"]

    async def test_what_leaves_takes_its_case_along(self, access: Access, ada: Principal, desk: Cases) -> None:
        first, other = await store(access, submission(**UNHAPPY), submission(**UNHAPPY))
        await desk.note(ada, first, "Called the neighbour")
        (second,) = await store(access, submission(**UNHAPPY, supersedes=first))
        await access.database.write(lambda session: remove(session, [second]))
        # The record that was corrected stands for itself again, and asks again.
        assert {case.record.id for case in await listed(access)} == {first, other}
        await access.database.write(lambda session: erase(session, [first, other], access.clock()))
        assert await listed(access) == []
        assert await access.database.read(lambda session: session.exec(select(CaseEventRow)).all()) == []


class TestWorking:
    """Each step legal or refused, once, and written down."""

    async def test_from_new_to_done_and_back(self, access: Access, ada: Principal, desk: Cases) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        await desk.assign(ada, case, ada.id)
        await desk.note(ada, case, "Wrong  flat")
        await desk.save_draft(case, "", "We are sorry.")
        access.clock.forward(timedelta(hours=2))
        await desk.answer(ada, case)
        waiting = await row(access, case)
        assert (waiting.state, waiting.answered_after, waiting.draft) == ("waiting", 7200, "")
        assert waiting.due_at == access.clock() + REPLY
        access.clock.forward(timedelta(hours=1))
        await desk.finish(ada, case)
        await desk.reopen(ada, case)
        again = await row(access, case)
        assert (again.state, again.closed_at, again.answered_after) == ("assigned", None, 7200)
        await desk.assign(ada, case, "")
        assert (await row(access, case)).assignee_id is None
        assert await history(access, case) == [
            ("ada@example.com", "assigned", "ada@example.com"),
            ("ada@example.com", "noted", "Wrong  flat"),
            ("ada@example.com", "answered", "We are sorry."),
            ("ada@example.com", "done", ""),
            ("ada@example.com", "reopened", ""),
            ("ada@example.com", "given_back", ""),
        ]

    async def test_steps_that_can_not_be_are_refused(self, access: Access, ada: Principal, desk: Cases) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        with pytest.raises(Decided):
            await desk.reopen(ada, case)
        await desk.finish(ada, case)
        for step in (desk.finish, desk.answer):
            with pytest.raises(Decided):
                await step(ada, case)
        with pytest.raises(Decided):
            await desk.set_due(ada, case, access.clock())
        with pytest.raises(NotFound):
            await desk.finish(ada, "no such case")
        assert (await row(access, case)).state == CaseState.DONE

    async def test_of_two_who_finish_at_once_one_is_told(self, access: Access, ada: Principal, desk: Cases) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        told = await asyncio.gather(*(desk.finish(ada, case) for _ in range(2)), return_exceptions=True)
        assert sorted(type(each).__name__ for each in told) == ["Decided", "NoneType"]
        assert len(await history(access, case)) == 1

    async def test_only_who_may_work_and_come_in_gets_cases(self, access: Access, ada: Principal, desk: Cases) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        vera = await access.person("vera@example.com", Role.VIEWER)
        gone = await access.person("gone@example.com", Role.ADMIN)
        await access.person("boss@example.com", Role.ADMIN)
        await access.people.disable(None, gone.id)
        for person in (vera.id, gone.id):
            with pytest.raises(Invalid):
                await desk.assign(ada, case, person)
        with pytest.raises(NotFound):
            await desk.assign(ada, case, "nobody")

    async def test_nobodys_reply_is_written_over_unseen(self, access: Access, desk: Cases) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        await desk.save_draft(case, "", "Hers")
        with pytest.raises(Decided):
            await desk.save_draft(case, "", "His")
        await desk.save_draft(case, "", "Hers")
        await desk.save_draft(case, "Hers", "Both")
        assert (await row(access, case)).draft == "Both"

    @pytest.mark.parametrize("text", ["", "  ", "x" * 1001, "half \ud83d", "a\0b"])
    async def test_notes_are_some_text(self, access: Access, ada: Principal, desk: Cases, text: str) -> None:
        (case,) = await store(access, submission(**UNHAPPY))
        with pytest.raises(Invalid):
            await desk.note(ada, case, text)


class TestReading:
    """What is due first comes first."""

    async def test_pages_follow_each_other(self, access: Access, ada: Principal, desk: Cases) -> None:
        ids = []
        for _ in range(5):
            ids += await store(access, submission(**UNHAPPY))
            access.clock.forward(timedelta(minutes=1))
        # What was asked last is due first.
        await desk.set_due(ada, ids[-1], access.clock() - timedelta(days=1))
        for view in (View.OPEN, View.DONE):
            seen: list[str] = []
            after = None
            while True:
                page = await listed(access, view, ada.id, 2, after)
                if not page:
                    break
                seen += [case.row.id for case in page]
                after = page[-1].place
            assert seen == ([ids[-1], *ids[:-1]] if view is View.OPEN else ids[::-1])
            for each in ids if view is View.OPEN else ():
                await desk.finish(ada, each)
                access.clock.forward(timedelta(seconds=1))

    async def test_views_and_counts_agree(self, access: Access, ada: Principal, desk: Cases) -> None:
        new, mine, waiting, done = await store(access, *(submission(**UNHAPPY) for _ in range(4)))
        await desk.assign(ada, mine, ada.id)
        await desk.answer(ada, waiting)
        await desk.finish(ada, done)
        there = {view: {case.row.id for case in await listed(access, view, ada.id)} for view in View}
        assert there == {
            View.OPEN: {new, mine, waiting},
            View.NEW: {new},
            View.MINE: {mine, waiting},
            View.WAITING: {waiting},
            View.DONE: {done},
        }
        later = access.clock() + FIRST_ANSWER + timedelta(seconds=1)
        counted = await access.database.read(lambda session: counts(session, ada.id, later))
        assert dict(counted) == {"open": 3, "mine": 2, "overdue": 2, "new": 1, "waiting": 1}
        nobody = await access.database.read(lambda session: counts(session, "nobody", access.clock()))
        assert (nobody["mine"], nobody["overdue"]) == (0, 0)

    async def test_answer_time_is_that_of_the_middle(self, access: Access, ada: Principal, desk: Cases) -> None:
        async def median(**wanted: Any) -> int | None:
            return await access.database.read(lambda session: answer_time(session, Wanted(**wanted)))

        ids = await store(access, *(submission(**UNHAPPY, courierId=7 + (at == 0)) for at in range(4)))
        began = access.clock()
        assert await median() is None
        for each in ids[:3]:
            access.clock.forward(timedelta(hours=1))
            await desk.finish(ada, each)
        assert await median(report=False) == 7200
        assert await median(courier=8) == 3600
        assert await median(start=began, end=began + timedelta(seconds=1), rating=1) == 7200
        assert await median(start=access.clock()) is None

    async def test_mark_changes_with_every_step(self, access: Access, ada: Principal, desk: Cases) -> None:
        marks = [await access.database.read(mark)]
        (case,) = await store(access, submission(**UNHAPPY))
        marks.append(await access.database.read(mark))
        for step in (desk.answer, desk.finish, desk.reopen):
            await step(ada, case)
            marks.append(await access.database.read(mark))
        assert len(set(marks)) == 5
