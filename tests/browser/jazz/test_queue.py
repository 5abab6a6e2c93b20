"""What one device promises: saved means saved; each record can be corrected, taken back and tried again."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.support.chromium import open_browser
from tests.support.queue_page import kill, open_page


def reopened(page: Page) -> None:
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    page.evaluate("jazz.open()")


def test_a_confirmed_record_is_there_after_a_reload(page: Page) -> None:
    saved = page.evaluate("""async () => {
        await jazz.open();
        return device.queue.enqueue(jazz.record({ comment: "Grüße 😀" }));
    }""")
    reopened(page)
    items = page.evaluate("device.queue.view.items")
    assert [(each["id"], each["comment"], each["status"]) for each in items] == [(saved["id"], "Grüße 😀", "saved")]


def test_a_confirmed_record_survives_the_browser_being_killed(
    playwright: Playwright, address: str, tmp_path: Path
) -> None:
    context = open_browser(playwright, tmp_path)
    saved = open_page(context, address).evaluate("""async () => {
        await jazz.open();
        const ids = [];
        for (let at = 0; at < 20; at += 1) ids.push((await device.queue.enqueue(jazz.record())).id);
        return ids;
    }""")
    kill(context, tmp_path)
    context = open_browser(playwright, tmp_path)
    found = open_page(context, address).evaluate(
        "async () => (await jazz.open()).queue.view.items.map((item) => item.id)"
    )
    context.close()
    assert found == saved


def test_the_same_draft_sent_twice_is_one_record(page: Page) -> None:
    items = page.evaluate("""async () => {
        await jazz.open();
        const draft = jazz.record({ id: jazz.idMaker()() });
        await Promise.all([device.queue.enqueue(draft), device.queue.enqueue(draft)]);
        await device.queue.enqueue({ ...draft, comment: "and thanks" });
        return device.queue.view.items;
    }""")
    assert [(each["comment"], each["supersedes"]) for each in items] == [("and thanks", None)]


def test_an_edit_replaces_before_the_first_send_and_supersedes_after(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.open();
        const { id } = await device.queue.enqueue(jazz.record({ rating: 1 }));
        await device.queue.edit(id, { rating: 2 });
        await device.queue.mark([id], "sent");
        await device.queue.edit(id, { rating: 3 });
    }""")
    reopened(page)
    first, second = page.evaluate("device.queue.view.items")
    assert (first["rating"], second["rating"]) == (2, 3)
    assert (first["supersedes"], second["supersedes"]) == (None, first["id"])


def test_a_record_can_be_taken_back_until_it_has_left(page: Page) -> None:
    outcomes = page.evaluate("""async () => {
        await jazz.open();
        const one = await device.queue.enqueue(jazz.record());
        const two = await device.queue.enqueue(jazz.record());
        await device.queue.mark([two.id], "sent");
        return [
            await jazz.outcome(device.queue.withdraw(one.id)),
            await jazz.outcome(device.queue.withdraw(two.id)),
            await jazz.outcome(device.queue.withdraw(one.id)),
        ];
    }""")
    assert outcomes == [{"ok": None}, {"code": "already_sent"}, {"code": "not_found"}]
    reopened(page)
    assert page.evaluate("device.queue.view.items.length") == 1


def test_how_far_a_record_came_is_known_after_a_reload(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.open();
        const { id } = await device.queue.enqueue(jazz.record());
        await device.queue.mark([id], "received");
    }""")
    reopened(page)
    view = page.evaluate("device.queue.view")
    assert (view["pending"], view["received"]) == (0, 1)
    assert view["items"][0]["status"] == "received"


def test_a_wrong_record_is_refused_with_its_fields(page: Page) -> None:
    problems = page.evaluate("""async () => {
        await jazz.open();
        const wrong = jazz.record({ orderId: " ", rating: 9 });
        return device.queue.enqueue(wrong).catch((error) => error.problems);
    }""")
    assert problems == {"orderId": "missing", "rating": "out_of_range"}


def test_a_long_log_is_merged_and_loses_nothing(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.open();
        for (let at = 0; at < 150; at += 1) {
            const comment = Array.from({ length: 40 }, () => crypto.randomUUID()).join(" ");
            await device.queue.enqueue(jazz.record({ comment }));
        }
    }""")
    assert page.evaluate("async () => (await jazz.rows('jazz-test', 'updates')).length") < 150
    reopened(page)
    assert page.evaluate("new Set(device.queue.view.items.map((item) => item.comment)).size") == 150


def test_a_file_brings_the_queue_to_another_device_without_doubling(page: Page) -> None:
    results = page.evaluate("""async () => {
        const one = await jazz.open({ account: "one" });
        for (let at = 0; at < 3; at += 1) await one.queue.enqueue(jazz.record());
        const file = JSON.parse(await one.export());
        file.items.push({ orderId: "half" }, null);
        const text = JSON.stringify(file);
        const other = await jazz.open({ account: "other" });
        return [
            await other.import(text),
            await other.import(text),
            await jazz.outcome(other.import("{")),
            other.queue.view.items.length,
        ];
    }""")
    assert results == [
        {"added": 3, "known": 0, "unreadable": 2},
        {"added": 0, "known": 3, "unreadable": 2},
        {"code": "unreadable_file"},
        3,
    ]


def test_two_tabs_show_the_same_queue_with_the_network_gone(context: BrowserContext, address: str) -> None:
    one, two = open_page(context, address), open_page(context, address)
    context.set_offline(True)
    for page in (one, two):
        page.evaluate("async () => void (await jazz.open())")
    saved = one.evaluate("async () => (await device.queue.enqueue(jazz.record())).id")
    two.wait_for_function("id => device.queue.find(id) !== undefined", arg=saved)
    two.evaluate("id => device.queue.withdraw(id)", saved)
    one.wait_for_function("device.queue.view.items.length === 0")


def test_two_tabs_that_write_at_once_keep_everything(context: BrowserContext, address: str) -> None:
    tabs = [open_page(context, address) for _ in range(2)]
    for tab in tabs:
        tab.evaluate("""async () => {
            await jazz.open();
            window.writing = (async () => {
                for (let at = 0; at < 30; at += 1) await device.queue.enqueue(jazz.record());
            })();
        }""")
    for tab in tabs:
        tab.evaluate("window.writing")
    for tab in tabs:
        tab.wait_for_function("device.queue.view.items.length === 60")
    reopened(tabs[0])
    assert tabs[0].evaluate("device.queue.view.items.length") == 60


def test_two_tabs_sending_the_same_draft_make_one_record(context: BrowserContext, address: str) -> None:
    tabs = [open_page(context, address) for _ in range(2)]
    draft = tabs[0].evaluate("jazz.idMaker()()")
    for tab in tabs:
        tab.evaluate("async () => void (await jazz.open())")
    for tab in tabs:
        tab.evaluate("id => device.queue.enqueue(jazz.record({ id }))", draft)
    for tab in tabs:
        assert tab.evaluate("device.queue.view.items.map((item) => item.id)") == [draft]


def test_the_lead_passes_on_within_two_seconds(context: BrowserContext, address: str) -> None:
    one, two = open_page(context, address), open_page(context, address)
    for page in (one, two):
        page.evaluate("async () => (await jazz.open()).tabs.lead(() => new Promise(() => undefined))")
    one.wait_for_function("device.tabs.leads")
    assert not two.evaluate("device.tabs.leads")
    one.close()
    two.wait_for_function("device.tabs.leads", timeout=2000)


def test_two_tabs_that_change_one_record_at_once_leave_one_with_both_changes(
    context: BrowserContext, address: str
) -> None:
    tabs = [open_page(context, address) for _ in range(2)]
    for tab in tabs:
        tab.evaluate("async () => void (await jazz.open())")
    for _ in range(5):
        saved = tabs[0].evaluate("async () => (await device.queue.enqueue(jazz.record({ rating: 1 }))).id")
        tabs[1].wait_for_function("id => device.queue.find(id) !== undefined", arg=saved)
        for tab, changes in zip(tabs, ({"comment": "late"}, {"rating": 2}), strict=True):
            tab.evaluate("([id, changes]) => { window.editing = device.queue.edit(id, changes); }", [saved, changes])
        for tab in tabs:
            assert tab.evaluate("editing.then(({ id }) => id)") == saved
        for tab in tabs:
            tab.evaluate("device.queue.catchUp()")
            items = tab.evaluate("device.queue.view.items")
            assert [(each["comment"], each["rating"]) for each in items if each["id"] == saved] == [("late", 2)]
    assert (
        tabs[0].evaluate("""async () => {
        const doc = new jazz.Y.Doc();
        jazz.Y.applyUpdate(doc, (await device.queue.toSend()).update);
        return doc.getArray("queue").length;
    }""")
        == 5
    )
