"""One's own feedback: each action, two tabs, thousands of records, states in which little can be shown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_rate import COMMENT, SAVED, fill, new_phone, rate, send
from tests.support.axe import violations
from tests.support.build import built_pages
from tests.support.chromium import CONTROLLED, PHONE, until
from tests.support.entries import record
from tests.support.my_feedback import LISTEN, export, lines, my_feedback, open_panel, read_file, record_line, records
from tests.support.static_server import StaticServer, serving

MANY = 5000
CPU_BRAKE = 4
# A finger's flick: so many steps of so many pixels, one for each picture.
FLICK, STEP = 120, 150
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How far pictures may be apart while the page is scrolled; machines that run tests do other things, too.
SMOOTH_MS = 50
SCROLL = """([steps, step]) => new Promise((done) => {
  const times = [];
  let before = 0;
  const next = (at) => {
    if (before) times.push(at - before);
    before = at;
    if (times.length === steps) return done(times);
    scrollBy(0, step);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""
BLANK = """() => {
  const list = document.getElementById("records").getBoundingClientRect();
  const shown = [...document.querySelectorAll("#records > li")].map((each) => each.getBoundingClientRect());
  const top = Math.max(0, list.top), end = Math.min(innerHeight, list.bottom);
  return !shown.some((each) => each.top <= top + 1) || !shown.some((each) => each.bottom >= end - 1);
}"""


@pytest.fixture(scope="module")
def server() -> Iterator[StaticServer]:
    with serving(built_pages()) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_phone(browser)
    yield opened
    opened.close()


@pytest.fixture
def form(context: BrowserContext, server: StaticServer) -> Page:
    """The rating page with no network; its phone can open the other pages."""
    return rate(context, server)


def rated(form: Page, *orders: str) -> Page:
    """The page of one's feedback, after these orders were rated."""
    for order in orders:
        fill(form, order)
        send(form)
        expect(form.get_by_text(SAVED)).to_be_visible()
        form.get_by_role("button", name="Rate another order").click()
    return my_feedback(form)


def write(file: Path, items: list[dict[str, Any]]) -> Path:
    file.write_text(json.dumps(items))
    return file


def test_a_phone_with_nothing_says_what_will_stand_there(form: Page) -> None:
    page = my_feedback(form)
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    expect(page.get_by_role("navigation", name="My feedback").get_by_role("link")).to_have_count(0)
    page.get_by_role("link", name="Rate an order").click()
    expect(page.get_by_role("heading", name="Rate your delivery")).to_be_visible()


def test_a_record_shows_what_it_says_and_where_it_is(form: Page) -> None:
    page = rated(form, "A-17")
    expect(record_line(page, "A-17")).to_contain_text("Saved on this phone")
    expect(record_line(page, "A-17")).to_contain_text("now")
    record_line(page, "A-17").click()
    dialog = page.get_by_role("dialog", name="Order A-17")
    for words in ("Good", "On time", "Thank you 😀", "Courier 7"):
        expect(dialog.get_by_text(words, exact=False).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(record_line(page, "A-17")).to_be_focused()


def test_a_record_is_edited_in_the_form_and_stays_one(form: Page) -> None:
    page = rated(form, "A-17")
    form.get_by_label(COMMENT).fill("For another order")
    record_line(page, "A-17").click()
    page.get_by_role("link", name="Correct it").click()
    expect(page.get_by_text("You are correcting what you sent before.")).to_be_visible()
    expect(page.get_by_label(COMMENT)).to_have_value("Thank you 😀")
    page.get_by_label(COMMENT).fill("Better so")
    page.reload()
    expect(page.get_by_label(COMMENT)).to_have_value("Better so")
    send(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    [item] = records(page)
    assert (item["comment"], item["orderId"]) == ("Better so", "A-17")
    # What was begun in the other tab is another form's.
    expect(form.get_by_label(COMMENT)).to_have_value("For another order")


def test_a_record_is_taken_back_and_brought_back(form: Page) -> None:
    page = rated(form, "A-17", "A-18")
    [before] = [item for item in records(page) if item["orderId"] == "A-17"]
    record_line(page, "A-17").click()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Order A-17 was taken back.")).to_be_visible()
    expect(lines(page)).to_have_count(1)
    page.get_by_role("button", name="Bring it back").click()
    expect(lines(page)).to_have_count(2)
    assert before in records(page)


def test_two_tabs_show_the_same_at_once(form: Page) -> None:
    one = rated(form, "A-17", "A-18")
    two = my_feedback(form)
    expect(lines(two)).to_have_count(2)
    record_line(one, "A-17").click()
    one.get_by_role("button", name="Take back").click()
    expect(lines(two)).to_have_count(1)
    fill(form, "A-19")
    send(form)
    for page in (one, two):
        expect(record_line(page, "A-19")).to_be_visible()


def test_totals_show_only_what_is_in_one_state(form: Page) -> None:
    page = rated(form, "A-17", "A-18")
    totals = page.get_by_role("list", name="How much is where")
    expect(totals.get_by_role("button", name="2 Saved on this phone")).to_be_visible()
    totals.get_by_role("button", name="Received").click()
    expect(page.get_by_text("There is none here now.")).to_be_visible()
    totals.get_by_role("button", name="Received").click()
    expect(lines(page)).to_have_count(2)


def test_a_file_brings_each_record_once_here_and_elsewhere(
    form: Page, browser: Browser, server: StaticServer, tmp_path: Path
) -> None:
    page = rated(form, "A-17")
    items = [*json.loads(export(page).read_text())["items"], record(orderId="B-1"), {"orderId": "no record"}]
    file = write(tmp_path / "queue.json", items)
    read_file(page, file)
    expect(
        page.get_by_text("One record was added from the file. One was here already. One could not be read.")
    ).to_be_visible()
    other = new_phone(browser)
    there = my_feedback(rate(other, server))
    for said in ("2 records were added from the file.", "The file held nothing new. 2 were here already."):
        read_file(there, file)
        expect(there.get_by_text(said)).to_be_visible()
    open_panel(there, "Answers")
    expect(lines(there)).to_have_count(2)
    assert {item["id"] for item in records(there)} == {item["id"] for item in items if "id" in item}
    other.close()


def test_forgetting_says_what_is_lost_and_asks_twice(form: Page) -> None:
    page = rated(form, "A-17", "A-18")
    open_panel(page, "Phone")
    page.get_by_role("button", name="Forget everything here").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 answers wait here.")
    dialog.get_by_role("button", name="Keep it").click()
    open_panel(page, "Answers")
    expect(lines(page)).to_have_count(2)
    open_panel(page, "Phone")
    page.get_by_role("button", name="Forget everything here").click()
    dialog.get_by_role("button", name="Forget it all").click()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def test_the_storage_says_how_it_stands(form: Page) -> None:
    page = rated(form, "A-17")
    open_panel(page, "Phone")
    expect(page.locator("#room")).to_contain_text("are used on this phone")
    expect(page.get_by_text("What waits is encrypted on this phone.")).to_be_visible()
    page.get_by_role("button", name="Ask the browser to keep it").click()
    promised = page.get_by_text("The browser keeps it until you remove it.")
    expect(promised.or_(page.get_by_text("It didn't promise."))).to_be_visible()


def test_where_nothing_can_be_kept_the_page_says_so(browser: Browser, server: StaticServer) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page = context.new_page()
    page.goto(f"{server.url}/queue")
    expect(page.get_by_text("Nothing can be kept here")).to_be_visible()
    expect(page.get_by_text("This browser doesn't let pages keep anything")).to_have_count(1)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    assert violations(page) == []
    context.close()


def test_five_thousand_records_scroll_smoothly_and_keys_reach_all_of_them(form: Page, tmp_path: Path) -> None:
    page = my_feedback(form)
    read_file(page, write(tmp_path / "queue.json", [record(orderId=f"ORDER-{at:04}") for at in range(MANY)]))
    expect(page.get_by_text("5,000 records were added from the file.")).to_be_visible(timeout=30_000)
    open_panel(page, "Answers")
    expect(record_line(page, "ORDER-4999").first).to_be_visible()
    assert lines(page).count() < 60
    first = lines(page).first
    assert (first.get_attribute("aria-setsize"), first.get_attribute("aria-posinset")) == (str(MANY), "1")
    first.get_by_role("button").focus()
    page.keyboard.press("End")
    last = page.get_by_role("button", name="ORDER-0000")
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("button", name="ORDER-0001")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.get_by_role("button", name="ORDER-4999")).to_be_focused()
    # Where the focus was stays, however far the window goes.
    page.evaluate("scrollTo(0, 200_000)")
    until(page, f"!({BLANK})()")
    expect(page.get_by_role("button", name="ORDER-4999")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="ORDER-4998")).to_be_in_viewport()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU_BRAKE})
    times = sorted(page.evaluate(SCROLL, [FLICK, STEP]))
    assert times[len(times) // 2] < SMOOTH_MS, times
    until(page, f"!({BLANK})()")


# Words and colours don't know each other: each once is as good as each with each.
@pytest.mark.parametrize(("locale", "scheme"), [("en-GB", "dark"), ("de-DE", "light")])
def test_every_state_is_right_for_screen_readers_and_large_text(
    browser: Browser, server: StaticServer, tmp_path: Path, locale: str, scheme: str
) -> None:
    context = browser.new_context(viewport=PHONE, locale=locale, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    context.add_init_script(LISTEN)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}/queue")
    until(page, "window.last !== null")
    until(page, CONTROLLED)
    look(page)
    context.set_offline(True)
    page.get_by_role("tab").nth(1).click()
    page.locator("input[type=file]").set_input_files(
        write(tmp_path / "q.json", [record(orderId=f"A-{at}") for at in range(30)])
    )
    until(page, "window.last.pending === 30")
    for panel in (0, 1, 2):
        page.get_by_role("tab").nth(panel).click()
        look(page)
    page.get_by_role("tab").nth(0).click()
    page.locator("#records button").first.click()
    look(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    look(page)
    page.get_by_role("tab").nth(1).click()
    page.locator("summary").click()
    page.locator("[name=passphrase]").fill("four small brown vans")
    page.locator("[name=passphrase]").press("Enter")
    page.locator("#mine-panel-phone button").filter(has_text="sperren" if locale == "de-DE" else "Lock now").click()
    expect(page.locator("[autocomplete=current-password]")).to_be_visible()
    look(page)
    assert errors == []
    context.close()


def look(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = ''")
