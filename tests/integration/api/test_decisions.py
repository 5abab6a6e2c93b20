"""What the desk decides: which devices come in, whose they are, and what becomes of conflicts."""

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.access.principals import Role
from app.clock import utc_now
from app.feedback.order import Order
from app.store.orders import bring_orders
from app.store.quarantine import put_unreadable_aside
from tests.support.counts import assert_counted_right
from tests.support.entries import record, record_id
from tests.support.house import House, open_house

DAY = date(2026, 3, 1)


async def test_a_disabled_device_comes_in_no_more_until_it_is_enabled(house: House) -> None:
    phone, told = await house.device()
    web = await house.admin()
    off = await web.post(f"/devices/{told['deviceId']}/disable")
    assert (off.status_code, off.json()["disabledAt"] is None) == (200, False)
    assert (await phone.post("/feedback", json=record())).status_code == 401
    again = await web.post(f"/devices/{told['deviceId']}/disable")
    assert again.json() == off.json()
    on = await web.post(f"/devices/{told['deviceId']}/enable")
    assert (on.status_code, on.json()["disabledAt"]) == (200, None)
    assert (await phone.post("/feedback", json=record())).status_code == 201
    acts = [line["act"] for line in (await web.get("/audit")).json()["items"]]
    assert acts[:2] == ["device_enabled", "device_disabled"]
    assert (await web.post("/devices/owner/disable")).status_code == 404


class TestOrders:
    """`GET /api/orders`: a courier's device sees its courier's day."""

    @pytest.fixture
    async def full(self, house: House) -> House:
        orders = [
            Order(order_id=f"A{at}", courier_id=1 + at % 2, day=DAY, address=f"Street {at}", name="Novák")
            for at in range(6)
        ]
        orders.append(Order(order_id="B1", courier_id=1, day=date(2026, 3, 2)))
        await house.services.database.write(lambda session: bring_orders(session, orders, utc_now()))
        return house

    async def ids(self, web: httpx.AsyncClient, query: str = "day=2026-03-01") -> list[str]:
        answer = await web.get(f"/orders?{query}")
        assert answer.status_code == 200, answer.text
        return [each["orderId"] for each in answer.json()["items"]]

    async def test_a_device_is_shown_its_couriers_orders_and_no_others(self, full: House) -> None:
        phone, told = await full.device()
        web = await full.admin()
        assert (await phone.get("/orders")).status_code == 403
        given = await web.put(f"/devices/{told['deviceId']}/courier", json={"courierId": 1})
        assert given.json()["courierId"] == 1
        assert await self.ids(phone) == ["A0", "A2", "A4"]
        assert await self.ids(phone, "day=2026-03-02") == ["B1"]
        assert (await phone.get("/orders?courier=2")).status_code == 403
        await web.put(f"/devices/{told['deviceId']}/courier", json={"courierId": None})
        assert (await phone.get("/orders")).status_code == 403

    async def test_the_desk_sees_all_page_by_page(self, full: House) -> None:
        web = await full.admin(Role.VIEWER)
        assert await self.ids(web) == [f"A{at}" for at in range(6)]
        assert await self.ids(web, "day=2026-03-01&courier=2&limit=1") == ["A1"]
        page = (await web.get("/orders?day=2026-03-01&limit=4")).json()
        assert (page["next"], await self.ids(web, f"day=2026-03-01&after={page['next']}")) == ("A3", ["A4", "A5"])
        assert (await web.get("/orders")).json()["items"] == []

    async def test_an_order_says_whether_it_is_rated_and_whether_reported_on(self, full: House) -> None:
        phone, _ = await full.device()
        await phone.post("/feedback", json=record(orderId="A2"))
        await phone.post("/feedback", json=record(orderId="A4", source="courier", reasons=["access"], rating=1))
        items = (await (await full.admin()).get("/orders?day=2026-03-01&courier=1")).json()["items"]
        assert {each["orderId"]: each["rated"] for each in items} == {"A0": False, "A2": True, "A4": False}
        assert {each["orderId"]: each["reported"] for each in items} == {"A0": False, "A2": False, "A4": True}
        place = {"address": "Street 0", "name": "Novák"}
        said = {"orderId": "A0", "courierId": 1, **place, "rated": False, "reported": False, "link": None}
        assert items[0] == said

    async def test_where_links_are_asked_for_an_order_comes_to_its_courier_with_its_link(
        self, database_url: str, tmp_path: Path
    ) -> None:
        async with open_house(database_url, tmp_path, only_rating_links=True) as house:
            order = Order(order_id="A1", courier_id=7, day=DAY)
            await house.services.database.write(lambda session: bring_orders(session, [order], utc_now()))
            phone, told = await house.device()
            web = await house.admin()
            await web.put(f"/devices/{told['deviceId']}/courier", json={"courierId": 7})
            page = (await phone.get("/orders?day=2026-03-01")).json()
            [item] = page["items"]
            assert page["linksOnly"] is True
            rating = record(orderId="A1", courierId=7)
            assert (await phone.post("/feedback", json=rating)).status_code == 422
            assert (await phone.post("/feedback", json={**rating, "link": item["link"]})).status_code == 201
            # Nobody hands the form over at the desk.
            assert (await web.get("/orders?day=2026-03-01")).json()["items"][0]["link"] is None

    async def test_orders_of_the_list_are_known_orders(self, database_url: str, tmp_path: Path) -> None:
        async with open_house(database_url, tmp_path, only_known_orders=True) as house:
            known = [Order(order_id="A1")]
            await house.services.database.write(lambda session: bring_orders(session, known, utc_now()))
            phone, _ = await house.device()
            assert (await phone.post("/feedback", json=record(orderId="A1"))).status_code == 201
            assert (await phone.post("/feedback", json=record(orderId="A2"))).status_code == 422


class TestConflicts:
    """A record with another's id waits in the quarantine until it is accepted or rejected."""

    async def conflict(self, house: House, **fields: Any) -> tuple[dict[str, Any], str]:
        phone, _ = await house.device()
        first = record()
        await phone.post("/feedback", json=first)
        assert (await phone.post("/feedback", json=first | {"rating": 1} | fields)).status_code == 409
        [aside] = (await (await house.admin()).get("/quarantine")).json()["items"]
        return aside, f"/quarantine/{aside['id']}/{aside['contentHash']}"

    async def test_accepted_it_is_a_record_of_its_own_once(self, house: House) -> None:
        aside, path = await self.conflict(house)
        agent = await house.admin(Role.AGENT)
        done = [(await agent.post(f"{path}/accept")).json() for _ in range(2)]
        assert done[0] == done[1]
        own = done[0]["acceptedAs"]
        assert own != aside["id"] and own[:13] == aside["id"][:13] and own[14] == "7"
        rows = (await agent.get("/feedback")).json()["items"]
        assert {row["id"]: row["rating"] for row in rows} == {aside["id"]: 5, own: 1}
        assert {row["room"] for row in rows} == {aside["room"]}
        assert (await agent.get("/quarantine")).json()["items"] == []
        assert (await agent.get("/quarantine?resolved=true")).json()["items"] == [done[0]]
        assert (await agent.post(f"{path}/reject", json={"reason": "no"})).status_code == 409
        await assert_counted_right(house.services.database)

    async def test_accepted_a_correction_corrects(self, house: House) -> None:
        phone, _ = await house.device()
        old, first = record(), record()
        await phone.post("/feedback/batch", json={"items": [old, first]})
        await phone.post("/feedback", json=first | {"supersedes": old["id"]})
        agent = await house.admin(Role.AGENT)
        [aside] = (await agent.get("/quarantine")).json()["items"]
        done = await agent.post(f"/quarantine/{aside['id']}/{aside['contentHash']}/accept")
        assert done.status_code == 200
        [corrected] = (await agent.get("/feedback?corrected=true")).json()["items"]
        assert (corrected["id"], corrected["correctedBy"]) == (old["id"], done.json()["acceptedAs"])
        await assert_counted_right(house.services.database)

    async def test_rejected_it_says_why_and_is_kept(self, house: House) -> None:
        aside, path = await self.conflict(house)
        agent = await house.admin(Role.AGENT)
        assert (await agent.post(f"{path}/reject", json={"reason": "  "})).status_code == 422
        done = (await agent.post(f"{path}/reject", json={"reason": " Written twice "})).json()
        assert (done["reason"], done["acceptedAs"], done["record"]) == ("Written twice", None, aside["record"])
        assert (await agent.post(f"{path}/accept")).status_code == 409
        assert len((await agent.get("/feedback")).json()["items"]) == 1
        acts = [line["act"] for line in (await (await house.admin()).get("/audit")).json()["items"]]
        assert acts[0] == "conflict_rejected"

    async def test_what_is_no_record_has_an_id_of_its_own_and_can_only_be_rejected(self, house: House) -> None:
        junk, now = ["7.0", "null"], utc_now()
        for _ in range(2):
            await house.services.database.write(lambda session: put_unreadable_aside(session, "van", junk, now))
        agent = await house.admin(Role.AGENT)
        aside = (await agent.get("/quarantine")).json()["items"]
        assert sorted(each["record"]["unreadable"] for each in aside) == junk
        assert len({each["id"] for each in aside} - {""}) == 2
        for each in aside:
            path = f"/quarantine/{each['id']}/{each['contentHash']}"
            assert (await agent.post(f"{path}/accept")).status_code == 409
            assert (await agent.post(f"{path}/reject", json={"reason": "Junk"})).status_code == 200
        assert (await agent.get("/quarantine")).json()["items"] == []
        assert (await agent.get("/feedback")).json()["items"] == []

    async def test_what_is_not_there_is_404(self, house: House) -> None:
        agent = await house.admin(Role.AGENT)
        assert (await agent.post(f"/quarantine/{record_id()}/{'0' * 64}/accept")).status_code == 404
        assert (await agent.post(f"/quarantine/{record_id()}/no-hash/accept")).status_code == 422
