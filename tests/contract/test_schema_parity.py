"""schema.ts and schema.py name the same things: what is added to one alone stops here."""

import json
from typing import Any

import pytest
from pydantic.alias_generators import to_camel

from app.access.links import MAX_LINK
from app.feedback import entry
from app.jazz import schema
from tests.support.node import ROOT, node


@pytest.fixture(scope="module")
def browser() -> dict[str, Any]:
    """What schema.ts says of itself."""
    module = (ROOT / "app" / "jazz" / "schema.ts").as_uri()
    said: dict[str, Any] = json.loads(
        node(
            "--input-type=module",
            "-e",
            f"import * as schema from '{module}'; console.log(JSON.stringify(schema))",
        )
    )
    return said


def test_the_version_is_the_same(browser: dict[str, Any]) -> None:
    assert browser["SCHEMA_VERSION"] == schema.SCHEMA_VERSION


def test_the_fields_are_the_same(browser: dict[str, Any]) -> None:
    assert browser["FIELDS"] == [to_camel(name) for name in schema.FeedbackItem.model_fields]


def test_the_defaults_are_the_same(browser: dict[str, Any]) -> None:
    defaults = {
        to_camel(name): list(field.default) if isinstance(field.default, tuple) else field.default
        for name, field in schema.FeedbackItem.model_fields.items()
        if not field.is_required()
    }
    assert browser["DEFAULTS"] == defaults


def test_the_limits_are_the_same(browser: dict[str, Any]) -> None:
    assert browser["LIMITS"] == {
        "orderId": entry.MAX_ORDER_ID,
        "comment": entry.MAX_COMMENT,
        "reasons": entry.MAX_REASONS,
        "reason": entry.MAX_REASON,
        "contact": entry.MAX_CONTACT,
        "deviceId": entry.MAX_DEVICE_ID,
        "error": entry.MAX_ERROR,
        "link": MAX_LINK,
        "minRating": entry.MIN_RATING,
        "maxRating": entry.MAX_RATING,
        "courierId": entry.MAX_COURIER_ID,
        "receipts": schema.MAX_RECEIPTS,
    }


def test_the_reasons_are_the_same(browser: dict[str, Any]) -> None:
    assert browser["REASONS"] == {
        verdict: [key for key, reason in entry.REASONS.items() if reason.verdict is verdict]
        for verdict in entry.Verdict
    }


def test_sources_and_states_are_the_same(browser: dict[str, Any]) -> None:
    assert browser["SOURCES"] == list(entry.EntrySource)
    assert browser["STATUSES"] == list(entry.EntryStatus)
