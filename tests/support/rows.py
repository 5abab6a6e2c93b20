"""Rows for tests, complete and right; a test names only what it is about."""

import uuid
from typing import Any

from app.store.tables import FeedbackRow
from tests.support.clocks import START


def feedback_row(**fields: Any) -> FeedbackRow:
    values: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "order_id": "ORDER123",
        "courier_id": 7,
        "rating": 5,
        "comment": "",
        "reasons": [],
        "publish_consent": False,
        "needs_follow_up": False,
        "source": "customer",
        "created_at": START,
        "device_id": "device",
        "schema_version": 1,
        "synced": True,
        "received_at": START,
        "content_hash": "hash",
    }
    return FeedbackRow(**(values | fields))
