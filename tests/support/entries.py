"""Feedback for tests, complete and right; a test names only what it is about."""

import random
from typing import Any

from app.feedback.entry import FeedbackEntry
from app.feedback.submission import Submission, submit

MILLISECOND = 1_772_366_400_000


def record_id(random_bits: random.Random | None = None) -> str:
    """A new UUIDv7."""
    bits = (random_bits or random.Random()).getrandbits(74)
    high, low = bits >> 62, bits & (2**62 - 1)
    text = f"{MILLISECOND:012x}7{high:03x}{(0b10 << 62) | low:016x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def record(**fields: Any) -> dict[str, Any]:
    """A record as it travels, with camelCase keys."""
    values: dict[str, Any] = {
        "id": record_id(),
        "orderId": "ORDER123",
        "courierId": 7,
        "rating": 5,
        "comment": "Left at the door",
        "reasons": ["on_time", "friendly"],
        "publishConsent": True,
        "needsFollowUp": False,
        "contact": None,
        "source": "customer",
        "createdAt": "2026-03-01T13:00:00.123+01:00",
        "deviceId": "phone",
        "supersedes": None,
        "schemaVersion": 1,
    }
    return values | fields


def entry(**fields: Any) -> FeedbackEntry:
    return FeedbackEntry.model_validate(record(**fields))


def submission(room: str | None = "room", **fields: Any) -> Submission:
    return submit(entry(**fields), room)
