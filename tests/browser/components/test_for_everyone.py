"""The components are for everyone: no violation, large enough, in both themes, calm where calm is asked for."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import violations
from tests.support.gallery import (
    CUT_OFF,
    DESKTOP,
    MOVING,
    NO_TRANSITION,
    PHONE,
    STAR,
    TOO_SMALL,
    TOUCH,
    open_gallery,
)


class TestForEveryone:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
    def test_axe_finds_nothing(self, browser: Browser, url: str, theme: str, size: dict[str, int]) -> None:
        context = browser.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page = open_gallery(context.new_page(), url)
        assert violations(page) == []
        page.get_by_role("button", name="Actions").click()
        page.get_by_role("button", name="Say it worked").evaluate("(button) => button.click()")
        expect(page.get_by_text("Saved on this phone.")).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Discard the draft").click()
        assert violations(page) == []
        context.close()

    def test_a_thumb_hits_everything(self, page: Page) -> None:
        page.get_by_role("button", name="Actions").click()
        controls = "button, main a, nav a, select, input:not(.sr-only), textarea, label:has(input)"
        assert page.evaluate(TOO_SMALL, [controls, TOUCH]) == []
        assert page.evaluate(TOO_SMALL, [".stars label", STAR]) == []

    def test_large_text_fits_a_phone(self, page: Page) -> None:
        page.add_style_tag(content="html { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.evaluate(CUT_OFF) == []

    def test_nothing_moves_for_those_who_asked_for_that(self, browser: Browser, url: str) -> None:
        context = browser.new_context(reduced_motion="reduce")
        page = open_gallery(context.new_page(), url)
        assert page.evaluate(MOVING) == 0
        assert page.get_by_role("button", name="Send", exact=True).evaluate(NO_TRANSITION) < 0.001
        context.close()

    def test_the_skip_link_comes_first(self, page: Page) -> None:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()

    def test_the_status_bar_stands_at_the_foot_of_a_phone_and_at_the_head_of_a_desktop(self, page: Page) -> None:
        bar = page.get_by_role("link", name="2 saved on this phone")
        box = bar.bounding_box()
        assert box is not None
        assert box["y"] > PHONE["height"] / 2
        page.set_viewport_size({"width": 1440, "height": 900})
        box = bar.bounding_box()
        assert box is not None
        assert box["y"] < DESKTOP["height"] / 5


class TestTheme:
    DARK = "rgb(16, 21, 28)"
    LIGHT = "rgb(251, 250, 248)"

    def test_follows_the_system_without_a_script(self, browser: Browser, url: str) -> None:
        context = browser.new_context(java_script_enabled=False, color_scheme="dark")
        page = context.new_page()
        page.goto(url)
        expect(page.locator("body")).to_have_css("background-color", self.DARK)
        context.close()

    def test_is_kept_when_chosen(self, page: Page) -> None:
        expect(page.locator("body")).to_have_css("background-color", self.LIGHT)
        page.get_by_role("radio", name="Dark").check(force=True)
        expect(page.locator("body")).to_have_css("background-color", self.DARK)
        page.reload()
        expect(page.locator("body")).to_have_css("background-color", self.DARK)
        expect(page.get_by_role("radio", name="Dark")).to_be_checked()

    def test_changes_with_the_system_until_chosen(self, page: Page) -> None:
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_css("background-color", self.DARK)
