"""Chromium's own offer to put Doorstep on the home screen, and where a person finds it."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.support.axe import violations
from tests.support.chromium import CONTROLLED, open_browser, until
from tests.support.static_server import StaticServer

# It would wait until somebody has been here for a while.
AT_ONCE = "--bypass-app-banner-engagement-checks"
# The browser looks at the page in its own time before it offers anything.
PATIENCE_MS = 30_000
APPLE = "Object.defineProperty(navigator, 'standalone', { value: false })"


def test_the_landing_offers_to_install_once_the_browser_can(
    playwright: Playwright, server: StaticServer, tmp_path: Path
) -> None:
    context = open_browser(playwright, tmp_path / "profile", [AT_ONCE], whole=True)
    page = context.new_page()
    page.goto(f"{server.url}/")
    until(page, CONTROLLED)
    offer = page.get_by_text("Put Doorstep on your home screen")
    expect(offer).to_be_visible(timeout=PATIENCE_MS)
    assert violations(page) == []
    page.evaluate("""() => {
        const { prompt } = BeforeInstallPromptEvent.prototype;
        BeforeInstallPromptEvent.prototype.prompt = function () {
            window.asked = (window.asked ?? 0) + 1;
            return prompt.call(this);
        };
    }""")
    page.get_by_role("button", name="Install").click()
    # Whoever declines is offered it again, when the browser sees fit.
    until(page, "window.asked === 1")
    context.close()


def test_safari_which_has_no_offer_of_its_own_is_told_how(
    playwright: Playwright, server: StaticServer, tmp_path: Path
) -> None:
    context = open_browser(playwright, tmp_path / "profile")
    context.add_init_script(APPLE)
    page = context.new_page()
    page.goto(f"{server.url}/")
    expect(page.get_by_text("tap Share, then Add to Home Screen")).to_be_visible()
    assert violations(page) == []
    context.close()
