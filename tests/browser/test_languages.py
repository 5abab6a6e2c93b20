"""The pages in the visitor's language: from the first thing drawn, with no server, in every tab, in both directions."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from app.languages.delivery import file
from tests.support.axe import violations
from tests.support.build import built_pages
from tests.support.chromium import CONTROLLED, PHONE, until
from tests.support.static_server import StaticServer, serving

PAGES = {
    "/": "Lieferungen bewerten, auch ohne Netz",
    "/rate": "Bewerten Sie Ihre Lieferung",
    "/rate/A-1042?courier=7": "Bewerten Sie Ihre Lieferung",
    "/sign-in": "Anmelden",
    "/no/such/page": "Diese Seite gibt es nicht",
    "/offline.html": "Diese Seite braucht den Server",
}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


@pytest.fixture
def german(browser: Browser) -> Iterator[BrowserContext]:
    """A phone whose browser asks for German first."""
    opened = browser.new_context(viewport=PHONE, locale="de-AT", service_workers="block")  # type: ignore[arg-type]
    yield opened
    opened.close()


def choose(page: Page, language: str) -> None:
    page.locator("footer select").select_option(language)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_the_browsers_language(german: BrowserContext, server: StaticServer, path: str) -> None:
    page = german.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server.url + path)
    expect(page.get_by_role("heading", name=PAGES[path], level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == "de"
    if path != "/offline.html":
        expect(page.locator("footer select")).to_have_value("de")
    # React would say so if what was drawn were anything else than what it draws.
    assert errors == []
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == 0


@pytest.mark.parametrize(("locale", "heading"), [("fr-CA", "Évaluez votre livraison"), ("es-MX", "Valore su entrega")])
def test_rating_in_the_other_languages(browser: Browser, server: StaticServer, locale: str, heading: str) -> None:
    context = browser.new_context(viewport=PHONE, locale=locale, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server.url}/rate")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == 0
    context.close()


def test_the_first_thing_drawn_is_in_the_language(german: BrowserContext, server: StaticServer) -> None:
    page = german.new_page()
    page.route(re.compile(r"/assets/(?!door-texts).*\.js"), lambda route: route.abort())
    page.goto(f"{server.url}/rate")
    expect(page.get_by_role("heading", name=PAGES["/rate"])).to_be_visible()
    expect(page.get_by_text("Senden").first).to_be_attached()
    shown = page.locator("body").inner_text()
    assert not {"Order number", "Send", "Tap a star"} & set(shown.splitlines())


def test_a_choice_counts_at_once_everywhere_and_is_remembered(browser: Browser, server: StaticServer) -> None:
    context = browser.new_context(locale="en-GB", service_workers="block")
    page, other = context.new_page(), context.new_page()
    for each in (page, other):
        each.goto(f"{server.url}/rate")
        expect(each.locator("footer select")).to_have_value("en")
    page.get_by_label("Anything else?").fill("half a sen")
    choose(page, "de")
    expect(page.get_by_label("Möchten Sie noch etwas sagen?")).to_have_value("half a sen")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page).to_have_title("Lieferung bewerten · Doorstep")
    expect(other.get_by_role("heading", name=PAGES["/rate"])).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=PAGES["/rate"])).to_be_visible()
    choose(page, "en")
    expect(page.get_by_role("heading", name="Rate your delivery")).to_be_visible()
    context.close()


def test_a_choice_works_with_no_network(browser: Browser, server: StaticServer) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.url}/rate")
    until(page, CONTROLLED)
    context.set_offline(True)
    choose(page, "de")
    expect(page.get_by_role("heading", name=PAGES["/rate"])).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=PAGES["/rate"])).to_be_visible()
    context.close()


def test_what_goes_wrong_is_said_in_the_language(german: BrowserContext, server: StaticServer) -> None:
    page = german.new_page()
    page.goto(f"{server.url}/rate")
    page.wait_for_load_state("networkidle")
    page.evaluate("addEventListener('jazz:error', (event) => { window.heard = event.detail; })")
    page.get_by_role("button", name="Senden").click()
    expect(page.get_by_text("Um welche Bestellung geht es?")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="Etwas fehlt oder stimmt nicht.")).to_be_visible()
    assert page.evaluate("heard.message").startswith("Etwas fehlt")


def from_right_to_left(route: Route) -> None:
    """German's texts, said to be of a language that is written from right to left."""
    content = file("de", "door").content
    route.fulfill(body=content.replace('"de","ltr"', '"ar","rtl"'), content_type="text/javascript; charset=utf-8")


@pytest.mark.parametrize("path", ["/", "/rate"])
def test_pages_stand_the_other_way_round(german: BrowserContext, server: StaticServer, path: str) -> None:
    page = german.new_page()
    page.route("**/door-texts-de.*", from_right_to_left)
    page.goto(server.url + path)
    expect(page.get_by_role("heading", name=PAGES[path])).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    middle = PHONE["width"] / 2
    home = page.get_by_role("link", name="Doorstep").bounding_box()
    assert home is not None
    assert home["x"] > middle
    assert page.evaluate(TOO_WIDE) == 0
    assert json.loads(page.evaluate("JSON.stringify([document.dir])")) == ["rtl"]
    assert violations(page) == []
