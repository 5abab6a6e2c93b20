"""Devices that belong to people: what waits goes when somebody has signed in with Clerk, and not before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.support.axe import violations
from tests.support.build import ROOT, WITH_CLERK, pages_with_clerk
from tests.support.clerk import ClerkServer, clerk_server, key_pair
from tests.support.my_feedback import my_feedback
from tests.support.sending import SENT, arrived, eventually, phone, rate, rate_again, rows, visit
from tests.support.server import Server, running_server

KEY = key_pair("ours")
# Its page is called as the program calls itself: a token is good for that page alone.
AT = "http://localhost"


@pytest.fixture(scope="module")
def clerk() -> Iterator[ClerkServer]:
    with clerk_server(KEY, kept=ROOT / WITH_CLERK / "clerk-port") as started:
        yield started


@pytest.fixture
def server(clerk: ClerkServer, tmp_path: Path) -> Iterator[Server]:
    clerk.broken = False
    settings = pages_with_clerk(clerk.publishable_key)
    folder = tmp_path / "server"
    folder.mkdir()
    with running_server(folder, **settings) as started:
        yield started


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = phone(playwright, tmp_path / "profile")
    yield opened
    opened.close()


def rating_page(context: BrowserContext, server: Server) -> Page:
    return visit(context, f"{AT}:{server.port}")


def test_what_waits_goes_when_somebody_signs_in(context: BrowserContext, server: Server) -> None:
    page = rating_page(context, server)
    rate(page, "A-1")
    expect(page.get_by_text("It will be sent when you have signed in.")).to_be_visible()
    expect(page.get_by_text("One saved on this phone. Sign in to send it.")).to_be_visible()
    mine = my_feedback(page)
    expect(mine.get_by_text("What waits here is sent when you have signed in.")).to_be_visible()
    expect(mine.get_by_role("button", name="Send now")).to_have_count(0)
    assert violations(mine) == []
    assert arrived(server) == set()
    # The other tab leads, and its Clerk hears nothing of this.
    mine.get_by_role("main").get_by_role("button", name="Sign in").click()
    eventually(mine, SENT)
    expect(mine.get_by_role("button", name="Sign in")).to_have_count(0)
    mine.close()
    page.bring_to_front()
    rate_again(page, "A-2")
    eventually(page, "last.pending === 0")
    page.reload()
    rate(page, "A-3")
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 3
    assert rows(server, "select count(*) from principal where kind = 'device'") == [(1,)]
    # Nothing of it was an alarm.
    assert page.evaluate("errors") == []


def test_somebody_who_is_signed_in_is_asked_for_nothing(context: BrowserContext, server: Server) -> None:
    page = rating_page(context, server)
    page.evaluate("Clerk.load().then(() => Clerk.openSignIn())")
    rate(page)
    eventually(page, SENT)
    assert page.evaluate("errors") == []


def test_the_status_bar_opens_the_dialog(context: BrowserContext, server: Server) -> None:
    page = rating_page(context, server)
    rate(page)
    page.get_by_role("button", name="Sign in").click()
    eventually(page, SENT)
    expect(page.get_by_role("button", name="Sign in")).to_have_count(0)


def test_while_clerk_cannot_be_reached_feedback_waits_and_goes_afterwards(
    context: BrowserContext, server: Server, clerk: ClerkServer
) -> None:
    page = rating_page(context, server)
    page.evaluate("Clerk.load().then(() => Clerk.openSignIn())")
    clerk.broken = True
    page.reload()
    rate(page)
    expect(page.get_by_text("It will be sent when you are back online.")).to_be_visible()
    mine = my_feedback(page)
    expect(mine.get_by_text("The server doesn't answer. We go on trying.")).to_be_visible()
    expect(mine.get_by_role("button", name="Sign in")).to_have_count(0)
    assert (mine.evaluate("last.pending"), mine.evaluate("errors")) == (1, [])
    assert arrived(server) == set()
    clerk.broken = False
    eventually(mine, SENT)
    assert mine.evaluate("errors") == []
    assert len(arrived(server)) == 1
