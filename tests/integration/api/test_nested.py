"""JSON that is nested without end, or would fill the memory, is refused like any other that is wrong."""

import json

import pytest

from tests.support.entries import record
from tests.support.house import House

DEEP = 100_000
BODIES = (b"[" * DEEP, b'{"a":' * DEEP, b'{"comment":' + b"[" * DEEP + b"]" * DEEP + b"}", b'{"items":[' + b"[" * DEEP)
MANY = (b"[[]" + b",[]" * DEEP + b"]", b'{"items":["' + b'","' * 3 * DEEP + b'"]}', '["a"]'.encode("utf-16"))
JSON = {"Content-Type": "application/json"}
CALLS = ("/feedback", "/feedback/batch", "/devices", "/devices/join", "/queue")


@pytest.mark.parametrize("body", MANY, ids=["lists", "texts", "not UTF-8"])
async def test_what_would_fill_the_memory_is_refused(house: House, body: bytes) -> None:
    worker = await house.worker()
    answer = await worker.post("/feedback/batch", content=body, headers=JSON)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["body"])


async def test_what_is_nested_just_as_deep_as_can_be_read_is_in_nobodys_way(house: House) -> None:
    phone, _ = await house.device()
    worker = await house.worker()
    for depth in range(800, 1000, 8):
        good = record()
        deep = "[" * depth + "]" * depth
        for item in (deep, json.dumps(record(comment="DEEP")).replace('"DEEP"', deep)):
            body = f'{{"items": [{item}, {json.dumps(good)}]}}'
            queued = await phone.post("/queue", content=body, headers=JSON)
            assert queued.status_code in (200, 400), depth
            if queued.status_code == 200:
                assert [each["id"] for each in queued.json()["outcomes"]] == [good["id"]]
            for caller in (phone, worker):
                for call in ("/feedback/batch", "/feedback", "/devices", "/devices/join"):
                    answer = await caller.post(call, content=body, headers=JSON)
                    assert answer.status_code < 500, (depth, call)


@pytest.mark.parametrize("body", BODIES, ids=["lists", "maps", "in a field", "in the batch"])
async def test_nested_json_is_refused(house: House, body: bytes) -> None:
    callers = [house.caller(), (await house.device())[0], await house.worker()]
    for caller in callers:
        for call in CALLS:
            answer = await caller.post(call, content=body, headers=JSON)
            assert answer.status_code in {400, 401, 403, 413, 422}, (call, answer.text)
