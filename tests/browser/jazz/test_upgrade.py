"""What a phone kept with every released version opens in this one: waiting records, their marks, half-filled forms."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.browser_storage import put_in
from tests.support.releases import CREDENTIALS, FIXTURES, PASSPHRASE, PROFILES, WAITING

RELEASES = sorted(folder.name for folder in FIXTURES.iterdir())
COMMENT = "Im Treppenhaus, 3. Stock – „danke“ 🚪"
LOOK = """async () => ({
    items: device.queue.view.items,
    attention: device.queue.view.attention,
    drafts: (await device.drafts.of("rate")).map(({ fields }) => fields),
    credentials: await device.notes.read("credentials"),
})"""


def look(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(LOOK)
    return found


def sound(found: dict[str, Any]) -> None:
    items = found["items"]
    assert [item["orderId"] for item in items] == list(WAITING)
    assert {item["comment"] for item in items} == {COMMENT}
    assert (items[0]["contact"], items[0]["rating"], items[2]["source"]) == ("anna@example.com", 1, "courier")
    assert found["attention"] == 0


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_phone_of_then_opens_now(page: Page, release: str, profile: str) -> None:
    put_in(page, json.loads((FIXTURES / release / f"{profile}.json").read_text()))
    if profile == "list":
        page.evaluate("jazz.openList()")
    elif profile == "locked":
        assert page.evaluate("async () => (await jazz.openOrLocked()).locked")
        assert page.evaluate("jazz.outcome(device.unlock('wrong'))") == {"code": "wrong_passphrase"}
        assert page.evaluate("passphrase => jazz.outcome(device.unlock(passphrase))", PASSPHRASE) == {"ok": None}
        page.evaluate("jazz.openOrLocked()")
    else:
        page.evaluate("jazz.open()")
    found = look(page)
    sound(found)
    assert found["drafts"] == [{"orderId": "half", "rating": 2}]
    assert found["credentials"] == CREDENTIALS
    # What had left the phone stays frozen; what hadn't can be changed.
    first, second, _ = (item["id"] for item in found["items"])
    assert page.evaluate("id => jazz.outcome(device.queue.withdraw(id))", second) == {"code": "already_sent"}
    page.evaluate("id => device.queue.edit(id, { rating: 5 })", first)
    assert [item["rating"] for item in look(page)["items"]] == [5, 5, 5]
    assert page.evaluate("jazz.trouble") == []


@pytest.mark.parametrize("release", RELEASES)
def test_a_list_of_then_moves_into_the_queue_of_now(page: Page, release: str) -> None:
    put_in(page, json.loads((FIXTURES / release / "list.json").read_text()))
    page.evaluate("""async () => {
        const { queue } = await jazz.open();
        await jazz.migrate(localStorage, queue, Date.now());
    }""")
    sound(look(page))
    assert page.evaluate("localStorage.getItem('feedback_pending_queue')") is None
