"""The inbox and publishing, through the real server and browser, as each role."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.access.principals import Role
from app.access.sign_in import SESSION_COOKIE
from tests.browser.test_dashboard import WITHIN_MILLISECONDS
from tests.support.axe import violations
from tests.support.elsewhere import page_elsewhere
from tests.support.entries import record
from tests.support.network import network_to
from tests.support.server import Server, running_server
from tests.support.visitors import desk_context, open_page, session_of

ASKS: dict[str, Any] = {"rating": 1, "needsFollowUp": True, "contact": "jana@example.com", "publishConsent": False}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="module")
def agent(server: Server) -> str:
    return session_of(server, Role.AGENT)


def tell(server: Server, session: str, **fields: Any) -> str:
    """Somebody's feedback reaches the database; its id."""
    told = record(**fields)
    with server.client() as web:
        answer = web.post("/api/feedback", json=told, headers={"Authorization": f"Bearer {session}"})
        assert answer.status_code == 201, answer.text
    return str(told["id"])


def cases(page: Page) -> Any:
    return page.get_by_role("list", name="Inbox").get_by_role("button")


def chosen(page: Page) -> Any:
    return page.get_by_role("region", name=re.compile("Order no"))


def test_a_wish_comes_in_by_itself_and_is_worked_off_by_keys(server: Server, browser: Browser, agent: str) -> None:
    page = open_page(browser, server, agent)
    page.goto(f"{server.url}/admin/inbox")
    expect(page.get_by_text("The inbox is empty")).to_be_visible()
    tell(server, agent, **ASKS, orderId="FIRST-1", comment="The box was wet")
    expect(cases(page)).to_contain_text("FIRST-1", timeout=WITHIN_MILLISECONDS)
    tell(server, agent, **ASKS, orderId="SECOND-2", comment="The bell sang")
    expect(cases(page)).to_have_count(2)
    page.keyboard.press("j")
    expect(chosen(page)).to_contain_text("The box was wet")
    page.keyboard.press("j")
    expect(chosen(page)).to_contain_text("The bell sang")
    page.keyboard.press("k")
    expect(chosen(page)).to_contain_text("The box was wet")
    page.keyboard.press("a")
    expect(chosen(page)).to_contain_text("Taken")
    expect(chosen(page).get_by_role("link", name="jana@example.com")).to_have_attribute("href", re.compile("^mailto:"))
    page.keyboard.press("n")
    page.keyboard.type("Rang twice, nobody there; e and a are only letters here")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(chosen(page)).to_contain_text("Rang twice, nobody there")
    page.keyboard.press("r")
    page.keyboard.type("We are sorry.")
    page.get_by_label("Who sees to it").focus()
    page.get_by_label("Due by").fill("2026-01-02T03:04")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(cases(page).first).to_contain_text("Overdue")
    assert violations(page) == []
    chosen(page).get_by_role("heading", name="History").click()
    page.keyboard.press("w")
    expect(cases(page).filter(has_text="FIRST-1")).to_contain_text("Waiting")
    expect(chosen(page)).to_contain_text("We are sorry.")
    expect(page.get_by_label("Reply", exact=True)).to_have_value("")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Next follow-up")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(cases(page)).to_have_count(1)
    page.get_by_role("link", name="Done").click()
    expect(cases(page)).to_contain_text("FIRST-1")
    cases(page).first.click()
    chosen(page).get_by_role("button", name="Open again").click()
    expect(page.get_by_text("Nothing is done yet")).to_be_visible()
    page.context.close()


def test_two_who_work_at_once_see_each_others_steps(server: Server, browser: Browser, agent: str) -> None:
    case = tell(server, agent, **ASKS, orderId="BOTH-1")
    one, other = open_page(browser, server, agent), open_page(browser, server, session_of(server, Role.ADMIN))
    for page in (one, other):
        page.goto(f"{server.url}/admin/inbox?record={case}")
        expect(chosen(page)).to_contain_text("BOTH-1")
    one.get_by_label("Reply", exact=True).fill("Hers")
    one.get_by_role("button", name="Take it").click()
    expect(chosen(other)).to_contain_text("Taken", timeout=WITHIN_MILLISECONDS)
    other.get_by_label("Reply", exact=True).fill("His")
    other.get_by_label("Due by").focus()
    expect(other.get_by_role("alert")).to_contain_text("Somebody else has changed this reply")
    expect(other.get_by_label("Reply", exact=True)).to_have_value("His")
    for page in (one, other):
        page.context.close()


def test_who_only_looks_has_nothing_to_press(server: Server, browser: Browser, agent: str) -> None:
    case = tell(server, agent, **ASKS, orderId="LOOK-1")
    tell(server, agent, orderId="LOOK-2", comment="Only to be looked at")
    page = open_page(browser, server, session_of(server, Role.VIEWER))
    page.goto(f"{server.url}/admin/feedback?period=all&id={case}")
    page.get_by_role("dialog").get_by_role("link", name="Open the follow-up").click()
    expect(chosen(page)).to_contain_text("LOOK-1")
    for name in ("Take it", "Answered", "Done", "Add", "Set"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    assert violations(page) == []
    page.goto(f"{server.url}/admin/publishing")
    expect(page.get_by_text("Only to be looked at")).to_be_visible()
    for name in ("Approve", "Reject"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    page.context.close()


SHOP = (
    '<!doctype html><html lang="en"><title>Shop</title>'
    '<main><h1>Shop</h1><script async src="{url}{widget}"></script></main>'
)
WIDGET = "/api/published/widget.js"


@pytest.fixture
def shop(server: Server) -> Iterator[str]:
    """A page of another origin that trusts nobody but us."""
    policy = f"default-src 'none'; script-src {server.url}; connect-src {server.url}"
    with page_elsewhere(SHOP.format(url=server.url, widget=WIDGET), policy) as address:
        yield address


def test_an_approved_comment_stands_in_somebodys_shop_until_it_is_withdrawn(
    server: Server, browser: Browser, agent: str, shop: str
) -> None:
    said = tell(server, agent, orderId="SHOP-1", comment="<img src=x> Quick and kind")
    tell(server, agent, orderId="SHOP-2", comment="Call me: +420 777 123 456")
    page = open_page(browser, server, agent)
    page.goto(f"{server.url}/admin/publishing")
    comments = page.get_by_role("list", name="Comments").get_by_role("listitem").filter(has=page.locator("blockquote"))
    expect(comments.filter(has_text="Call me")).to_contain_text("can't be published")
    expect(comments.filter(has_text="Call me").get_by_role("button", name="Approve")).to_have_count(0)
    assert violations(page) == []
    page.keyboard.press("j")
    here = page.locator("[aria-current=true] blockquote")
    expect(here).to_contain_text("Call me")
    # Somebody's comment comes meanwhile: nothing moves, and the keys still speak of the one before.
    tell(server, agent, orderId="SHOP-3", comment="Came while you were looking")
    fresh = page.get_by_role("button", name="Show 1 new comment")
    expect(fresh).to_be_visible(timeout=WITHIN_MILLISECONDS)
    expect(comments.first).to_contain_text("Call me")
    expect(here).to_contain_text("Call me")
    page.keyboard.press("x")
    expect(page.get_by_role("status").filter(has_text="was rejected")).to_be_visible()
    expect(comments.filter(has_text="Call me")).to_have_count(0)
    fresh.click()
    expect(comments.first).to_contain_text("Came while you were looking")
    expect(fresh).to_have_count(0)
    comments.filter(has_text="Quick and kind").get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status").filter(has_text="on show")).to_be_visible()
    page.get_by_role("link", name="On show").click()
    expect(comments).to_have_count(1)
    visitor = browser.new_context(locale="en-US").new_page()
    visitor.goto(shop)
    # As text: nobody's HTML becomes part of the shop.
    expect(visitor.get_by_text("<img src=x> Quick and kind")).to_be_visible()
    expect(visitor.get_by_role("img", name="5/5")).to_be_visible()
    assert "SHOP-1" not in visitor.content()
    assert violations(visitor) == []
    tell(server, agent, orderId="SHOP-1", comment="Quick", publishConsent=False, supersedes=said)
    with visitor.expect_response(lambda answer: "/published?" in answer.url):
        visitor.reload()
    expect(visitor.locator("main > div")).to_have_count(0)
    for each in (page, visitor):
        each.context.close()


def test_what_others_decide_moves_no_button(server: Server, browser: Browser, agent: str) -> None:
    for at in range(3):
        tell(server, agent, orderId=f"STAY-{at}", comment=f"Stays where it is, {at}")
    one, other = open_page(browser, server, agent), open_page(browser, server, session_of(server, Role.ADMIN))
    for page in (one, other):
        page.goto(f"{server.url}/admin/publishing")
    mine, theirs = (page.get_by_role("listitem").filter(has=page.locator("blockquote")) for page in (one, other))
    last = mine.filter(has_text="it is, 0")
    before = last.bounding_box()
    theirs.filter(has_text="it is, 1").get_by_role("button", name="Reject").click()
    tell(server, agent, orderId="STAY-3", comment="Stays out of sight")
    expect(mine.filter(has_text="it is, 1")).to_contain_text(
        "Somebody else has decided about it", timeout=WITHIN_MILLISECONDS
    )
    expect(mine.filter(has_text="it is, 1").get_by_role("button")).to_have_count(0)
    expect(mine.filter(has_text="out of sight")).to_have_count(0)
    expect(one.get_by_role("button", name="Show 1 new comment")).to_be_visible(timeout=WITHIN_MILLISECONDS)
    assert last.bounding_box() == before
    assert violations(one) == []
    for page in (one, other):
        page.context.close()


def test_comments_are_published_from_the_list(server: Server, browser: Browser, agent: str) -> None:
    tell(server, agent, orderId="LIST-1", comment="Fine by all")
    tell(server, agent, orderId="LIST-2", comment="Between us", publishConsent=False)
    page = open_page(browser, server, agent)
    page.goto(f"{server.url}/admin/feedback?q=LIST")
    for order in ("LIST-1", "LIST-2"):
        page.get_by_role("checkbox", name=f"Choose order {order}").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    told = page.get_by_role("status").filter(has_text="1 record is changed")
    expect(told).to_contain_text("1 has no comment or no consent")
    expect(page.get_by_role("row").filter(has_text="LIST-1")).to_contain_text("Published")
    page.context.close()


def test_a_lost_connection_takes_nothing_from_who_is_writing(server: Server, browser: Browser, agent: str) -> None:
    tell(server, agent, **ASKS, orderId="LOST-1", comment="It rained in")
    with network_to(server.port) as network:
        context = desk_context(browser, server, agent)
        context.add_cookies([{"name": SESSION_COOKIE, "value": agent, "url": network.url}])
        page = context.new_page()
        page.goto(f"{network.url}/admin/inbox")
        cases(page).filter(has_text="LOST-1").click()
        expect(chosen(page)).to_contain_text("It rained in")
        page.get_by_label("Note").fill("Rang twice")
        # The page is loaded again by Reflex when it is connected again.
        with page.expect_websocket() as met:
            network.cut()
        met.value.wait_for_event("framereceived", lambda said: '"is_hydrated_rx_state_":true' in str(said))
        expect(chosen(page)).to_contain_text("It rained in")
        expect(page.get_by_label("Note")).to_have_value("Rang twice")
        page.goto(f"{network.url}/admin/inbox")
        expect(cases(page).filter(has_text="LOST-1")).to_be_visible()
        expect(chosen(page)).to_have_count(0)
        context.close()
