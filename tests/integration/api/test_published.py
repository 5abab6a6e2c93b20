"""What everybody may read: cached, asked for each time, and telling nothing about anybody."""

import json
from typing import Any

import httpx
import pytest
from sqlmodel import Session, col, update

from app.access.principals import Role
from app.clock import utc_now
from app.feedback.submission import Submission
from app.store.tables import FeedbackRow
from tests.support.entries import submission
from tests.support.house import House, open_house

SECRET: dict[str, Any] = {
    "contact": "secret@example.com",
    "orderId": "SECRET-1",
    "courierId": 424242,
    "deviceId": "secret phone",
}


async def publish(house: House, *told: Submission) -> None:
    await house.services.feedback.store(told)

    def approve(session: Session) -> None:
        ids = [each.entry.id for each in told]
        session.connection().execute(
            update(FeedbackRow).where(col(FeedbackRow.id).in_(ids)).values(published_at=utc_now())
        )

    await house.services.database.write(approve)


async def feed(house: House, **given: Any) -> httpx.Response:
    return await house.caller().get("/published", **given)


async def test_everybody_reads_it_and_nobody_is_told_of(house: House) -> None:
    told = submission(**SECRET, needsFollowUp=True, comment="<b>Thank you</b>", rating=4)
    await publish(house, told)
    await house.services.feedback.store([submission(comment="Not approved")])
    answer = await feed(house)
    (item,) = answer.json()["items"]
    assert set(item) == {"id", "rating", "comment", "day"}
    assert (item["rating"], item["comment"], len(item["day"])) == (4, "<b>Thank you</b>", 10)
    for word in ("secret", "424242", told.entry.id, "received", "room"):
        assert word not in answer.text.lower()
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-credentials" not in answer.headers


async def test_who_has_it_is_told_that_nothing_changed_until_something_does(house: House) -> None:
    told = submission()
    await publish(house, told)
    first = await feed(house)
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    tag = first.headers["etag"]
    for known in (tag, f'W/{tag}, "other"', "*"):
        again = await feed(house, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    twice = await feed(house, headers=[("If-None-Match", '"other"'), ("If-None-Match", tag)])
    assert twice.status_code == 304
    # Its author takes the consent back.
    await house.services.feedback.store([submission(publishConsent=False, supersedes=told.entry.id)])
    gone = await feed(house, headers={"If-None-Match": tag})
    assert (gone.status_code, gone.json()) == (200, {"items": []})
    assert gone.headers["etag"] != tag


async def test_it_is_bounded(house: House) -> None:
    await publish(house, *(submission() for _ in range(60)))
    assert len((await feed(house)).json()["items"]) == 10
    assert len((await feed(house, params={"limit": 50})).json()["items"]) == 50
    for limit in ("0", "51", "many"):
        assert (await feed(house, params={"limit": limit})).status_code == 422


async def test_the_widget_is_one_small_script_that_asks_nobody_else(house: House) -> None:
    answer = await house.caller().get("/published/widget.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.content) < 4096
    code = answer.text.split("*/", 1)[1]
    for word in ("http:", "https:", "innerHTML", "eval", "cookie", "localStorage"):
        assert word not in code
    again = await house.caller().get("/published/widget.js", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_one_address_asks_only_so_often(sqlite_url: str, tmp_path: Any) -> None:
    async with open_house(sqlite_url, tmp_path, limit_public="3/minute") as house:
        codes = [(await feed(house)).status_code for _ in range(4)]
        refused = await feed(house)
        other = await house.caller(address="192.0.2.8").get("/published")
    assert codes == [200, 200, 200, 429]
    assert int(refused.headers["retry-after"]) > 0
    assert other.status_code == 200


@pytest.mark.parametrize("role", Role)
async def test_the_list_finds_what_is_published(house: House, role: Role) -> None:
    told = submission()
    await publish(house, told)
    found = await (await house.admin(role)).get("/feedback?published=true")
    assert [each["id"] for each in json.loads(found.text)["items"]] == [told.entry.id]
