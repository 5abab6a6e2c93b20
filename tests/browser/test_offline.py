"""Doorstep opens with no network, updates without losing what is typed, and says quietly where it stands."""

import contextlib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.support.build import ROOT, built_pages, next_version
from tests.support.chromium import open_browser, until
from tests.support.static_server import StaticServer, serving

CONTROLLED = "navigator.serviceWorker?.controller?.state === 'activated'"
WAITING = "navigator.serviceWorker.getRegistration().then((it) => it?.waiting?.state === 'installed')"
CACHES = "caches.keys().then((names) => names.filter((name) => name.startsWith('doorstep-')))"
KEPT = """
caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
  .then((lists) => lists.flat().map((request) => new URL(request.url).pathname))
"""
ROUTER = "!!window.__reactRouterDataRouter?.state.initialized"
START = "Rate a delivery, even with no signal"
RATE = "Rate your delivery"
RATE_NEXT = "Rate this delivery"
COMMENT = "Anything else?"
OFFER = "A new version is ready."
WORDS = {"Rate an order": "Rate your order", RATE: RATE_NEXT}
LIVE = "Live view is reconnecting. What you see may be some seconds old."
ON_THIS_PHONE = "What you enter is kept on this phone."


@pytest.fixture(scope="module")
def pages() -> Path:
    return built_pages()


@pytest.fixture
def server(pages: Path) -> Iterator[StaticServer]:
    with serving(pages) as running:
        yield running


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = open_browser(playwright, tmp_path / "profile")
    yield opened
    with contextlib.suppress(Exception):
        opened.close()


def complaints(page: Page) -> list[str]:
    """What the console reports from now on, but for requests that a stopped server can't answer."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "console",
        lambda message: (
            found.append(message.text)
            if message.type == "error" and "net::ERR_" not in message.text and "status of" not in message.text
            else None
        ),
    )
    return found


def visited(context: BrowserContext, server: StaticServer, path: str = "/") -> Page:
    """A page after the first visit, kept for later."""
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(server.url + path)
    until(page, CONTROLLED)
    return page


def new_version_waits(page: Page, server: StaticServer, folder: Path) -> None:
    server.folder = folder
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
    until(page, WAITING)


@pytest.mark.parametrize("path", ["/", "/rate", "/rate/", "/rate/ABC-1", "/?source=home", "/rate?order=ABC-1"])
def test_opens_with_the_server_stopped(context: BrowserContext, server: StaticServer, path: str) -> None:
    page = visited(context, server)
    found = complaints(page)
    server.stop()
    page.goto(server.url + path)
    heading = RATE if "rate" in path else START
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text(f"Offline. {ON_THIS_PHONE}")).to_be_visible()
    assert found == []


def test_opens_after_the_browser_was_restarted(
    playwright: Playwright, server: StaticServer, tmp_path: Path, context: BrowserContext
) -> None:
    visited(context, server)
    server.stop()
    context.close()
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


def test_new_version_waits_and_starts_when_asked(
    context: BrowserContext, server: StaticServer, pages: Path, tmp_path: Path
) -> None:
    page = visited(context, server, "/rate")
    old = page.evaluate(CACHES)
    server.seen.clear()
    new_version_waits(page, server, next_version(pages, tmp_path / "B", WORDS))
    assert server.asked("/icons/icon-512.png") == 0, "an unchanged file was fetched again"
    expect(page.get_by_text(OFFER)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=RATE)).to_be_visible()
    page.get_by_role("button", name="Use it now").click()
    expect(page.get_by_role("heading", name=RATE_NEXT)).to_be_visible()
    until(page, f"{CACHES}.then((names) => names.length === 1 && names[0] !== '{old[0]}')")
    server.stop()
    page.reload()
    expect(page.get_by_role("heading", name=RATE_NEXT)).to_be_visible()


def test_new_version_can_wait_for_later(
    context: BrowserContext, server: StaticServer, pages: Path, tmp_path: Path
) -> None:
    page = visited(context, server, "/rate")
    new_version_waits(page, server, next_version(pages, tmp_path / "B", WORDS))
    page.get_by_role("button", name="Later").click()
    expect(page.get_by_text(OFFER)).to_have_count(0)
    page.reload()
    expect(page.get_by_text(OFFER)).to_be_visible()


def test_new_version_leaves_what_is_typed(
    context: BrowserContext, server: StaticServer, pages: Path, tmp_path: Path
) -> None:
    typing, idle = visited(context, server, "/rate"), context.new_page()
    idle.goto(f"{server.url}/")
    old_files = [path for path in typing.evaluate(KEPT) if path.startswith("/assets/")]
    typing.get_by_label(COMMENT).fill("Left with the neighbour")
    new_version_waits(typing, server, next_version(pages, tmp_path / "B", WORDS))
    expect(typing.get_by_label(COMMENT)).to_have_value("Left with the neighbour")
    with idle.expect_navigation():
        idle.get_by_role("button", name="Use it now").click()
    expect(idle.get_by_role("link", name="Rate your order")).to_be_visible()

    # The other tab goes on with its version, whose files are kept for it, and is offered the new one.
    typing.get_by_role("button", name="Use it now").click()
    expect(typing.get_by_text("The new version waits")).to_be_visible()
    expect(typing.get_by_label(COMMENT)).to_have_value("Left with the neighbour")
    expect(typing.get_by_role("heading", name=RATE)).to_be_visible()
    idle.reload()
    expect(idle.get_by_role("link", name="Rate your order")).to_be_visible()
    assert len(idle.evaluate(CACHES)) == 2
    for path in old_files:
        assert typing.evaluate(f"fetch('{path}').then((it) => it.ok)"), f"{path} is gone while a tab needs it"

    typing.get_by_label(COMMENT).fill("")
    typing.get_by_role("button", name="Use it now").click()
    expect(typing.get_by_role("heading", name=RATE_NEXT)).to_be_visible()
    until(typing, f"{CACHES}.then((names) => names.length === 1)")


def test_new_version_finds_the_half_filled_form_of_the_old_one(
    context: BrowserContext, server: StaticServer, pages: Path, tmp_path: Path
) -> None:
    typing, idle = visited(context, server, "/rate"), context.new_page()
    idle.goto(f"{server.url}/")
    typing.get_by_label(COMMENT).fill("Left with the neighbour")
    typing.get_by_role("radio", name="4, Good").check(force=True)
    new_version_waits(typing, server, next_version(pages, tmp_path / "B", WORDS))
    typing.close()
    with idle.expect_navigation():
        idle.get_by_role("button", name="Use it now").click()
    until(idle, f"{CACHES}.then((names) => names.length === 1)")
    idle.goto(f"{server.url}/rate")
    expect(idle.get_by_role("heading", name=RATE_NEXT)).to_be_visible()
    expect(idle.get_by_text("We kept what you had begun.")).to_be_visible()
    expect(idle.get_by_label(COMMENT)).to_have_value("Left with the neighbour")
    expect(idle.get_by_role("radio", name="4, Good")).to_be_checked()


def test_new_version_spares_a_form_that_says_it_is_begun(
    context: BrowserContext, server: StaticServer, pages: Path, tmp_path: Path
) -> None:
    page = visited(context, server, "/rate")
    page.evaluate("document.querySelector('main').dataset.unsaved = 'true'")
    new_version_waits(page, server, next_version(pages, tmp_path / "B", WORDS))
    page.get_by_role("button", name="Use it now").click()
    expect(page.get_by_text("The new version waits")).to_be_visible()
    expect(page.get_by_role("heading", name=RATE)).to_be_visible()


def test_installation_that_fails_leaves_the_old_version(
    context: BrowserContext, server: StaticServer, pages: Path, tmp_path: Path
) -> None:
    page = visited(context, server, "/rate")
    before = page.evaluate(CACHES)
    server.broken = frozenset({"/__spa-fallback.html"})
    server.folder = next_version(pages, tmp_path / "B", {**WORDS, "<body>": '<body class="b">'})
    page.evaluate("""() => navigator.serviceWorker.getRegistration().then((it) => it.update()).then((it) =>
      new Promise((resolve) => {
        const worker = it.installing;
        worker.addEventListener("statechange", () => worker.state === "redundant" && resolve());
      }))""")
    assert page.evaluate(CACHES) == before
    server.stop()
    page.reload()
    expect(page.get_by_role("heading", name=RATE)).to_be_visible()


def test_content_of_another_build_is_refused(context: BrowserContext, server: StaticServer, tmp_path: Path) -> None:
    server.folder = next_version(server.folder, tmp_path / "B", WORDS)
    page = server.folder / "rate" / "index.html"
    page.write_text(page.read_text().replace(RATE_NEXT, "Sign in to this Wi-Fi"))
    tab = context.new_page()
    # Installation begins after the page has loaded; its end is the worker's end.
    tab.add_init_script("""
      const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
      navigator.serviceWorker.register = async (...its) => {
        const registration = await register(...its);
        const worker = registration.installing;
        worker.addEventListener("statechange", () => { window.refused = worker.state === "redundant"; });
        return registration;
      };
    """)
    tab.goto(server.url)
    until(tab, "window.refused")
    assert tab.evaluate(CACHES) == []


def test_server_of_another_version_makes_the_page_look_for_it(
    context: BrowserContext, server: StaticServer, pages: Path, tmp_path: Path
) -> None:
    page = visited(context, server, "/rate")
    server.folder = next_version(pages, tmp_path / "B", WORDS)
    page.evaluate("window.dispatchEvent(new CustomEvent('doorstep:version', {detail: {}}))")
    expect(page.get_by_text(OFFER)).to_be_visible()


def test_code_that_cannot_be_loaded_reloads_no_page_with_typing(
    playwright: Playwright, server: StaticServer, tmp_path: Path
) -> None:
    # Without a worker, as in a browser that refuses one: every page's code comes over the network.
    with contextlib.closing(open_browser(playwright, tmp_path / "plain", service_workers="block")) as context:
        page = context.pages[0]
        page.goto(f"{server.url}/rate")
        server.broken = frozenset(f"/assets/{file.name}" for file in server.folder.glob("assets/_index-*.js"))
        go = "void window.__reactRouterDataRouter.navigate('/')"
        until(page, ROUTER)
        with page.expect_event("load"):
            page.evaluate(go)
        until(page, ROUTER)
        page.get_by_label(COMMENT).fill("Left with the neighbour")
        loads = server.asked("/rate")
        with page.expect_console_message(lambda message: "Error loading route module" in message.text):
            page.evaluate(go)
        expect(page.get_by_label(COMMENT)).to_have_value("Left with the neighbour")
        server.broken = frozenset()
        expect(page.get_by_role("heading", name=START)).to_be_visible()
        assert server.asked("/rate") == loads


def test_worker_without_a_build_retires(context: BrowserContext, server: StaticServer, tmp_path: Path) -> None:
    page = visited(context, server)
    server.folder = next_version(server.folder, tmp_path / "dev", WORDS)
    (server.folder / "service-worker.js").write_text((ROOT / "assets" / "service-worker.js").read_text())
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
    until(page, f"{CACHES}.then((names) => names.length === 0)")
    page.reload()
    expect(page.get_by_role("link", name="Rate your order")).to_be_visible()
    assert page.evaluate(CACHES) == []


@pytest.mark.parametrize(
    ("path", "http_up", "socket_up", "says"),
    [
        ("/", True, True, ""),
        ("/", True, False, ""),
        ("/", False, True, f"Offline. {ON_THIS_PHONE}"),
        ("/", False, False, f"Offline. {ON_THIS_PHONE}"),
        ("/admin", True, True, ""),
        ("/admin", True, False, LIVE),
        (
            "/admin",
            False,
            True,
            "The server answers only in part. What you see is live, but some actions may fail.",
        ),
        ("/admin", False, False, "Offline. What you see is from the last connection."),
    ],
)
def test_connection_line(
    context: BrowserContext, server: StaticServer, path: str, http_up: bool, socket_up: bool, says: str
) -> None:
    server.http_up, server.socket_up = http_up, socket_up
    page = context.new_page()
    page.goto(server.url + path)
    line = page.locator("[data-connection]")
    # Pages that don't need the live connection never ask for it.
    live = str(socket_up).lower() if path == "/admin" else "undefined"
    until(page, f"window.doorstepSocket === {live}")
    expect(line).to_have_text(says)
    assert line.get_attribute("role") == "status"
    assert line.get_attribute("aria-live") == "polite"
    # It is what it is once everything had the time to be told.
    until(page, "performance.now() > 3000")
    expect(line).to_have_text(says)
    assert page.locator("body > :not(script):not([hidden])").get_by_text("Cannot connect").count() == 0


def test_connection_line_does_not_flash_at_the_start(context: BrowserContext, server: StaticServer) -> None:
    server.socket_up = False
    page = context.new_page()
    page.add_init_script("""
      new MutationObserver(() => {
        const said = document.querySelector("[data-connection]")?.textContent;
        if (said) window.spokeAt ??= performance.now();
      }).observe(document, { childList: true, subtree: true, characterData: true });
    """)
    page.goto(f"{server.url}/admin")
    expect(page.get_by_text(LIVE)).to_be_visible()
    assert page.evaluate("window.spokeAt") >= 1000


def test_connection_line_follows_the_server(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server, "/admin")
    line = page.locator("[data-connection]")
    until(page, "window.doorstepSocket === true")
    server.stop()
    expect(line).to_have_text("Offline. What you see is from the last connection.")
    server.start()
    expect(line).to_have_text("", timeout=20_000)


def test_can_be_installed(context: BrowserContext, server: StaticServer) -> None:
    page = visited(context, server)
    devtools = context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{server.url}/manifest.webmanifest"
    errors = {each["errorId"] for each in devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    # Test profiles count as private windows; nothing else may stand in the way.
    assert errors <= {"in-incognito"}
