"""Who becomes a case, by when, and which steps a case may take."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feedback.cases import CaseState, after_correction, comes_in, first_due, reopened
from app.feedback.entry import EntrySource

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEW, ASSIGNED, WAITING, DONE = CaseState
LEGAL = {
    (NEW, ASSIGNED), (NEW, WAITING), (NEW, DONE),
    (ASSIGNED, ASSIGNED), (ASSIGNED, NEW), (ASSIGNED, WAITING), (ASSIGNED, DONE),
    (WAITING, WAITING), (WAITING, ASSIGNED), (WAITING, NEW), (WAITING, DONE),
    (DONE, NEW), (DONE, ASSIGNED),
}  # fmt: skip


@pytest.mark.parametrize("before", CaseState)
@pytest.mark.parametrize("after", CaseState)
def test_steps(before: CaseState, after: CaseState) -> None:
    assert before.may_become(after) is ((before, after) in LEGAL)


@pytest.mark.parametrize("source", EntrySource)
def test_whoever_asks_comes_in_but_for_couriers(source: EntrySource) -> None:
    assert comes_in(source, asks=True) is (source is not EntrySource.COURIER)
    assert not comes_in(source, asks=False)


def test_who_is_less_content_is_answered_no_later() -> None:
    due = [first_due(rating, NOW) for rating in range(1, 6)]
    assert due == sorted(due)
    assert due[1] < due[2]


@given(st.sampled_from(CaseState), st.booleans())
def test_a_correction_ends_a_case_or_leaves_it_open(state: CaseState, taken: bool) -> None:
    assert after_correction(state, asks=False, taken=taken) is DONE
    still = after_correction(state, asks=True, taken=taken)
    assert still is (reopened(taken) if state is DONE else state)
    assert still is not DONE
