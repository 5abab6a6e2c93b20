"""What older apps left behind becomes the same records in the browser and from a file, also when it is damaged."""

import json
from datetime import datetime
from typing import Any

import pytest

from app.errors import Invalid
from app.feedback.legacy import read_legacy
from tests.support.clocks import START
from tests.support.entries import record
from tests.support.node import node

READ = """
import { readLegacy } from "./app/jazz/legacy.ts";
const [texts, now] = JSON.parse(process.argv[1]);
console.log(JSON.stringify(texts.map((text) => readLegacy(text, now))));
"""
OLD: dict[str, Any] = {"order_id": "ORDER1", "courier_id": "7", "rating": "4", "timestamp": 1_772_366_400_000}
SAID = "2026-03-01T13:00:00.123+01:00"
LISTS: list[str] = [
    "[]",
    json.dumps([OLD]),
    json.dumps([{**OLD, "comment": 'Größe 🚪 "quoted" { [ \\'}, OLD, OLD]),
    json.dumps([{**OLD, "comment": "half \ud83d of a pair"}]),
    json.dumps([{"orderId": "B/2", "courierId": 7, "rating": 5.0, "createdAt": SAID, "extra": 0.5}]),
    json.dumps([record(id="01890a5d-ac96-774b-bcce-b302099a8057"), {"no": "record"}, 7, None, "text"]),
    json.dumps([record(id="01890a5d-ac96-774b-bcce-b302099a8057", rating=at) for at in (4, 5)]),
    json.dumps({**OLD, "needs_follow_up": True, "contact": "+420 777"}),
]
CREATED: list[Any] = [
    None, "2024-05-01T10:00:00.123456", "2024-05-01 10:00", "2024-05-01", "2024-05-01T10:00:00Z",
    "2024-05-01T10:00+0200", "2024-02-30T10:00:00Z", "2024-05-01T25:00:00Z", "2024-05-01T10:00:60Z",
    "Sun Mar 01 2026 10:00:00 GMT+0100", "soon", "", 1_714_557_600_000, 1_714_557_600_000.5,
    1_714_557_600_000_000_000, 1e300, -1, 0, True, [], {},
]  # fmt: skip
LISTS += [json.dumps([{**OLD, "created_at": each}]) for each in CREATED]
LISTS += [json.dumps([{**OLD, "timestamp": each}]) for each in CREATED]
ASKS: list[Any] = [True, False, None, 1, 0, 1.0, 2, "1", "true", "True", "YES", "no", "", "maybe", [], {}]
LISTS += [json.dumps([{**OLD, "needs_follow_up": each, "contact": "+49 30 1"}]) for each in ASKS]
LISTS += [json.dumps([{**OLD, "contact": each}]) for each in ("+49 30 1", " ", "", None, 4930)]
NOTHING: list[Any] = [None, "", 0, False, [], {}]
LISTS += [
    json.dumps([{**OLD, name: each}]) for name in ("comment", "reasons", "source", "device_id") for each in NOTHING
]
DAMAGED: list[str] = [
    json.dumps([OLD, {**OLD, "order_id": "ORDER2"}])[:-30],
    json.dumps([OLD])[:-1],
    f"{json.dumps([OLD])[:-1]}, {{broken}}, {json.dumps({**OLD, 'comment': 'a } in it'})}]",
    f"\0\0{json.dumps(OLD)}garbage",
]


@pytest.fixture(scope="module")
def in_the_browser() -> dict[str, Any]:
    texts = [*LISTS, *DAMAGED]
    now = int(START.timestamp() * 1000)
    told = json.loads(node("--input-type=module", "-e", READ, json.dumps([texts, now])))
    return dict(zip(texts, told, strict=True))


@pytest.mark.parametrize("text", [*LISTS, *DAMAGED])
def test_both_read_the_same_records_with_the_same_ids(in_the_browser: dict[str, Any], text: str) -> None:
    there, here = in_the_browser[text], read_legacy(text, START)
    assert [entry.id for entry in here.items] == [item["id"] for item in there["items"]]
    for entry, item in zip(here.items, there["items"], strict=True):
        said = entry.to_wire()
        fields = (
            "orderId",
            "courierId",
            "rating",
            "comment",
            "reasons",
            "needsFollowUp",
            "contact",
            "source",
            "deviceId",
        )
        assert entry.created_at == datetime.fromisoformat(item["createdAt"])
        assert {name: said[name] for name in fields} == {name: item[name] for name in fields}
    assert list(here.unreadable) == there["unreadable"]


@pytest.mark.parametrize("flag", [True, 1, "true", None])
def test_no_wish_to_be_called_is_lost(flag: Any) -> None:
    [entry] = read_legacy(json.dumps([{**OLD, "needs_follow_up": flag, "contact": "+49 30 1"}]), START).items
    assert (entry.needs_follow_up, entry.contact) == (True, "+49 30 1")


def test_one_odd_moment_keeps_nothing_else_back(in_the_browser: dict[str, Any]) -> None:
    odd = json.dumps([{**OLD, "timestamp": 1_714_557_600_000_000_000}])
    assert len(in_the_browser[odd]["items"]) == len(read_legacy(odd, START).items) == 1


def test_of_a_list_that_was_cut_off_what_is_whole_is_saved() -> None:
    found = read_legacy(DAMAGED[0], START)
    assert [entry.order_id for entry in found.items] == ["ORDER1"]
    assert len(found.unreadable) == 1 and "ORDER2" in found.unreadable[0]


def test_what_holds_no_record_is_refused() -> None:
    with pytest.raises(Invalid):
        read_legacy("not a list", START)
