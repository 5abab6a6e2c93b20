"""Feedback through the API: one row for each record, a receipt for each delivery, and nothing of anybody else's."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.access.links import MAX_LINK
from app.access.principals import Role
from app.api.routes.feedback import MAX_ROOM
from app.feedback.entry import (
    MAX_COMMENT,
    MAX_CONTACT,
    MAX_DEVICE_ID,
    MAX_ERROR,
    MAX_ORDER_ID,
    MAX_REASON,
    MAX_REASONS,
)
from app.store import engine
from app.store.feedback import count_feedback
from tests.support.entries import record, record_id
from tests.support.house import House, open_house

AT_ONCE = 8
PASSWORD = "correct horse battery"
# One character; as JSON it may be four bytes, or twelve.
DOOR = "🚪"
JSON = {"Content-Type": "application/json"}
ANSWERS = {200, 201, 400, 401, 403, 409, 413, 422}


async def rows(house: House) -> int:
    return await house.services.database.read(count_feedback)


def statuses(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [receipt["status"] for receipt in answer.json()["receipts"]]


async def test_one_record_is_stored_once_and_a_repeat_is_a_duplicate(house: House) -> None:
    phone, _ = await house.device()
    sent = record()
    first = await phone.post("/feedback", json=sent)
    assert (first.status_code, first.json()) == (201, {"id": sent["id"], "status": "stored"})
    again = await phone.post("/feedback", json=sent)
    assert (again.status_code, again.json()) == (200, {"id": sent["id"], "status": "duplicate"})
    other = await phone.post("/feedback", json=sent | {"rating": 1})
    assert (other.status_code, other.json()["error"]) == (409, "conflict")
    assert await rows(house) == 1


async def test_what_breaks_a_rule_is_refused_with_its_fields(house: House) -> None:
    phone, _ = await house.device()
    answer = await phone.post("/feedback", json=record(rating=6, orderId=" ", courierId="7"))
    assert answer.status_code == 422
    assert answer.json()["fields"] == {
        "rating": "This should be from 1 to 5.",
        "orderId": "The order number is missing.",
        "courierId": "This should be a whole number.",
    }
    assert await rows(house) == 0


async def test_each_record_of_a_batch_stands_alone(house: House) -> None:
    phone, _ = await house.device()
    good, twin = record(), record()
    items = [good, record(rating=0), "no record", None, twin, twin | {"rating": 1}, good, record(id="\ud800")]
    answer = await phone.post("/feedback/batch", content=json.dumps({"items": items}), headers=JSON)
    assert statuses(answer) == [
        "stored", "rejected", "rejected", "rejected", "stored", "conflict", "duplicate", "rejected",
    ]  # fmt: skip
    receipts = answer.json()["receipts"]
    assert [each["id"] for each in receipts[:4]] == [good["id"], items[1]["id"], None, None]  # type: ignore[index]
    assert receipts[-1]["id"] is None
    assert receipts[0] == {"id": good["id"], "status": "stored"}
    assert receipts[1]["fields"] == {"rating": "This should be from 1 to 5."}
    assert "put aside" in receipts[5]["error"]
    assert await rows(house) == 2


async def test_a_batch_is_bounded(house: House) -> None:
    phone, _ = await house.device()
    assert (await phone.post("/feedback/batch", json={"items": [1] * 501})).status_code == 422
    assert (await phone.post("/feedback/batch", json={"items": []})).json() == {"receipts": []}


def longest(**fields: Any) -> str:
    """A record that has as much of everything as it may, each character as long as JSON can write it."""
    said = record(
        orderId="A" * MAX_ORDER_ID, comment=DOOR * MAX_COMMENT, contact=DOOR * MAX_CONTACT, needsFollowUp=True,
        reasons=[f"{at}{DOOR * (MAX_REASON - 1)}" for at in range(MAX_REASONS)], supersedes=record_id(),
        deviceId=DOOR * MAX_DEVICE_ID, error=DOOR * MAX_ERROR, link=DOOR * MAX_LINK,
    )  # fmt: skip
    return json.dumps(said | fields).replace("A" * MAX_ORDER_ID, r"\u0041" * MAX_ORDER_ID)


# In a list, what has an error was refused before.
@pytest.mark.parametrize(("path", "fields"), [("/feedback/batch", {}), ("/queue", {"error": None})])
async def test_a_batch_of_the_longest_records_is_taken_and_a_larger_body_is_not(
    path: str, fields: dict[str, Any], tmp_path: Path
) -> None:
    body = f'{{"items": [{", ".join(longest(**fields) for _ in range(500))}]'
    rooms = json.dumps([DOOR * MAX_ROOM] * 500)
    async with open_house(f"sqlite:///{tmp_path}/rows.db", tmp_path) as house:
        limit = house.services.settings.limit_batch
        assert len(body) + len(rooms) < limit
        phone, _ = await house.device()
        answer = await phone.post(path, content=body + "}", headers=JSON)
        assert answer.status_code == 200, answer.text
        assert [each["status"] for each in next(iter(answer.json().values()))] == ["stored"] * 500
        large = await phone.post(path, content=body + " " * limit, headers=JSON)
        assert (large.status_code, large.json()["error"]) == (413, "too_large")
        elsewhere = await phone.post("/feedback", content=body, headers=JSON)
        assert elsewhere.status_code == 413


async def test_a_body_that_grows_too_large_on_its_way_is_no_failure_of_ours(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 100_000

    phone, told = await house.device()
    with caplog.at_level(logging.WARNING):
        for path in ("/feedback", f"/sync/{told['room']}"):
            answer = await phone.post(path, content=endless(), headers=JSON)
            assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert caplog.records == []


async def test_texts_may_be_full_of_what_stands_between_values(house: House) -> None:
    phone, _ = await house.device()
    comment = '[{",\\"' * (MAX_COMMENT // 6)
    answer = await phone.post("/feedback/batch", json={"items": [record(comment=comment) for _ in range(100)]})
    assert statuses(answer) == ["stored"] * 100


async def test_the_devices_clock_is_kept_and_ours_is_added(house: House) -> None:
    phone, told = await house.device()
    sent = record(createdAt="1999-12-31T23:59:59-03:00", synced=True, syncedAt="1999-12-31T23:59:59Z", error="mine")
    await phone.post("/feedback", json=sent)
    [row] = (await (await house.admin()).get("/feedback")).json()["items"]
    assert row["createdAt"] == "2000-01-01T02:59:59Z"
    assert row["receivedAt"] == row["syncedAt"] > "2026"
    assert (row["synced"], row["error"], row["room"]) == (True, None, told["room"])


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00Z", "1969-12-31T23:59:00+23:59", "9999-12-31T23:59:59Z", "20260301T12+0530"]
)
async def test_a_clock_with_any_offset_is_kept_on_either_engine(house: House, moment: str) -> None:
    phone, _ = await house.device()
    assert (await phone.post("/feedback", json=record(createdAt=moment))).status_code == 201
    [row] = (await (await house.admin()).get("/feedback")).json()["items"]
    assert datetime.fromisoformat(row["createdAt"]) == datetime.fromisoformat(moment)
    for kind in ("csv", "jsonl", "xlsx", "parquet"):
        exported = await (await house.admin()).get(f"/feedback/export?format={kind}")
        assert exported.is_success and exported.content, kind


async def test_what_is_no_json_is_the_bodys_mistake(house: House) -> None:
    phone, _ = await house.device()
    answer = await phone.post("/feedback", content=b'{"id"', headers=JSON)
    assert (answer.status_code, answer.json()["fields"]) == (422, {"body": "JSON decode error"})


async def test_clients_at_once_make_one_row_each(house: House) -> None:
    phone, told = await house.device()
    worker = await house.worker()
    batch = [record() for _ in range(50)]
    body = {"items": batch, "room": told["room"]}
    answers = await asyncio.gather(
        *((phone if at % 2 else worker).post("/feedback/batch", json=body) for at in range(AT_ONCE))
    )
    said = [status for answer in answers for status in statuses(answer)]
    assert said.count("stored") == len(batch)
    assert said.count("duplicate") == len(batch) * (AT_ONCE - 1)
    assert await rows(house) == len(batch)


class TestWhose:
    """Device A can't write as device B, nor read anything."""

    async def test_a_record_that_names_anothers_device_is_refused(self, house: House) -> None:
        mine, _ = await house.device()
        _, theirs = await house.device()
        forged = record(deviceId=theirs["deviceId"])
        answer = await mine.post("/feedback", json=forged)
        assert (answer.status_code, answer.json()["error"]) == (403, "not_allowed")
        assert statuses(await mine.post("/feedback/batch", json={"items": [forged, record()]})) == [
            "rejected",
            "stored",
        ]
        assert await rows(house) == 1

    async def test_another_room_cannot_be_named(self, house: House) -> None:
        mine, own = await house.device()
        _, theirs = await house.device()
        answer = await mine.post("/feedback/batch", json={"items": [record()], "room": theirs["room"]})
        assert answer.status_code == 403
        fine = await mine.post("/feedback/batch", json={"items": [record()], "room": own["room"]})
        assert statuses(fine) == ["stored"]

    async def test_another_rooms_record_cannot_be_corrected(self, house: House) -> None:
        mine, _ = await house.device()
        theirs, _ = await house.device()
        old = record()
        await theirs.post("/feedback", json=old)
        await mine.post("/feedback", json=record(supersedes=old["id"], rating=1))
        items = (await (await house.admin()).get("/feedback")).json()["items"]
        assert [item["correctedBy"] for item in items] == [None, None]

    async def test_a_paired_device_brings_and_corrects_what_is_its_rooms(self, house: House) -> None:
        phone, told = await house.device()
        code = (await phone.post("/devices/pairing")).json()["code"]
        tablet = house.caller((await house.caller().post("/devices/join", json={"code": code})).json()["token"])
        old = record(deviceId=told["deviceId"])
        assert (await phone.post("/feedback", json=old)).status_code == 201
        assert (await tablet.post("/feedback", json=old)).status_code == 200
        new = record(deviceId=told["deviceId"], supersedes=old["id"])
        assert (await tablet.post("/feedback", json=new)).status_code == 201
        items = (await (await house.admin()).get("/feedback?corrected=true")).json()["items"]
        assert [(item["id"], item["correctedBy"]) for item in items] == [(old["id"], new["id"])]

    @pytest.mark.parametrize(
        "path",
        ["/feedback", "/feedback/export", "/stats/summary", "/stats/couriers", "/devices", "/quarantine"],
    )
    async def test_what_is_the_desks_only_the_desk_reads(self, house: House, path: str) -> None:
        phone, _ = await house.device()
        assert (await phone.get(path)).status_code == 403
        assert (await (await house.worker()).get(path)).status_code == 403
        assert (await house.caller().get(path)).status_code == 401
        assert (await house.caller("made-up").get(path)).status_code == 401
        assert (await (await house.admin()).get(path)).status_code == 200
        viewer = await (await house.admin(Role.VIEWER)).get(path)
        assert viewer.status_code == (403 if path.endswith("export") else 200)

    async def test_who_may_bring_feedback(self, house: House) -> None:
        assert (await house.caller().post("/feedback", json=record())).status_code == 401
        assert (await house.caller("made-up").post("/feedback", json=record())).status_code == 401
        assert (await house.caller().post("/feedback/batch", json={"items": []})).status_code == 401
        assert (await (await house.admin(Role.VIEWER)).post("/feedback", json=record())).status_code == 403
        assert (await (await house.admin(Role.AGENT)).post("/feedback", json=record())).status_code == 201
        worker = await house.worker()
        assert (await worker.post("/feedback", json=record())).status_code == 201
        assert statuses(await worker.post("/feedback/batch", json={"items": [record()], "room": "r"})) == ["stored"]


async def test_the_quarantine_shows_what_was_put_aside(house: House) -> None:
    phone, told = await house.device()
    sent = record(rating=5)
    await phone.post("/feedback", json=sent)
    await phone.post("/feedback", json=sent | {"rating": 1, "comment": "Größe"})
    [aside] = (await (await house.admin()).get("/quarantine")).json()["items"]
    assert (aside["id"], aside["room"], aside["record"]["rating"]) == (sent["id"], told["room"], 1)


async def test_calls_are_limited_but_not_the_houses_own_worker(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path, limit_public="3/minute", limit_devices="1/minute") as house:
        phone, _ = await house.device()
        refused = await house.caller().post("/devices", json={})
        assert (refused.status_code, refused.json()["error"]) == (429, "too_many")
        answers = [await phone.post("/feedback", json=record()) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert (await house.caller("guess").post("/feedback", json=record())).status_code == 429
        worker = await house.worker()
        assert {(await worker.post("/feedback", json=record())).status_code for _ in range(5)} == {201}


odd_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
odd_records = st.fixed_dictionaries({}, optional=dict.fromkeys([*record(), "link", "synced", "mood"], odd_values))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(odd_records, min_size=1, max_size=4), whole=odd_values)
async def test_whatever_is_sent_every_record_gets_its_answer(
    house: House, changes: list[dict[str, Any]], whole: Any
) -> None:
    worker = await house.worker()
    items = [*(record(**change) for change in changes), whole]
    answer = await worker.post("/feedback/batch", content=json.dumps({"items": items, "room": "r"}), headers=JSON)
    said = statuses(answer)
    assert len(said) == len(items)
    assert set(said) <= {"stored", "rejected", "duplicate", "conflict"}
    phone, _ = await house.device()
    listed = await phone.post("/queue", content=json.dumps({"items": items}), headers=JSON)
    assert listed.status_code == 200, listed.text
    alone = await worker.post("/feedback", content=json.dumps(record(**changes[0])), headers=JSON)
    assert alone.status_code in ANSWERS
    assert (alone.status_code in (200, 201)) == (said[0] in ("stored", "duplicate")) or "id" not in changes[0]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | st.sampled_from([b"[" * 100_000, b"9" * 10_000, b'{"items": NaN}', b""]))
async def test_whatever_bytes_are_sent_the_answer_is_one_of_ours(house: House, body: bytes) -> None:
    worker = await house.worker()
    for path in ("/feedback", "/feedback/batch", "/devices", "/devices/join"):
        answer = await worker.post(path, content=body, headers=JSON)
        assert answer.status_code in ANSWERS, answer.text
        if answer.status_code >= 400:
            assert {"error", "detail"} <= answer.json().keys()


@pytest.mark.parametrize(
    "query",
    [
        "courier=0", "courier=x", f"courier={2**63}", "rating=6", "from=yesterday", "to=2026-02-30", "limit=0",
        "limit=201", "cursor=x", "cursor=%00", "q=%00", "reason=%00", f"q={'x' * 101}", "followUp=perhaps",
        "from=0001-01-01T00:00:00%2B14:00", "from=0001-01-02T00:00:00Z", "to=9999-12-31T23:59:59Z",
    ],
)  # fmt: skip
async def test_an_odd_question_is_refused_with_its_field(house: House, query: str) -> None:
    answer = await (await house.admin()).get(f"/feedback?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.json()["error"] == "invalid"
    assert answer.json()["fields"].keys() == {query.split("=")[0]}


async def test_what_cannot_be_kept_is_refused_with_its_field(house: House) -> None:
    nobody, admin, worker = house.caller(), await house.admin(), await house.worker()
    aside = f"/quarantine/{record_id()}/{'0' * 64}/reject"
    for caller, path, body, field in (
        (nobody, "/send-magic-code", {"email": "a\0@b.test"}, "email"),
        (nobody, "/sign-in", {"email": "a\0@b.test", "password": PASSWORD}, "email"),
        (nobody, "/sign-in/code", {"email": "a\0@b.test", "code": "123456"}, "email"),
        (admin, "/people", {"email": "a@b.test", "name": "\0"}, "name"),
        (admin, aside, {"reason": "\0"}, "reason"),
        (worker, "/feedback/batch", {"items": [], "room": "\0"}, "room"),
        (worker, "/feedback/batch", {"items": [record()], "rooms": ["\0"]}, "rooms.0"),
    ):
        answer = await caller.post(path, json=body)
        assert (answer.status_code, list(answer.json().get("fields", {}))) == (422, [field]), path
    after = await admin.get("/orders?after=%00")
    assert (after.status_code, list(after.json()["fields"])) == (422, ["after"])


async def test_what_is_no_update_is_the_bodys_mistake(house: House) -> None:
    phone, told = await house.device()
    for body in (b"", b"\xff", b"\0\2\xff\xff"):
        answer = await phone.post(f"/sync/{told['room']}", content=body)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["body"]), body


async def test_the_manual_documents_every_answer(house: House) -> None:
    manual = (await house.caller().get("/openapi.json")).json()
    assert {"/feedback", "/feedback/batch", "/feedback/export", "/devices/join", "/links"} <= manual["paths"].keys()
    said = manual["components"]["schemas"]["NewFeedback"]
    assert (said["properties"]["rating"]["minimum"], said["properties"]["rating"]["maximum"]) == (1, 5)
    assert "synced" not in said["properties"]
    assert manual["components"]["schemas"]["Batch"]["properties"]["items"]["items"]["$ref"].endswith("/NewFeedback")
    assert manual["components"]["securitySchemes"]
    for path in ("/feedback", "/feedback/batch"):
        documented = manual["paths"][path]["post"]["responses"].keys()
        assert documented >= {"401", "403", "413", "422", "429", "503"}


async def test_a_database_that_is_busy_for_too_long_is_503_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    file = tmp_path / "rows.db"
    async with open_house(f"sqlite:///{file}", tmp_path) as house:
        phone, _ = await house.device()
        await phone.post("/feedback", json=record())
        sent = record()
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        busy = await phone.post("/feedback", json=sent)
        assert (busy.status_code, busy.json()["error"]) == (503, "unavailable")
        assert int(busy.headers["retry-after"]) >= 1
        other.execute("ROLLBACK")
        other.close()
        assert (await phone.post("/feedback", json=sent)).status_code == 201
