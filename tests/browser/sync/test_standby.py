"""The connection's code comes when something waits, and nothing is lost or blocked while it can't be had."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.support.build import built_pages
from tests.support.chromium import CONTROLLED, PHONE, until
from tests.support.sending import LISTEN, SAVED, rate, rate_again, soon
from tests.support.static_server import StaticServer, serving

# The chunk's name as the build gives it.
CODE = "**/assets/uplink-*.js"


@pytest.fixture
def pages() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


class Phone:
    """A phone that keeps no page for use with no network: whatever is missing is asked of the server."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
        self.context.add_init_script(LISTEN)
        # The first thing that a connection wants; it comes no further than here.
        self.context.route("**/api/devices", self._answer)
        self.tries = 0
        self.page = self.context.new_page()
        self.page.goto(f"{url}/rate")
        until(self.page, "last.pending === 0")

    def _answer(self, route: Route) -> None:
        self.tries += 1
        route.fulfill(status=503, json={"error": "unavailable", "detail": "Not now."})


@pytest.fixture
def bare(browser: Browser, pages: StaticServer) -> Iterator[Phone]:
    phone = Phone(browser, pages.url)
    yield phone
    phone.context.close()


def has_code(page: Page) -> bool:
    found: bool = page.evaluate("performance.getEntriesByType('resource').some(({ name }) => /uplink-/.test(name))")
    return found


def test_a_visit_without_a_record_loads_no_connection(bare: Phone) -> None:
    page = bare.page
    page.wait_for_load_state("networkidle")
    assert not has_code(page)
    assert bare.tries == 0
    rate(page)
    soon(page, lambda: bare.tries > 0)
    assert has_code(page)
    # On the next visit something waits from the beginning.
    before = bare.tries
    page.reload()
    soon(page, lambda: bare.tries > before)
    assert page.evaluate("last.pending") == 1


@pytest.mark.parametrize("missing", ["no network", "another version"])
def test_records_are_saved_while_the_code_cannot_be_had_and_go_when_it_can(bare: Phone, missing: str) -> None:
    page = bare.page

    def withheld(route: Route) -> None:
        if missing == "no network":
            route.abort()
        else:
            route.fulfill(status=404, content_type="text/html", body="<h1>Not here any more</h1>")

    bare.context.route(CODE, withheld)
    rate(page, "A-1")
    rate_again(page, "A-2")
    until(page, "last.pending === 2")
    assert page.evaluate("errors") == []
    assert bare.tries == 0
    bare.context.unroute(CODE)
    page.evaluate("dispatchEvent(new Event('online'))")
    soon(page, lambda: bare.tries > 0)
    assert page.evaluate("last.pending") == 2


def test_a_page_that_is_kept_has_the_code_with_no_network(context: BrowserContext, pages: StaticServer) -> None:
    page = context.new_page()
    page.goto(f"{pages.url}/rate")
    until(page, CONTROLLED)
    pages.stop()
    page.reload()
    until(page, "last.pending === 0")
    assert not has_code(page)
    rate(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    soon(page, lambda: has_code(page))
    assert page.evaluate("errors") == []
