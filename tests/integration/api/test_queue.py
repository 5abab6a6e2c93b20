"""The browser's list over HTTP: drained through the bridge, answered record by record."""

import json

import pytest

from app.store.feedback import count_feedback
from app.store.tables import FeedbackRow
from tests.support.entries import record
from tests.support.house import House


async def test_each_record_is_answered_for_itself(house: House) -> None:
    phone, told = await house.device()
    good, bad, refused_before = record(), record(rating=9), record(error="It was refused.")
    answer = await phone.post("/queue", json={"items": [good, "junk", bad, None, good, refused_before]})
    assert answer.status_code == 200
    [stored, rejected, repeated] = answer.json()["outcomes"]
    assert repeated == {"id": good["id"], "status": "duplicate"}
    assert stored == {"id": good["id"], "status": "stored"}
    assert (rejected["id"], rejected["status"]) == (bad["id"], "rejected")
    assert "1 to 5" in rejected["error"]
    database = house.services.database
    assert await database.read(count_feedback) == 1
    row = await database.read(lambda session: session.get(FeedbackRow, good["id"]))
    assert row is not None
    assert row.room == told["room"]
    again = await phone.post("/queue", json={"items": [good]})
    assert again.json() == {"outcomes": [{"id": good["id"], "status": "duplicate"}]}


@pytest.mark.parametrize("odd", ["\ud800", "Größe", "a\nb"])
async def test_an_id_that_cannot_come_back_is_answered_with_none(house: House, odd: str) -> None:
    phone, _ = await house.device()
    first, last = record(), record()
    items = json.dumps({"items": [first, record(id=odd), last]})
    answer = await phone.post("/queue", content=items, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200, answer.text
    outcomes = [(each["id"], each["status"]) for each in answer.json()["outcomes"]]
    assert sorted(outcomes, key=str) == sorted(
        [(first["id"], "stored"), (None, "rejected"), (last["id"], "stored")], key=str
    )


async def test_many_at_once_and_no_more_than_that(house: House) -> None:
    phone, _ = await house.device()
    answer = await phone.post("/queue", json={"items": [record() for _ in range(500)]})
    assert [each["status"] for each in answer.json()["outcomes"]] == ["stored"] * 500
    assert (await phone.post("/queue", json={"items": [record() for _ in range(501)]})).status_code == 422


async def test_only_a_device_has_a_queue(house: House) -> None:
    for caller, status in ((house.caller(), 401), (await house.admin(), 403), (await house.worker(), 403)):
        assert (await caller.post("/queue", json={"items": [record()]})).status_code == status
    assert await house.services.database.read(count_feedback) == 0
