"""Rating links: one order, one courier, for a while; and what the settings make of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.access.principals import Role
from tests.support.entries import record
from tests.support.house import House, open_house


async def link(house: House, **fields: Any) -> str:
    answer = await (await house.admin(Role.AGENT)).post("/links", json={"orderId": "ORDER123"} | fields)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["url"].endswith(f"/rate/{told['token']}")
    token: str = told["token"]
    return token


async def test_who_has_the_link_rates_that_order_without_a_token(house: House) -> None:
    token = await link(house, courierId=7)
    sent = record(link=token)
    stranger = house.caller()
    assert (await stranger.post("/feedback", json=sent)).status_code == 201
    assert (await stranger.post("/feedback", json=sent)).status_code == 200
    assert (await stranger.post("/feedback", json=record(link=token, orderId="OTHER"))).status_code == 403
    assert (await stranger.post("/feedback", json=record(link=token, courierId=8))).status_code == 403
    assert (await stranger.post("/feedback", json=record(link=token[:-1] + "!"))).status_code == 401
    assert (await stranger.post("/feedback/batch", json={"items": [sent]})).status_code == 401


async def test_the_holder_of_a_link_is_no_device(house: House) -> None:
    token = await link(house)
    _, theirs = await house.device()
    forged = record(link=token, deviceId=theirs["deviceId"])
    assert (await house.caller().post("/feedback", json=forged)).status_code == 403


async def test_only_the_desk_makes_links(house: House) -> None:
    phone, _ = await house.device()
    for web, status in ((phone, 403), (house.caller(), 401), (await house.admin(Role.VIEWER), 403)):
        assert (await web.post("/links", json={"orderId": "A1"})).status_code == status
    agent = await house.admin(Role.AGENT)
    assert (await agent.post("/links", json={"orderId": "no order!"})).status_code == 422
    until = (await agent.post("/links", json={"orderId": "A1", "days": 2})).json()["expiresAt"]
    assert 1.9 < (datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds() / 86_400 <= 2


async def receipts(house: House, *items: dict[str, Any]) -> list[dict[str, Any]]:
    phone, _ = await house.device()
    answer = await phone.post("/feedback/batch", json={"items": items})
    found: list[dict[str, Any]] = answer.json()["receipts"]
    return found


async def test_where_links_are_asked_for_devices_need_them_too(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path, only_rating_links=True) as house:
        token = await link(house)
        found = await receipts(
            house, record(link=token), record(), record(link=token, orderId="OTHER"), record(link="made-up")
        )
        assert [each["status"] for each in found] == ["stored", "rejected", "rejected", "rejected"]
        assert found[1]["error"] == "This order can be rated only with its rating link."
        worker = await house.worker()
        assert (await worker.post("/feedback", json=record())).status_code == 422
        assert (await worker.post("/feedback", json=record(link=token))).status_code == 201
        assert (await (await house.admin(Role.AGENT)).post("/feedback", json=record())).status_code == 201


@pytest.mark.parametrize("orders", [("ORDER123",), ("ORDER123", "A2")])
async def test_where_only_known_orders_are_accepted(database_url: str, tmp_path: Path, orders: tuple[str, ...]) -> None:
    async with open_house(database_url, tmp_path, only_known_orders=True) as house:
        for order in orders:
            await link(house, orderId=order)
        found = await receipts(house, record(), record(orderId="A2"))
        assert [each["status"] for each in found] == ["stored", "stored" if "A2" in orders else "rejected"]
