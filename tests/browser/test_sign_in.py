"""The ways in and out, through the real server and browser."""

import re
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.support.server import Server, running_server
from tests.support.visitors import sign_in_link

CODE = re.compile(r"Your verification code is: (\d{6})")
DEADLINE = 10
BOSS = "boss@example.com"
# A session that ends closes its pages within a second; drawing takes a moment, too.
WITHIN_SECONDS = 2
# What a browser does when a person pastes, or when the phone fills a code in.
PASTE = """(text) => {
  const field = document.querySelector('input[name="code"]');
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    plenty = "1000/minute"
    with running_server(
        tmp_path_factory.mktemp("server"), ADMIN_EMAIL=BOSS, LIMIT_SIGN_IN=plenty, LIMIT_PUBLIC=plenty
    ) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def complaints(page: Page) -> list[str]:
    """What the page's console complains about from now on."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "blocked by Playwright" not in message.text:
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def mailed_code(server: Server) -> str:
    """The code in the mail that the log showed last."""
    deadline = time.monotonic() + DEADLINE
    while not (found := CODE.findall(server.said())):
        assert time.monotonic() < deadline, "no code was mailed"
        time.sleep(0.05)
    return str(found[-1])


def sign_in(server: Server, page: Page) -> None:
    page.goto(sign_in_link(server, BOSS))
    expect(page).to_have_url(f"{server.url}/admin")


def test_link_signs_in_once_and_leaves_no_token_behind(server: Server, page: Page) -> None:
    heard = complaints(page)
    link = sign_in_link(server, BOSS)
    page.goto(link)
    expect(page).to_have_url(f"{server.url}/admin")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    assert heard == []
    # Back in the history there is no token, and the link is used up.
    page.goto(link)
    expect(page.get_by_role("alert").filter(has_text="works once")).to_be_visible()
    assert page.url == f"{server.url}/sign-in"


def test_code_from_the_mail_opens_the_desk(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/admin/people")
    expect(page).to_have_url(f"{server.url}/sign-in")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_text("isn't a mail address yet")).to_be_visible()
    expect(page.get_by_label("Mail address")).to_be_focused()
    page.keyboard.type("Boss@Example.com")
    page.keyboard.press("Enter")
    code = page.get_by_label("Code")
    expect(code).to_be_focused()
    expect(code).to_have_attribute("autocomplete", "one-time-code")
    right = mailed_code(server)
    page.keyboard.type(f"{(int(right) + 1) % 10**6:06}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That code doesn't fit")).to_be_visible()
    # Pasted with the blank that many mails show; nothing needs to be pressed.
    page.evaluate(PASTE, f"{right[:3]} {right[3:]}")
    expect(page).to_have_url(f"{server.url}/admin")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    page.goto(f"{server.url}/admin/audit")
    line = page.get_by_role("row").filter(has_text="boss@example.com").first
    expect(line).to_contain_text("signed in")
    expect(line).to_contain_text("by a code")


def test_link_pasted_into_a_tab_that_waits_for_one_works(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/sign-in")
    expect(page.get_by_text("open the link that Doorstep prints")).to_be_visible()
    page.evaluate("(link) => { window.location.href = link; }", sign_in_link(server, BOSS))
    expect(page).to_have_url(f"{server.url}/admin")
    page.get_by_role("button", name=BOSS).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page).to_have_url(f"{server.url}/")
    page.goto(f"{server.url}/admin")
    expect(page).to_have_url(f"{server.url}/sign-in")


def test_people_are_invited_come_in_and_are_let_out_while_they_look(
    server: Server, browser: Browser, page: Page
) -> None:
    sign_in(server, page)
    expect(page.get_by_role("link", name="People")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{server.url}/admin/people")
    page.get_by_label("Mail address").fill("vera@example.com")
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("Link for the invited person").input_value()
    other = browser.new_context(service_workers="block")
    guest = other.new_page()
    guest.goto(f"{server.url}/sign-in#{link.partition('#')[2]}")
    expect(guest).to_have_url(f"{server.url}/admin")
    expect(guest.get_by_role("link", name="My account")).to_be_visible()
    expect(guest.get_by_role("link", name="People")).to_have_count(0)
    guest.goto(f"{server.url}/admin/people")
    expect(guest.get_by_role("alert").filter(has_text="may not do that")).to_be_visible()
    guest.goto(f"{server.url}/admin/account")
    expect(guest.get_by_text("This browser")).to_be_visible()
    page.get_by_role("listitem").filter(has_text="vera@").get_by_role("button", name="Disable").click()
    page.get_by_role("button", name="Disable", exact=True).click()
    # Nobody touches the guest's page: it closes by itself.
    expect(guest).to_have_url(f"{server.url}/sign-in", timeout=WITHIN_SECONDS * 1000)
    expect(page.get_by_role("listitem").filter(has_text="vera@")).to_contain_text("disabled")
    other.close()


def test_password_is_set_and_used(server: Server, page: Page) -> None:
    sign_in(server, page)
    page.goto(f"{server.url}/admin/account")
    page.get_by_label("New password").fill("correct horse battery")
    page.get_by_role("button", name="Set a password").click()
    expect(page.get_by_text("The password is set")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{server.url}/sign-in?to=/admin/account")
    page.get_by_role("button", name="Use a password instead").click()
    page.get_by_label("Mail address").fill("boss@example.com")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_text("don't belong together")).to_be_visible()
    page.get_by_label("Password").fill("correct horse battery")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/admin/account")


def test_keys_are_shown_and_typing_is_left_alone(server: Server, page: Page) -> None:
    sign_in(server, page)
    expect(page.get_by_role("link", name="People")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto(f"{server.url}/admin/people")
    page.get_by_label("Mail address").press_sequentially("g l?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert page.url == f"{server.url}/admin/people"


@pytest.mark.parametrize("to", ["https://evil.test/admin", "//evil.test", "/administration", "javascript:alert(1)"])
def test_sign_in_leads_to_the_desk_and_nowhere_else(server: Server, page: Page, to: str) -> None:
    page.goto(sign_in_link(server).replace("#", f"?to={quote(to, safe='')}#"))
    expect(page).to_have_url(f"{server.url}/admin")


def test_desk_leads_strangers_to_the_sign_in(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/admin")
    expect(page).to_have_url(re.compile(r"/sign-in$"))
    expect(page.get_by_label("Mail address")).to_be_visible()


def test_pages_break_none_of_their_own_rules(server: Server, browser: Browser) -> None:
    # Once with the worker that keeps the pages, which must keep to the rules, too.
    for worker, paths in (("allow", ["/rate"]), ("block", ["/", "/rate/ABC-1", "/api/docs", "/no/such/page"])):
        context = browser.new_context(service_workers=worker)  # type: ignore[arg-type]
        for path in paths:
            page = context.new_page()
            heard = complaints(page)
            page.goto(server.url + path)
            page.wait_for_load_state("networkidle")
            # A page that isn't there answers 404, which the browser mentions.
            assert [text for text in heard if "404 (Not Found)" not in text] == [], path
            page.close()
        context.close()
