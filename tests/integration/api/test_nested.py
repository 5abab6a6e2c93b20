"""JSON that is nested without end, or would fill the memory, is refused like any other that is wrong."""

import pytest

from tests.support.house import House

DEEP = 100_000
BODIES = (b"[" * DEEP, b'{"a":' * DEEP, b'{"comment":' + b"[" * DEEP + b"]" * DEEP + b"}", b'{"items":[' + b"[" * DEEP)
MANY = (b"[[]" + b",[]" * DEEP + b"]", b'{"items":["' + b'","' * 3 * DEEP + b'"]}', '["a"]'.encode("utf-16"))
CALLS = ("/feedback", "/feedback/batch", "/devices", "/devices/join", "/queue")


@pytest.mark.parametrize("body", MANY, ids=["lists", "texts", "not UTF-8"])
async def test_what_would_fill_the_memory_is_refused(house: House, body: bytes) -> None:
    worker = await house.worker()
    answer = await worker.post("/feedback/batch", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["body"])


@pytest.mark.parametrize("body", BODIES, ids=["lists", "maps", "in a field", "in the batch"])
async def test_nested_json_is_refused(house: House, body: bytes) -> None:
    callers = [house.caller(), (await house.device())[0], await house.worker()]
    for caller in callers:
        for call in CALLS:
            answer = await caller.post(call, content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code in {400, 401, 403, 413, 422}, (call, answer.text)
