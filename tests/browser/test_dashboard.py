"""The dashboard and the feedback list, through the real server and browser, as each role."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.access.principals import Role
from app.build.node import node_environment
from tests.support.axe import violations
from tests.support.entries import record
from tests.support.server import ROOT, Server, running_server
from tests.support.visitors import open_page, session_of

ORDERS = 400
WITHIN_MILLISECONDS = 1500
NUMBER = re.compile(r"[\d,]+")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as started:
        subprocess.run(
            [sys.executable, "-m", "app", "demo", "--orders", str(ORDERS)],
            cwd=ROOT, env={**node_environment(), **started.settings}, check=True, capture_output=True,
        )  # fmt: skip
        yield started


@pytest.fixture(params=Role)
def visitor(request: pytest.FixtureRequest, server: Server, browser: Browser) -> tuple[Role, str]:
    role: Role = request.param
    return role, session_of(server, role)


@pytest.fixture
def admin(server: Server) -> str:
    return session_of(server, Role.ADMIN)


def count_shown(page: Page) -> int:
    figure = page.get_by_role("list", name="Figures").get_by_role("listitem").first.get_by_role("link")
    text = figure.locator("span").nth(1).inner_text()
    return int(text.replace(",", ""))


def test_each_role_sees_the_figures_and_what_it_may_do(
    server: Server, browser: Browser, visitor: tuple[Role, str]
) -> None:
    role, token = visitor
    page = open_page(browser, server, token)
    page.goto(f"{server.url}/admin?period=90")
    expect(page.get_by_role("list", name="Figures")).to_be_visible()
    expect(page.get_by_role("heading", name="What drives low ratings")).to_be_visible()
    # What the charts show is there for screen readers, too.
    expect(page.get_by_role("table", name="Feedback per day").get_by_role("row")).to_have_count(91)
    expect(page.get_by_role("button", name="Remove sample data")).to_have_count(1 if role is Role.ADMIN else 0)
    # Whoever may do everything sees everything.
    if role is Role.ADMIN:
        assert violations(page) == []
    page.goto(f"{server.url}/admin/feedback")
    expect(page.get_by_role("table", name="Feedback").get_by_role("row").nth(5)).to_be_visible()
    works = role is not Role.VIEWER
    expect(page.get_by_role("checkbox", name="Choose all on this page")).to_have_count(1 if works else 0)
    expect(page.get_by_text("Export", exact=True)).to_have_count(1 if works else 0)
    if role is Role.ADMIN:
        assert violations(page) == []
    page.context.close()


def test_feedback_shows_by_itself_while_nobody_touches_the_page(server: Server, browser: Browser, admin: str) -> None:
    looking, other = (open_page(browser, server, admin) for _ in range(2))
    looking.goto(f"{server.url}/admin")
    looking.wait_for_load_state("networkidle")
    before = count_shown(looking)
    other.goto(f"{server.url}/admin/account")
    answer = other.request.post(
        f"{server.url}/api/feedback",
        data=record(comment="The doorbell sang", rating=2),
        headers={"Origin": server.url},
    )
    assert answer.status == 201, answer.text()
    expect(looking.get_by_text("The doorbell sang")).to_be_visible(timeout=WITHIN_MILLISECONDS)
    assert count_shown(looking) == before + 1
    for page in (looking, other):
        page.context.close()


def test_filters_stand_in_the_address_and_lead_to_the_same_rows(server: Server, browser: Browser, admin: str) -> None:
    page = open_page(browser, server, admin)
    page.goto(f"{server.url}/admin?period=90")
    everything = count_shown(page)
    page.get_by_label("Rating", exact=True).select_option("1")
    expect(page).to_have_url(f"{server.url}/admin?period=90&rating=1")
    expect(page.get_by_role("list", name="Figures")).not_to_contain_text(f"{everything:,}")
    few = count_shown(page)
    assert 0 < few < everything
    page.get_by_role("list", name="Figures").get_by_role("link").first.click()
    expect(page).to_have_url(f"{server.url}/admin/feedback?period=90&rating=1")
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text(f"of {few}")
    expect(page.get_by_label("Rating", exact=True)).to_have_value("1")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{server.url}/admin?period=90")
    expect(page.get_by_label("Rating", exact=True)).to_have_value("")
    page.context.close()


def test_list_is_searched_sorted_paged_and_flagged(server: Server, browser: Browser, admin: str) -> None:
    page = open_page(browser, server, admin)
    page.goto(f"{server.url}/admin/feedback?period=365")
    pages = page.get_by_role("navigation", name="Pages")
    expect(pages).to_contain_text("1 to 50")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(pages).to_contain_text("51 to 100")
    page.get_by_role("button", name="Previous", exact=True).click()
    expect(pages).to_contain_text("1 to 50")
    page.get_by_label("Order", exact=True).select_option("worst")
    expect(page.get_by_role("row").nth(1).get_by_role("img", name="1 star")).to_be_visible()
    page.get_by_label("Search comments and orders").fill("windo")
    expect(page).to_have_url(re.compile("q=windo"))
    expect(page.get_by_role("row").nth(1)).to_contain_text("window")
    page.get_by_text("Save this filter").click()
    page.get_by_label("Name of this filter").fill("Windows")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("list", name="Saved filters").get_by_role("link", name="Windows")).to_be_visible()
    page.get_by_role("row").nth(1).get_by_role("checkbox").click()
    page.get_by_role("button", name="Flag for follow-up").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Follow-up")
    page.get_by_role("row").nth(1).get_by_role("button").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Received and in the database")
    expect(panel).to_contain_text("flagged feedback for follow-up")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.context.close()


def test_export_holds_what_is_filtered(server: Server, browser: Browser, admin: str) -> None:
    page = open_page(browser, server, admin)
    page.goto(f"{server.url}/admin/feedback?period=365&rating=2&q=late")
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="JSONL").click()
    rows = Path(download.value.path()).read_text().splitlines()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text(f"of {len(rows)}") if rows else None
    page.context.close()


def test_empty_desk_is_filled_and_emptied_by_a_button(tmp_path: Path, browser: Browser) -> None:
    with running_server(tmp_path) as server:
        page = open_page(browser, server, session_of(server, Role.ADMIN))
        page.goto(f"{server.url}/admin")
        page.get_by_role("button", name="Fill with sample data").click()
        expect(page.get_by_role("list", name="Figures")).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Remove sample data").click()
        expect(page.get_by_text("No feedback yet")).to_be_visible(timeout=60_000)
        page.context.close()
