"""Devices of one room see, name and disconnect each other."""

from typing import Any

import httpx

from tests.support.house import House


async def paired(house: House) -> tuple[httpx.AsyncClient, dict[str, Any], httpx.AsyncClient, dict[str, Any]]:
    """Two devices in one room, with what they were told."""
    one, told = await house.device()
    code = (await one.post("/devices/pairing")).json()["code"]
    joined = (await house.caller().post("/devices/join", json={"code": code})).json()
    return one, told, house.caller(joined["token"]), joined


async def test_devices_of_a_room_see_each_other_and_themselves(house: House) -> None:
    one, told, two, joined = await paired(house)
    await house.device()
    for caller, own in ((one, told), (two, joined)):
        found = (await caller.get("/devices/paired")).json()["items"]
        assert [each["id"] for each in found] == [told["deviceId"], joined["deviceId"]]
        assert [each["id"] for each in found if each["here"]] == [own["deviceId"]]
        assert found[0]["lastSeenAt"] is not None


async def test_a_device_is_named_by_another_of_its_room(house: House) -> None:
    one, told, two, joined = await paired(house)
    assert (await one.patch(f"/devices/paired/{joined['deviceId']}", json={"name": " Tablet "})).status_code == 200
    names = {each["id"]: each["name"] for each in (await two.get("/devices/paired")).json()["items"]}
    assert names == {told["deviceId"]: "Van 7", joined["deviceId"]: "Tablet"}
    long = await one.patch(f"/devices/paired/{joined['deviceId']}", json={"name": "x" * 81})
    assert long.status_code == 422


async def test_a_disconnected_device_keeps_its_token_and_has_a_room_of_its_own(house: House) -> None:
    one, told, two, joined = await paired(house)
    left = await one.delete(f"/devices/paired/{joined['deviceId']}")
    assert [each["id"] for each in left.json()["items"]] == [told["deviceId"]]
    assert (await two.post(f"/sync/{told['room']}")).status_code == 403
    again = (await two.post("/devices/refresh")).json()
    assert again["deviceId"] == joined["deviceId"]
    assert again["room"] not in ("", told["room"])
    alone = (await two.get("/devices/paired")).json()["items"]
    assert [each["id"] for each in alone] == [joined["deviceId"]]


async def test_strangers_can_do_nothing_to_each_other(house: House) -> None:
    one, told, _, _ = await paired(house)
    stranger, _ = await house.device()
    assert (await stranger.patch(f"/devices/paired/{told['deviceId']}", json={"name": "Mine"})).status_code == 403
    assert (await stranger.delete(f"/devices/paired/{told['deviceId']}")).status_code == 403
    assert (await one.delete("/devices/paired/nobody")).status_code == 404
    desk = await house.admin()
    assert (await desk.get("/devices/paired")).status_code == 403
