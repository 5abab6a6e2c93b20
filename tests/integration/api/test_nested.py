"""JSON that is nested without end is refused like any other that is wrong, on every call that takes some."""

import pytest

from tests.support.house import House

DEEP = 100_000
BODIES = (b"[" * DEEP, b'{"a":' * DEEP, b'{"comment":' + b"[" * DEEP + b"]" * DEEP + b"}", b'{"items":[' + b"[" * DEEP)
CALLS = ("/feedback", "/feedback/batch", "/devices", "/devices/join", "/queue")


@pytest.mark.parametrize("body", BODIES, ids=["lists", "maps", "in a field", "in the batch"])
async def test_nested_json_is_refused(house: House, body: bytes) -> None:
    callers = [house.caller(), (await house.device())[0], await house.worker()]
    for caller in callers:
        for call in CALLS:
            answer = await caller.post(call, content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code in {400, 401, 403, 413, 422}, (call, answer.text)
