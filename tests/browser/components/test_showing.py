"""What is shown and said: messages, states, tables."""

import gzip
import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.gallery import (
    SHEETS_BYTES,
    open_gallery,
    shown_word,
)


class TestToast:
    SAID = "Saved on this phone."

    def test_is_said_politely_and_can_be_dismissed(self, page: Page) -> None:
        page.get_by_role("button", name="Say it worked").click()
        said = page.get_by_role("region", name="Messages").get_by_role("status")
        expect(said).to_contain_text(self.SAID)
        expect(said).to_have_attribute("aria-live", "polite")
        page.get_by_role("button", name="Dismiss").click()
        expect(page.get_by_text(self.SAID)).to_have_count(0)

    def test_goes_by_itself_but_waits_under_a_pointer(self, context: BrowserContext, url: str) -> None:
        page = context.new_page()
        page.clock.install()
        open_gallery(page, url)
        page.get_by_role("button", name="Say it worked").click()
        page.get_by_text(self.SAID).hover()
        page.clock.fast_forward(60_000)
        expect(page.get_by_text(self.SAID)).to_be_visible()
        page.mouse.move(5, 5)
        page.clock.fast_forward(5_000)
        expect(page.get_by_text(self.SAID)).to_be_visible()
        page.clock.fast_forward(2_000)
        expect(page.get_by_text(self.SAID)).to_have_count(0)


class TestBrowserState:
    """Components that are given Vars follow them, each render; the gallery counts its toasts."""

    def test_everything_follows(self, page: Page) -> None:
        badge = page.locator("section", has_text="From browser state").locator("span:has(> svg)")
        follow = page.get_by_role("button", name="Follow", exact=True)
        field = page.get_by_role("textbox", name="In words")
        stars = page.get_by_role("group", name="As many stars as messages").locator(".stars")
        expect(field).to_have_attribute("aria-invalid", "false")
        expect(badge.filter(has_text="Saved on this phone")).to_be_visible()
        expect(page.get_by_role("checkbox", name="No", exact=True)).to_be_checked()

        follow.click()
        expect(follow).to_have_attribute("aria-busy", "true")
        expect(field).to_have_value("a message is shown")
        expect(field).to_have_accessible_description("A message is in the way.")
        expect(badge.filter(has_text="Received")).to_be_visible()
        expect(page.get_by_role("checkbox", name="Yes", exact=True)).to_be_checked()
        assert shown_word(stars) == "Bad"

        follow.evaluate("(button) => button.click()")
        expect(page.get_by_text("Something is shown.")).to_have_count(1)
        page.get_by_role("button", name="Dismiss").click()
        expect(follow).to_have_attribute("aria-busy", "false")
        expect(field).to_have_accessible_description("")

    def test_a_dialog_opens_and_closes_with_it(self, page: Page) -> None:
        page.get_by_role("button", name="Look", exact=True).click()
        page.get_by_role("button", name="Look", exact=True).evaluate("(button) => button.click()")
        dialog = page.get_by_role("dialog", name="Two messages")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("button", name="Close")).to_be_focused()
        page.get_by_role("button", name="Dismiss", include_hidden=True).first.evaluate("(button) => button.click()")
        expect(dialog).to_be_hidden()


class TestReading:
    def test_the_table_is_named_and_its_numbers_stand_right(self, page: Page) -> None:
        table = page.get_by_role("table", name="Orders of today")
        expect(table.get_by_role("columnheader")).to_have_text(["Order", "Courier", "Rating", "Minutes"])
        expect(table.get_by_role("columnheader").first).to_have_css("position", "sticky")
        expect(table.get_by_role("rowheader")).to_have_text(["A-1042", "A-1043", "A-1044"])
        minutes = table.get_by_role("row", name=re.compile("A-1043")).get_by_role("cell").last
        expect(minutes).to_have_css("text-align", "end")
        expect(minutes).to_have_css("font-variant-numeric", "tabular-nums")
        expect(page.get_by_role("region", name="Orders of today")).to_have_attribute("tabindex", "0")

    def test_a_skeleton_waits_before_it_appears(self, page: Page) -> None:
        skeleton = page.get_by_role("status").filter(has_text="The orders are loading")
        expect(skeleton).to_have_css("animation-delay", "0.15s")

    def test_each_state_has_its_own_word_shape_and_colour(self, page: Page) -> None:
        card = page.locator("section").filter(has_text="Where a record is")
        badges = card.locator("span:has(> svg)")
        expect(badges).to_have_text(["Saved on this phone", "Received", "In the database", "Needs attention"])
        shapes = badges.locator("path").evaluate_all("(all) => all.map((each) => each.getAttribute('d'))")
        colours = badges.evaluate_all("(all) => all.map((each) => getComputedStyle(each).color)")
        assert len(set(shapes)) == len(set(colours)) == 4

    def test_the_style_sheet_stays_small(self, page: Page) -> None:
        sheets = page.evaluate(
            """() => Promise.all([...document.querySelectorAll("link[rel=stylesheet]")]
                 .map((link) => fetch(link.href).then((answer) => answer.text())))"""
        )
        assert sum(len(gzip.compress(sheet.encode())) for sheet in sheets) <= SHEETS_BYTES

    def test_icons_are_silent(self, page: Page) -> None:
        assert page.locator("svg:not([aria-hidden=true])").count() == 0
