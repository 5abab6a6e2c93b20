"""Every page of the product, in both themes, on a phone and on a desk: no violation that axe can find.

Both ways to hold each theme would be twice as long: the gallery's tests do that for every component.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.axe import violations
from tests.support.chromium import PHONE, until
from tests.support.entries import record
from tests.support.server import Server, running_server
from tests.support.visitors import desk_context

COMMENT = "The bell doesn't work."
DESKTOP = {"width": 1440, "height": 900}
PAGES = {
    "/": "Rate a delivery, even with no signal",
    "/rate": "Rate your delivery",
    "/rate/A-1042?courier=7": "Rate your delivery",
    "/queue": "My feedback",
    "/courier": "Today's orders",
    "/courier/report?order=A-1042&courier=7": "Report on an order",
    "/sign-in": "Sign in",
    "/no/such/page": "There is no such page",
    "/offline.html": "This page needs the server",
}
# What stands on each page of the desk once the server has answered.
DESK = {
    "/admin": "In the database",
    "/admin/inbox": "A-1042",
    "/admin/publishing": COMMENT,
    "/admin/feedback": "A-1042",
    "/admin/devices": "Need somebody",
    "/admin/quarantine": "Nothing to decide",
    "/admin/privacy": "What was erased",
    "/admin/people": "Who may come in",
    "/admin/account": "Where you are signed in",
    "/admin/audit": "signed in",
}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server"), LIMIT_SIGN_IN="1000/minute") as started:
        yield started


@pytest.fixture(scope="module")
def session(server: Server) -> str:
    with server.client() as web:
        token = web.post("/api/devices").json()["token"]
        wish = {"needsFollowUp": True, "contact": "me@example.com"}
        rating = record(orderId="A-1042", rating=2, comment=COMMENT, **wish)
        web.post("/api/feedback", json=rating, headers={"Authorization": f"Bearer {token}"}).raise_for_status()
        answer = web.post("/api/sign-in/link", json={"token": server.sign_in_link().partition("#")[2]})
        return answer.cookies["doorstep_session"]


@pytest.fixture(scope="module", params=[(PHONE, "dark"), (DESKTOP, "light")], ids=["phone-dark", "desktop-light"])
def context(request: pytest.FixtureRequest, server: Server, session: str, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that somebody of the desk uses for all of it."""
    viewport, scheme = request.param
    opened = desk_context(browser, server, session, viewport=viewport, color_scheme=scheme)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def german(server: Server, session: str, browser: Browser) -> Iterator[BrowserContext]:
    opened = desk_context(browser, server, session, viewport=PHONE, locale="de-DE")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def look(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    # Charts follow the room that they have a moment later.
    until(page, f"{TOO_WIDE} === 0")
    page.evaluate("document.documentElement.style.fontSize = ''")


@pytest.mark.parametrize("path", PAGES)
def test_public_page(server: Server, page: Page, path: str) -> None:
    page.goto(server.url + path)
    expect(page.get_by_role("heading", name=PAGES[path])).to_be_visible()
    look(page)


def test_rating_from_the_first_star_to_thank_you(server: Server, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}/rate")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Which order is it?")).to_be_visible()
    look(page)
    page.get_by_label("Order number").fill("A-1042")
    page.get_by_label("Courier's number").fill("7")
    page.get_by_role("radio", name="2, Bad").check(force=True)
    page.get_by_role("checkbox", name="Too late").check(force=True)
    page.get_by_role("checkbox", name="Please contact me").check()
    page.get_by_label("Phone or mail").fill("me@example.com")
    look(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.locator("#saved")).to_be_focused()
    look(page)
    assert errors == []


@pytest.mark.parametrize("path", DESK)
def test_desk(server: Server, page: Page, path: str) -> None:
    page.goto(server.url + path)
    expect(page.get_by_text(DESK[path]).locator("visible=true").first).to_be_visible()
    look(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    # The one with the most keys looks as all of them do.
    if path == "/admin/inbox":
        look(page)


@pytest.mark.parametrize("path", DESK)
def test_desk_in_long_words(server: Server, german: BrowserContext, path: str) -> None:
    page = german.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server.url + path)
    expect(page.get_by_role("navigation", name="Büro")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="geladen")).to_have_count(0)
    until(page, f"{TOO_WIDE} === 0")
    # React would say so if what was drawn were anything else than what it draws.
    assert errors == []
    page.close()
