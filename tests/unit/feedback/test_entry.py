"""What the vocabulary promises beside the table of cases."""

import json
from pathlib import Path

import pytest

from app.feedback.entry import REASONS, EntryStatus, FeedbackEntry, Verdict, counted_as

CASES = Path(__file__).parents[2] / "contract" / "feedback_cases.json"
WIRE = json.loads(CASES.read_text())["record"]
LEGAL = {
    ("saved", "received"),
    ("saved", "stored"),
    ("saved", "attention"),
    ("received", "stored"),
    ("received", "attention"),
    ("attention", "saved"),
}


def test_both_spellings_give_the_same_entry() -> None:
    entry = FeedbackEntry.model_validate(WIRE)
    assert FeedbackEntry(**entry.model_dump()) == entry
    assert FeedbackEntry.model_validate(entry.to_wire()) == entry
    assert entry.model_dump()["order_id"] == entry.to_wire()["orderId"] == "ORDER-123"


@pytest.mark.parametrize("before", EntryStatus)
@pytest.mark.parametrize("after", EntryStatus)
def test_only_legal_steps(before: EntryStatus, after: EntryStatus) -> None:
    assert before.may_become(after) == ((before, after) in LEGAL)


def test_unknown_reasons_count_as_other() -> None:
    assert [counted_as(key) for key in ("late", "left_with_robot")] == ["late", "other"]
    assert {reason.verdict for reason in REASONS.values()} == set(Verdict)
