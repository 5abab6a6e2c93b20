"""A phone comes in, another joins it with a code, and a code is good once."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from app.access import principals, tokens
from app.access.devices import Devices
from app.access.principals import Role
from app.clock import utc_now
from app.errors import NotSignedIn
from app.store.engine import Database
from app.store.tables import TokenRow
from tests.support.clocks import StoppedClock
from tests.support.house import House

KEY = b"k" * 32


async def code_of(phone: httpx.AsyncClient) -> str:
    answer = await phone.post("/devices/pairing")
    assert answer.status_code == 201
    code: str = answer.json()["code"]
    return code


async def test_a_new_device_has_a_room_of_its_own(house: House) -> None:
    _, one = await house.device()
    _, two = await house.device()
    assert one.keys() == {"deviceId", "room", "token", "expiresAt"}
    assert len({one["room"], two["room"], one["deviceId"], two["deviceId"], one["token"], two["token"]}) == 6
    assert (await house.caller().post("/devices")).status_code == 201
    assert (await house.caller().post("/devices", json={"name": "x" * 81})).status_code == 422
    assert (await house.caller().post("/devices", json={"name": None})).status_code == 201


async def test_a_devices_name_is_one_line_of_what_can_be_shown(house: House) -> None:
    sent = json.dumps({"name": " Van\0\n 7\ud800 "})
    answer = await house.caller().post("/devices", content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 201
    [line] = (await (await house.admin()).get("/devices")).json()["items"]
    assert line["name"] == "Van 7\ufffd"


async def test_the_code_joins_the_room_once_however_it_is_typed(house: House) -> None:
    phone, told = await house.device()
    code = await code_of(phone)
    assert len(code) == 9 and code[4] == "-"
    typed = f" {code.lower().replace('-', ' ')} "
    joined = await house.caller().post("/devices/join", json={"code": typed, "name": "Tablet"})
    assert joined.status_code == 201
    assert joined.json()["room"] == told["room"]
    assert joined.json()["deviceId"] != told["deviceId"]
    again = await house.caller().post("/devices/join", json={"code": code})
    assert (again.status_code, again.json()["error"]) == (401, "not_signed_in")


async def test_of_many_who_type_the_code_at_once_one_joins(house: House) -> None:
    phone, _ = await house.device()
    code = await code_of(phone)
    answers = await asyncio.gather(*(house.caller().post("/devices/join", json={"code": code}) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [401] * 7


async def test_a_new_code_voids_the_one_before(house: House) -> None:
    phone, _ = await house.device()
    old, new = await code_of(phone), await code_of(phone)
    assert (await house.caller().post("/devices/join", json={"code": old})).status_code == 401
    assert (await house.caller().post("/devices/join", json={"code": new})).status_code == 201


async def test_a_code_is_no_token_and_a_token_no_code(house: House) -> None:
    phone, told = await house.device()
    code = await code_of(phone)
    assert (await house.caller(code).post("/devices/pairing")).status_code == 401
    assert (await house.caller().post("/devices/join", json={"code": told["token"][:40]})).status_code == 401


async def test_only_a_device_has_a_room_to_join(house: House) -> None:
    assert (await (await house.admin()).post("/devices/pairing")).status_code == 403
    assert (await (await house.worker()).post("/devices/pairing")).status_code == 403
    assert (await house.caller().post("/devices/pairing")).status_code == 401


async def test_a_device_comes_back_to_its_room_with_a_new_token(house: House) -> None:
    phone, told = await house.device()
    first = await phone.post("/devices/refresh")
    assert first.status_code == 200
    renewed = first.json()
    assert (renewed["room"], renewed["deviceId"]) == (told["room"], told["deviceId"])
    assert renewed["token"] != told["token"]
    assert (await house.caller(renewed["token"]).post("/devices/pairing")).status_code == 201
    # The answer may have been lost: the old token still serves, and what was lost is void.
    second = (await phone.post("/devices/refresh")).json()
    assert (await house.caller(second["token"]).post("/devices/pairing")).status_code == 201
    assert (await house.caller(renewed["token"]).post("/devices/pairing")).status_code == 401


async def test_an_expired_token_is_good_for_a_new_one_and_nothing_else(house: House, database: Database) -> None:
    phone, told = await house.device()
    await database.write(
        lambda session: session.connection().execute(update(TokenRow).values(expires_at=TokenRow.created_at))
    )
    assert (await phone.post("/devices/pairing")).status_code == 401
    renewed = await phone.post("/devices/refresh")
    assert (renewed.status_code, renewed.json()["room"]) == (200, told["room"])


async def test_a_device_learns_whether_it_was_taken_back_or_is_unknown(house: House, database: Database) -> None:
    phone, told = await house.device()
    assert (await house.caller("nonsense").post("/devices/refresh")).status_code == 401
    for other in (await house.admin(), await house.worker()):
        answer = await other.post("/devices/refresh")
        assert (answer.status_code, answer.json()["detail"]) == (403, "Only a device has a room to come back to.")
    await database.write(lambda session: tokens.revoke(session, told["token"], utc_now()))
    assert (await phone.post("/devices/refresh")).status_code == 403
    disabled, known = await house.device()
    await database.write(lambda session: principals.disable(session, known["deviceId"], utc_now()))
    assert (await disabled.post("/devices/refresh")).status_code == 403


async def test_the_desk_sees_the_devices_newest_first(house: House) -> None:
    phone, one = await house.device()
    _, two = await house.device()
    await code_of(phone)
    web = await house.admin(Role.VIEWER)
    found = (await web.get("/devices")).json()["items"]
    assert [each["id"] for each in found] == [two["deviceId"], one["deviceId"]]
    assert [each["lastSeenAt"] is None for each in found] == [True, False]
    assert found[0]["name"] == "Van 7"
    older = (await web.get("/devices", params={"before": found[0]["createdAt"], "limit": 1})).json()["items"]
    assert [each["id"] for each in older] == [one["deviceId"]]


async def test_a_code_ends_after_ten_minutes(database: Database) -> None:
    clock = StoppedClock()
    devices = Devices(database, KEY, clock)
    phone = (await devices.register()).principal
    code = (await devices.pairing_code(phone)).token
    clock.forward(timedelta(minutes=10))
    with pytest.raises(NotSignedIn):
        await devices.join(code)
    code = (await devices.pairing_code(phone)).token
    clock.forward(timedelta(minutes=9, seconds=59))
    assert (await devices.join(code)).room == phone.room


async def test_a_device_says_how_it_is_and_nobody_else_does(house: House) -> None:
    phone, told = await house.device()
    said = {"version": "0.1.0", "storage": "low"}
    for _ in range(2):
        assert (await phone.put("/devices/report", json=said)).json() == said
    seen = await house.services.fleet.one(told["deviceId"])
    assert (seen.version, seen.storage) == ("0.1.0", "low")
    for wrong in ({"storage": "haunted"}, {"version": "<b>"}, {"version": "1" * 41}):
        assert (await phone.put("/devices/report", json=said | wrong)).status_code == 422
    assert (await house.caller().put("/devices/report", json=said)).status_code == 401
    for other in (await house.admin(), await house.worker()):
        assert (await other.put("/devices/report", json=said)).status_code == 403
