"""Pages open with the server stopped, and the desk says calmly that it needs one."""

from http import HTTPStatus
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, expect

from tests.support.chromium import CONTROLLED, open_browser, until
from tests.support.static_server import StaticServer
from tests.support.visited import KEPT, ON_THIS_PHONE, RATE, START, complaints, visited


def test_opens_with_the_server_stopped(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server)
    found = complaints(page)
    server.stop()
    for path in ("/", "/rate", "/rate/", "/rate/ABC-1", "/?source=home", "/rate?order=ABC-1"):
        heading = RATE if "rate" in path else START
        page.goto(server.url + path)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.reload()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        expect(page.get_by_text(f"Offline. {ON_THIS_PHONE}")).to_be_visible()
    assert found == []


def test_opens_after_the_browser_was_restarted(playwright: Playwright, server: StaticServer, tmp_path: Path) -> None:
    first = open_browser(playwright, tmp_path / "profile")
    visited(first, server)
    server.stop()
    first.close()
    again = open_browser(playwright, tmp_path / "profile")
    try:
        for path, heading in (("/?source=home", START), ("/rate/ABC-1", RATE)):
            page = again.new_page()
            page.goto(server.url + path)
            expect(page.get_by_role("heading", name=heading)).to_be_visible()
    finally:
        again.close()


def test_moves_between_pages_with_the_server_stopped(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server)
    server.stop()
    page.get_by_role("link", name="Rate an order").click()
    expect(page.get_by_role("heading", name=RATE)).to_be_visible()


def test_pages_hydrate_without_a_complaint(context: BrowserContext, server: StaticServer) -> None:
    page = context.new_page()
    found = complaints(page)
    for path in ("/", "/rate", "/rate/ABC-1", "/admin"):
        page.goto(server.url + path)
        until(page, CONTROLLED)
        page.reload()
        expect(page.get_by_role("heading").first).to_be_visible()
    assert found == []


def test_keeps_the_shell_and_nothing_that_lives(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server)
    for call in (
        "fetch('/api/things')",
        "fetch('/sync/room')",
        "fetch('/api/things', {method: 'POST', body: '1'})",
    ):
        assert page.evaluate(f"{call}.then((it) => it.ok)")
    page.reload()
    kept = set(page.evaluate(KEPT))
    assert {"/", "/rate", "/__spa-fallback.html", "/offline.html", "/manifest.webmanifest"} <= kept
    assert [path for path in kept if path.startswith(("/api", "/sync", "/_event", "/metrics", "/admin"))] == []
    assert ("POST", "/api/things") in server.seen
    server.stop()
    assert page.evaluate("fetch('/api/things').then(() => 'answered', () => 'failed')") == "failed"


def test_desk_with_no_network_is_a_calm_page(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server)
    server.stop()
    page.goto(f"{server.url}/admin/feedback")
    expect(page.get_by_role("heading", name="This page needs the server")).to_be_visible()
    assert page.url == f"{server.url}/admin/feedback"
    expect(page.get_by_role("link", name="Start page")).to_have_attribute("href", "/")
    page.get_by_role("link", name="Rate an order").click()
    expect(page.get_by_role("heading", name=RATE)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="This page needs the server")).to_be_visible()
    server.start()
    page.goto(f"{server.url}/admin")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


def test_desk_behind_a_proxy_without_a_server_is_a_calm_page(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server)
    server.status = HTTPStatus.BAD_GATEWAY
    page.goto(f"{server.url}/admin")
    expect(page.get_by_role("heading", name="This page needs the server")).to_be_visible()


def test_can_be_installed(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server)
    devtools = context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{server.url}/manifest.webmanifest"
    errors = {each["errorId"] for each in devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    # Test profiles count as private windows; nothing else may stand in the way.
    assert errors <= {"in-incognito"}
