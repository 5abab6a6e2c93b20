"""The components do what a person expects, by thumb, keys and screen reader, with no server behind the page."""

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.axe import violations
from tests.support.built_pages import serving_built_pages

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1440, "height": 900}
TOUCH = 48
STAR = 56
SHEETS_BYTES = 9 * 1024
TOO_SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .filter((each) => each.checkVisibility() && !each.classList.contains("sr-only"))
  .map((each) => [each.textContent || each.ariaLabel, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
CUT_OFF = """() => [...document.querySelectorAll("main button, main label, main h1, main h2, main p, header *, nav *")]
  .filter((each) => each.checkVisibility() && !each.closest(".sr-only, [role=tablist]"))
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline")
  .map((each) => each.textContent)"""
MOVING = """() => document.getAnimations().map((each) => each.effect.getComputedTiming())
  .filter((timing) => timing.endTime > 1).length"""
NO_TRANSITION = "(element) => parseFloat(getComputedStyle(element).transitionDuration)"
FORM = "() => Object.fromEntries(new FormData(document.forms[0]))"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving_built_pages() as address:
        yield f"{address}/gallery"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 360, "height": 640})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    return open_gallery(context.new_page(), url)


def open_gallery(page: Page, url: str) -> Page:
    """The page with its scripts at work: React has taken over what the build had drawn."""
    page.goto(url)
    page.wait_for_function("() => Object.keys(document.querySelector('main')).some((key) => key.startsWith('__react'))")
    return page


def shown_word(stars: Locator) -> str:
    """The word under the stars that can be seen."""
    words: list[str] = stars.locator(".stars-word > *").evaluate_all(
        "(all) => all.filter((each) => getComputedStyle(each).visibility === 'visible').map((each) => each.textContent)"
    )
    assert len(words) == 1
    return words[0]


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


class TestStars:
    def test_arrow_keys_choose_and_the_word_follows(self, page: Page) -> None:
        group = page.get_by_role("group", name="How was the delivery?")
        stars = group.locator(".stars")
        assert shown_word(stars) == "Tap a star"
        group.get_by_role("radio", name="1, Bad").focus()
        page.keyboard.press("Space")
        assert shown_word(stars) == "Bad"
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(group.get_by_role("radio", name="3, Fine")).to_be_checked()
        assert shown_word(stars) == "Fine"
        page.keyboard.press("ArrowLeft")
        expect(group.get_by_role("radio", name="2, Poor")).to_be_checked()

    def test_a_tap_fills_the_shapes_up_to_it(self, page: Page) -> None:
        group = page.get_by_role("group", name="How was the delivery?")
        group.locator("label").nth(3).click()
        fills = group.locator(".star-shape").evaluate_all("(all) => all.map((each) => getComputedStyle(each).fill)")
        assert [fill != "none" for fill in fills] == [True, True, True, True, False]

    def test_are_one_stop_of_the_tab_key(self, page: Page) -> None:
        page.get_by_role("group", name="How was the courier?").get_by_role("radio", name="4, Good").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("checkbox", name="Quick")).to_be_focused()

    def test_an_unanswered_question_holds_the_form_back(self, page: Page) -> None:
        assert page.evaluate("document.forms[0].checkValidity()") is False
        page.get_by_role("group", name="How was the delivery?").locator("label").nth(4).click()
        page.get_by_label("Order number").fill("A-1042")
        assert page.evaluate("document.forms[0].checkValidity()") is True


class TestForm:
    def test_fields_have_labels_descriptions_and_errors(self, page: Page) -> None:
        expect(page.get_by_label("Order number")).to_have_accessible_description(
            "It stands on the parcel, such as A-1042."
        )
        contact = page.get_by_role("textbox", name="Phone or mail")
        expect(contact).to_have_attribute("aria-invalid", "true")
        expect(contact).to_have_accessible_description("This is neither a phone number nor a mail address.")
        expect(page.get_by_role("combobox", name="Courier")).to_have_value("")
        parcel = page.get_by_role("group", name="And the parcel?")
        expect(parcel).to_have_accessible_description("Choose from one to five stars.")

    def test_the_counter_counts_and_stops_at_the_end(self, page: Page) -> None:
        comment = page.get_by_role("textbox", name="Anything else?")
        expect(comment).to_have_accessible_description(re.compile(r"Characters used: 43 / 2000"))
        comment.fill("Thank you")
        expect(page.locator("#comment-count")).to_contain_text("9 / 2000")
        comment.fill("x" * 1999)
        comment.press("End")
        comment.press_sequentially("yz")
        expect(page.locator("#comment-count")).to_contain_text("2000 / 2000")

    def test_chips_toggle_by_key_and_by_thumb(self, page: Page) -> None:
        group = page.get_by_role("group", name="What stood out?")
        expect(group).to_have_accessible_description("Choose any that fit.")
        late = group.get_by_role("checkbox", name="Late")
        late.focus()
        page.keyboard.press("Space")
        expect(late).to_be_checked()
        group.get_by_text("Quick").click()
        expect(group.get_by_role("checkbox", name="Quick")).not_to_be_checked()

    def test_the_form_holds_all_answers_by_itself(self, page: Page) -> None:
        page.get_by_label("Order number").fill("A-1042")
        page.get_by_label("Courier").select_option("Jo Peters")
        page.get_by_role("group", name="How was the delivery?").locator("label").nth(1).click()
        answers = page.evaluate(FORM)
        assert answers["order"] == "A-1042"
        assert answers["courier"] == "9"
        assert answers["rating"] == "2"
        assert answers["rating-given"] == "4"
        assert answers["reasons"] == "quick"
        assert answers["comment"] == "Left it with the neighbour, as I had asked."

    def test_a_busy_button_says_so_and_swallows_presses(self, page: Page) -> None:
        busy = page.get_by_role("button", name="Sending")
        expect(busy).to_have_attribute("aria-busy", "true")
        busy.evaluate("(button) => button.click()")
        page.get_by_role("button", name="Say it worked").click()
        expect(page.get_by_text("Saved on this phone.")).to_be_visible()
        expect(page.get_by_text("A busy button must swallow this.")).to_have_count(0)


class TestDialog:
    def test_opens_holds_the_focus_and_gives_it_back(self, page: Page) -> None:
        opener = page.get_by_role("button", name="Discard the draft")
        opener.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Discard this draft?")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Tab")
        expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()

    def test_closes_by_its_buttons_and_by_a_tap_beside_it(self, page: Page) -> None:
        dialog = page.get_by_role("dialog", name="Discard this draft?")
        for close in ("Close", "Keep it"):
            page.get_by_role("button", name="Discard the draft").click()
            dialog.get_by_role("button", name=close).click()
            expect(dialog).to_be_hidden()
        page.get_by_role("button", name="Discard the draft").click()
        dialog.get_by_text("One rating").click()
        expect(dialog).to_be_visible()
        page.mouse.click(5, 5)
        expect(dialog).to_be_hidden()


class TestMenu:
    def test_keys_open_move_and_close(self, page: Page) -> None:
        button = page.get_by_role("button", name="Actions")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("menu", name="Actions")).to_be_visible()
        for key, item in (
            ("ArrowDown", "Download"),
            ("End", "Delete"),
            ("ArrowDown", "Edit"),
            ("ArrowUp", "Delete"),
            ("o", "Open the form"),
            ("d", "Delete"),
            ("d", "Download"),
            ("Home", "Edit"),
        ):
            page.keyboard.press(key)
            expect(page.get_by_role("menuitem", name=item)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("menu")).to_have_count(0)
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")

    def test_a_choice_acts_once_and_closes(self, page: Page) -> None:
        button = page.get_by_role("button", name="Actions")
        button.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Downloaded.")).to_have_count(1)
        expect(page.get_by_role("menu")).to_have_count(0)
        expect(button).to_be_focused()

    def test_leaving_closes_it(self, page: Page) -> None:
        button = page.get_by_role("button", name="Actions")
        button.click()
        page.keyboard.press("Tab")
        expect(page.get_by_role("menu")).to_have_count(0)
        button.click()
        page.get_by_role("heading", name="What opens").click()
        expect(page.get_by_role("menu")).to_have_count(0)

    def test_stays_in_the_window(self, page: Page) -> None:
        button = page.get_by_role("button", name="Actions")
        for edge in ("end", "start"):
            button.evaluate("(button, edge) => button.scrollIntoView({ block: edge })", edge)
            button.evaluate("(button) => button.click()")
            expect(page.get_by_role("menu")).to_be_in_viewport(ratio=1)
            page.keyboard.press("Escape")


class TestTabs:
    def test_arrows_move_and_choose(self, page: Page) -> None:
        page.get_by_role("tab", name="All").focus()
        for key, tab, text in (
            ("ArrowRight", "Open", "3 people ask for a call back."),
            ("End", "Needs attention", "Nothing was refused."),
            ("ArrowRight", "All", "42 ratings came in today."),
            ("ArrowLeft", "Needs attention", "Nothing was refused."),
            ("Home", "All", "42 ratings came in today."),
        ):
            page.keyboard.press(key)
            expect(page.get_by_role("tab", name=tab, selected=True)).to_be_focused()
            expect(page.get_by_role("tabpanel", name=tab)).to_have_text(text)
        expect(page.get_by_role("tabpanel")).to_have_count(1)

    def test_are_one_stop_of_the_tab_key(self, page: Page) -> None:
        page.get_by_role("tab", name="Open").click()
        page.keyboard.press("Tab")
        expect(page.get_by_role("tabpanel", name="Open")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("tab", name="Open")).to_be_focused()


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
