"""The fingerprint of a record: what a person said, and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feedback.entry import FeedbackEntry
from app.feedback.submission import ReceiptStatus, content_hash
from tests.support.entries import record

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
OTHER_ID = "01890a5d-ac96-774b-bcce-b302099a8058"


def hash_of(**fields: Any) -> str:
    return content_hash(FeedbackEntry.model_validate(record(**{"id": ID} | fields)))


@given(st.permutations(sorted(record())))
def test_the_order_of_keys_is_no_content(keys: list[str]) -> None:
    whole = record(id=ID)
    assert content_hash(FeedbackEntry.model_validate({key: whole[key] for key in keys})) == hash_of()


@pytest.mark.parametrize(
    "fields",
    [
        {"synced": True, "syncedAt": "2026-03-02T00:00:00Z", "error": "late"},
        {"createdAt": "2026-03-01T12:00:00.123Z"},
        {"createdAt": "2026-03-01T12:00:00.123000+00:00"},
        {"courierId": 7.0, "rating": 5.0},
        {"mood": "a field of a newer phone"},
    ],
)
def test_the_same_said_otherwise_is_the_same(fields: dict[str, Any]) -> None:
    assert hash_of(**fields) == hash_of()


def test_a_default_said_or_left_out_is_the_same() -> None:
    whole = record(id=ID, comment="", reasons=[], publishConsent=False)
    short = {key: whole[key] for key in ("id", "orderId", "courierId", "rating", "source", "createdAt", "deviceId")}
    assert content_hash(FeedbackEntry.model_validate(whole)) == content_hash(FeedbackEntry.model_validate(short))


@pytest.mark.parametrize(
    "fields",
    [
        {"id": OTHER_ID},
        {"orderId": "ORDER124"},
        {"courierId": 8},
        {"rating": 4},
        {"comment": "Left at the door "},
        {"reasons": ["friendly", "on_time"]},
        {"publishConsent": False},
        {"needsFollowUp": True},
        {"needsFollowUp": True, "contact": "555"},
        {"source": "courier"},
        {"createdAt": "2026-03-01T13:00:00.124+01:00"},
        {"deviceId": "tablet"},
        {"supersedes": OTHER_ID},
    ],
)
def test_every_field_that_a_person_or_a_phone_fills_counts(fields: dict[str, Any]) -> None:
    assert hash_of(**fields) != hash_of()


def test_the_hash_stays_what_it_is() -> None:
    # Rows keep it for ever: a program that computed it otherwise would take every repeat for a conflict.
    plain = {"id": ID, "orderId": "A1", "courierId": 1, "rating": 3, "createdAt": "2026-01-01T00:00:00Z"}
    pinned = "bc7fa36ef5ce53562ca9c8de7f1a48d41ccd080b1c37283a273a627eaee8e6ab"
    assert content_hash(FeedbackEntry.model_validate(plain)) == pinned


def test_only_what_has_a_row_may_leave_the_queue() -> None:
    assert {status for status in ReceiptStatus if status.in_the_database} == {"stored", "duplicate"}
