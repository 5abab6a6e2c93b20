"""What the server tells a phone to mend is mended at once; only what that doesn't help waits."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.support.build import built_pages
from tests.support.chromium import PHONE, until
from tests.support.sending import LISTEN, rate, soon
from tests.support.static_server import StaticServer, serving

# Each wait is as long as it may be: 1, 2, 4 and 8 seconds.
LONGEST = "Math.random = () => 0.999;"
FAILURES = 2
DEVICE = {"deviceId": "a", "room": "room", "token": "first", "expiresAt": "2036-01-01T00:00:00Z"}


@pytest.fixture
def pages() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        # Sockets are refused, so that each try ends with an exchange over HTTP.
        running.socket_up = False
        yield running


@pytest.fixture
def page(browser: Browser, pages: StaticServer) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    context.add_init_script(LISTEN + LONGEST)
    page = context.new_page()
    page.goto(f"{pages.url}/rate")
    until(page, "last.pending === 0")
    yield page
    context.close()


class Tries:
    """Answers each try with the next status, the last one from then on, and notes when it came."""

    def __init__(self, page: Page, *statuses: int) -> None:
        self.at: list[float] = []
        self._statuses = statuses
        page.route("**/api/devices", lambda route: route.fulfill(status=201, json=DEVICE))
        page.route("**/api/devices/refresh", self._renewed)
        page.route("**/api/sync/**", self._answer)
        self.renewals = 0

    def _renewed(self, route: Route) -> None:
        self.renewals += 1
        route.fulfill(status=200, json={**DEVICE, "token": f"renewed-{self.renewals}"})

    def _answer(self, route: Route) -> None:
        status = self._statuses[min(len(self.at), len(self._statuses) - 1)]
        self.at.append(time.monotonic())
        route.fulfill(status=status, json={"error": "refused", "detail": "No."})

    @property
    def waits(self) -> list[float]:
        return [later - earlier for earlier, later in zip(self.at, self.at[1:], strict=False)]


def test_the_first_mend_goes_at_once_and_only_a_repeated_one_waits(page: Page) -> None:
    tries = Tries(page, *[503] * FAILURES, 401)
    rate(page)
    soon(page, lambda: len(tries.at) > FAILURES + 2)
    grown, at_once, again = tries.waits[FAILURES - 1 : FAILURES + 2]
    # The wait that would have followed is twice the one before.
    assert at_once < grown
    assert again > grown
    assert tries.renewals >= 2
    assert page.evaluate("last.pending") == 1
