"""One table of records, read by both languages: they keep the same and refuse the same."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.jazz.schema import FeedbackItem

TABLE = json.loads(Path(__file__).with_name("feedback_cases.json").read_text())


def spelled_out(value: Any) -> Any:
    """{"$repeat": [text, times]} stands for a long text."""
    if isinstance(value, dict) and "$repeat" in value:
        text, times = value["$repeat"]
        return text * times
    return [spelled_out(each) for each in value] if isinstance(value, list) else value


def record(case: dict[str, Any]) -> dict[str, Any]:
    changed = {**TABLE["record"], **{key: spelled_out(value) for key, value in case.get("set", {}).items()}}
    return {key: value for key, value in changed.items() if key not in case.get("unset", ())}


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in TABLE["cases"] if kind in case]


@pytest.mark.parametrize("case", cases("becomes"))
def test_keeps(case: dict[str, Any]) -> None:
    wire = record(case)
    kept = FeedbackItem.model_validate(wire).to_wire()
    expected = {key: spelled_out(value) for key, value in case["becomes"].items()}
    assert {key: kept[key] for key in expected} == expected
    rest = set(wire) & set(kept) - set(expected) - {"createdAt", "syncedAt"}
    assert {key: kept[key] for key in rest} == {key: wire[key] for key in rest}
    assert datetime.fromisoformat(kept["createdAt"]) == datetime.fromisoformat(wire["createdAt"])


@pytest.mark.parametrize("case", cases("problems"))
def test_refuses(case: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        FeedbackItem.model_validate(record(case))
    assert {str(each["loc"][0]): each["type"] for each in refused.value.errors()} == case["problems"]
