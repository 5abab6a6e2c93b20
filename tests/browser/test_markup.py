"""Whatever people write is text on every page that shows it: no markup of theirs becomes a part of the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.entries import record
from tests.support.server import Server, running_server

MARK = "PWNED"
RUNS = f"window.{MARK}=1"
MARKUP = f"<img src=x onerror='{RUNS}'><script>{RUNS}</script>\"'><svg onload={RUNS}>{MARK}"
LINK = f"javascript:{RUNS}"
# The pages of the desk, and what is to be seen on each before it is looked at.
DESK = (
    "/admin",
    "/admin/feedback",
    f"/admin/feedback?q={MARK}",
    "/admin/inbox",
    "/admin/publishing",
    "/admin/devices",
    "/admin/quarantine",
    "/admin/privacy",
    "/admin/audit",
    "/admin/people",
    "/admin/account",
    "/admin/orders/sheet",
)
# Where what people wrote, or called themselves, is shown at once.
SHOWN = ("/admin/feedback", "/admin/inbox", "/admin/publishing", "/admin/devices", "/admin/quarantine")
PHONE = (
    "/queue",
    f"/rate/%3Cimg%20src=x%20onerror=window.{MARK}=1%3E?courier=%22%3E%3Csvg%20onload=window.{MARK}=1%3E",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server"), SMALLEST_GROUP="1") as started:
        yield started


def bring(server: Server) -> None:
    with server.client() as web:
        device = web.post("/api/devices", json={"name": MARKUP[:80]}).json()
        headers = {"Authorization": f"Bearer {device['token']}"}
        for comment in (MARKUP, LINK):
            fields = {"comment": comment, "reasons": [MARKUP[:60], LINK[:30]], "deviceId": LINK[:30]}
            said = record(needsFollowUp=True, contact=MARKUP[:200], publishConsent=True, **fields)
            assert web.post("/api/feedback", json=said, headers=headers).status_code == 201
        other = {**said, "comment": f"{MARKUP} again"}
        assert web.post("/api/feedback", json=other, headers=headers).status_code == 409


def harmless(page: Page) -> None:
    assert page.evaluate(f"window.{MARK} === undefined")
    assert page.locator("img[src='x'], [onerror], [onload], a[href^='javascript:']").count() == 0


def test_nothing_that_people_write_is_markup(server: Server, browser: Browser) -> None:
    bring(server)
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(server.sign_in_link())
    page.wait_for_url("**/admin")
    for path in DESK:
        page.goto(server.url + path)
        expect(page.get_by_role("main")).to_be_visible()
        if path.startswith(SHOWN):
            expect(page.get_by_text(MARK).first).to_be_visible()
            page.get_by_text(MARK).first.click()
        harmless(page)
    for path in PHONE:
        page.goto(server.url + path)
        expect(page.get_by_role("main")).to_be_visible()
        harmless(page)
    context.close()
