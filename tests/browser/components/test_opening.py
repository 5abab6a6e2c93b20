"""What opens, closes again: dialogs, menus, tabs."""

from playwright.sync_api import Page, expect


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
