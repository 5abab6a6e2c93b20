"""Stars and forms do what a person expects, by thumb, keys and screen reader."""

import re

from playwright.sync_api import Page, expect

from tests.support.gallery import (
    FORM,
    shown_word,
)


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
