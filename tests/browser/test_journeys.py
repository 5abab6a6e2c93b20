"""What customers live through, from the link to the row, on a phone with the real program behind it.

Each journey is walked through the page alone. Those whose danger lies deeper have files of their own: browsers and
servers killed (sync/test_by_itself.py), two devices (sync/test_paired.py), a full phone and a private window
(jazz/test_storage.py, test_rate.py), a new version while somebody types (offline/test_new_version.py).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_rate import COMMENT, SAVED, new_phone
from tests.support.axe import violations
from tests.support.chromium import CONTROLLED, until
from tests.support.my_feedback import my_feedback, record_line
from tests.support.sending import rows
from tests.support.server import Server, running_server

ARRIVED = "It counts. Thank you."
SLOW_MS = 30_000
STORED = """select order_id, courier_id, rating, comment, publish_consent, needs_follow_up, contact from feedback
order by rating"""
TIMES = "select order_id, created_at, received_at from feedback"
# The words of the badge, one after the other as they come.
WATCH = """() => {
  window.said = [];
  const look = () => {
    const badge = document.querySelector("#saved > span")?.textContent;
    if (badge && badge !== said.at(-1)) said.push(badge);
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server"), LIMIT_DEVICES="1000/minute") as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_phone(browser)
    yield opened
    opened.close()


def open_link(context: BrowserContext, server: Server, order: str) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/rate/{order}?courier=7")
    until(page, CONTROLLED)
    until(page, "window.last !== null")
    return page


def stars(page: Page, number: int) -> None:
    page.locator(f"[name=rating][value='{number}']").check(force=True)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def stored(server: Server, order: str) -> list[tuple[object, ...]]:
    return [row for row in rows(server, STORED) if row[0] == order]


def test_online_one_screen_and_three_taps_and_the_state_moves_by_itself(
    context: BrowserContext, server: Server
) -> None:
    page = open_link(context, server, "ON-1")
    # The common case stands on one small screen.
    for part in (page.get_by_text("Order ON-1"), page.get_by_label(COMMENT), page.get_by_role("button", name="Send")):
        expect(part).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Phone or mail")).to_be_hidden()
    stars(page, 5)
    expect(page.get_by_role("group", name="What went well?")).to_be_visible()
    expect(page.get_by_text("What went wrong?")).to_be_hidden()
    page.get_by_role("checkbox", name="On time").check(force=True)
    page.evaluate(WATCH)
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=SLOW_MS)
    assert page.evaluate("said") in (
        ["Saved on this phone", "Received", "In the database"],
        # The database may be as quick as the room.
        ["Saved on this phone", "In the database"],
    )
    assert violations(page) == []
    assert stored(server, "ON-1") == [("ON-1", 7, 5, "", 0, 0, None)]


def test_reasons_follow_the_stars_and_the_wish_for_contact_asks_for_it_at_once(
    context: BrowserContext, server: Server
) -> None:
    page = open_link(context, server, "WISH-1")
    stars(page, 5)
    page.get_by_role("checkbox", name="Friendly courier").check(force=True)
    stars(page, 1)
    page.get_by_role("checkbox", name="Too late").check(force=True)
    expect(page.get_by_role("checkbox", name="You may publish my comment")).not_to_be_checked()
    page.get_by_role("checkbox", name="Please contact me").check()
    expect(page.get_by_label("Phone or mail")).to_be_focused()
    page.keyboard.type("0123")
    page.get_by_label(COMMENT).fill("An hour late")
    expect(page.locator("#comment-count")).to_contain_text("12 / 2000")
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=SLOW_MS)
    assert stored(server, "WISH-1") == [("WISH-1", 7, 1, "An hour late", 0, 1, "0123")]
    assert ("WISH-1", '["late"]') in rows(server, "select order_id, reasons from feedback")


@pytest.mark.parametrize("hours", [-1, 1])
def test_offline_half_way_with_a_clock_that_is_an_hour_off(context: BrowserContext, server: Server, hours: int) -> None:
    order = f"HALF{hours}"
    page = context.new_page()
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=hours))
    page.goto(f"{server.url}/rate/{order}?courier=7")
    until(page, CONTROLLED)
    stars(page, 4)
    context.set_offline(True)
    page.get_by_label(COMMENT).fill("In the lift")
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_text("Offline. What you enter is kept on this phone.")).to_be_visible()
    assert violations(page) == []
    context.set_offline(False)
    expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=SLOW_MS)
    bar = page.get_by_role("navigation", name="My feedback")
    expect(bar).to_contain_text("Everything is in the database")
    # The server's moments are told by this phone's clock, whatever that says.
    expect(bar).to_contain_text(re.compile("database · (now|1 minute ago)"))
    assert stored(server, order) == [(order, 7, 4, "In the lift", 0, 0, None)]
    [(created, received)] = [times for number, *times in rows(server, TIMES) if number == order]
    apart = datetime.fromisoformat(str(created)) - datetime.fromisoformat(str(received))
    assert abs(apart - timedelta(hours=hours)) < timedelta(minutes=5)


def test_what_is_taken_back_in_another_tab_is_thanked_for_no_longer(context: BrowserContext, server: Server) -> None:
    page = open_link(context, server, "BACK-1")
    context.set_offline(True)
    stars(page, 2)
    send(page)
    other = my_feedback(page)
    record_line(other, "BACK-1").click()
    other.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back. Nothing of it is sent.")).to_be_visible()
    expect(page.get_by_role("heading", name="Thank you")).to_have_count(0)
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_an_order_that_is_in_the_database_is_rated_again_as_a_correction(
    context: BrowserContext, server: Server
) -> None:
    page = open_link(context, server, "AGAIN-1")
    stars(page, 2)
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=SLOW_MS)
    page.goto(f"{server.url}/rate/AGAIN-1?courier=7")
    page.locator("#earlier").get_by_role("button", name="Correct it").click()
    expect(page.get_by_text("You are correcting what you sent before.")).to_be_visible()
    stars(page, 5)
    assert violations(page) == []
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=SLOW_MS)
    found = rows(server, "select order_id, rating, supersedes is not null from feedback order by rating")
    assert [row[1:] for row in found if row[0] == "AGAIN-1"] == [(2, 0), (5, 1)]


def test_the_server_is_killed_after_send(context: BrowserContext, server: Server) -> None:
    page = open_link(context, server, "KILL-1")
    stars(page, 3)
    server.kill()
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    expect(page.get_by_role("navigation", name="My feedback")).to_contain_text("One saved on this phone")
    assert violations(page) == []
    server.start()
    expect(page.get_by_role("navigation", name="My feedback")).to_contain_text(
        "Everything is in the database", timeout=2 * SLOW_MS
    )
    assert len(stored(server, "KILL-1")) == 1
