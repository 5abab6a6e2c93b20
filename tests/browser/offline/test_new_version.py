"""A new version waits until it is asked for, and never takes what is typed."""

import contextlib
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, expect

from tests.support.axe import violations
from tests.support.build import ROOT, next_version
from tests.support.chromium import open_browser, until
from tests.support.static_server import StaticServer
from tests.support.visited import (
    CACHES,
    COMMENT,
    KEPT,
    OFFER,
    RATE,
    RATE_NEXT,
    ROUTER,
    START,
    WORDS,
    new_version_waits,
    visited,
)


def test_new_version_waits_and_starts_when_asked(
    context: BrowserContext, server: StaticServer, next_pages: Path
) -> None:
    page = visited(context, server, "/rate")
    old = page.evaluate(CACHES)
    server.seen.clear()
    new_version_waits(page, server, next_pages)
    assert server.asked("/icons/icon-512.png") == 0, "an unchanged file was fetched again"
    expect(page.get_by_text(OFFER)).to_be_visible()
    assert violations(page) == []
    page.reload()
    expect(page.get_by_role("heading", name=RATE)).to_be_visible()
    page.get_by_role("button", name="Use it now").click()
    expect(page.get_by_role("heading", name=RATE_NEXT)).to_be_visible()
    until(page, f"{CACHES}.then((names) => names.length === 1 && names[0] !== '{old[0]}')")
    server.stop()
    page.reload()
    expect(page.get_by_role("heading", name=RATE_NEXT)).to_be_visible()


def test_new_version_can_wait_for_later(context: BrowserContext, server: StaticServer, next_pages: Path) -> None:
    page = visited(context, server, "/rate")
    new_version_waits(page, server, next_pages)
    page.get_by_role("button", name="Later").click()
    expect(page.get_by_text(OFFER)).to_have_count(0)
    page.reload()
    expect(page.get_by_text(OFFER)).to_be_visible()


def test_new_version_leaves_what_is_typed(context: BrowserContext, server: StaticServer, next_pages: Path) -> None:
    typing, idle = visited(context, server, "/rate"), context.new_page()
    idle.goto(f"{server.url}/")
    old_files = [path for path in typing.evaluate(KEPT) if path.startswith("/assets/")]
    typing.get_by_label(COMMENT).fill("Left with the neighbour")
    new_version_waits(typing, server, next_pages)
    expect(typing.get_by_label(COMMENT)).to_have_value("Left with the neighbour")
    with idle.expect_navigation():
        idle.get_by_role("button", name="Use it now").click()
    expect(idle.get_by_role("link", name="Rate your order")).to_be_visible()

    # The other tab goes on with its version, whose files are kept for it, and is offered the new one.
    typing.get_by_role("button", name="Use it now").click()
    expect(typing.get_by_text("The new version waits")).to_be_visible()
    assert violations(typing) == []
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
    context: BrowserContext, server: StaticServer, next_pages: Path
) -> None:
    typing, idle = visited(context, server, "/rate"), context.new_page()
    idle.goto(f"{server.url}/")
    typing.get_by_label(COMMENT).fill("Left with the neighbour")
    typing.get_by_role("radio", name="4, Good").check(force=True)
    new_version_waits(typing, server, next_pages)
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
    context: BrowserContext, server: StaticServer, next_pages: Path
) -> None:
    page = visited(context, server, "/rate")
    page.evaluate("document.querySelector('main').dataset.unsaved = 'true'")
    new_version_waits(page, server, next_pages)
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
    context: BrowserContext, server: StaticServer, next_pages: Path
) -> None:
    page = visited(context, server, "/rate")
    server.folder = next_pages
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
