"""The list in localStorage: the same promises without the CRDT, and records that move between the two."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.support.chromium import open_browser
from tests.support.queue_page import STEPS, kill, open_page, run_to

KEY = "feedback_pending_queue"
OLD = {"orderId": "A-1", "courierId": "7", "rating": 5, "comment": "one", "createdAt": "2024-05-04T10:00:00Z"}
SNAKE = {"order_id": "A-2", "courier_id": 7, "rating": 4, "created_at": 1714816800000}
WHOLE = json.dumps([OLD, SNAKE])


def put(page: Page, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def again(page: Page) -> None:
    page.reload()
    page.wait_for_function("window.jazz !== undefined")


def migrated(page: Page) -> tuple[list[str], Any]:
    """The orders in the queue after the list was moved over, and what was put aside."""
    orders = page.evaluate("""async () => {
        const { queue } = await jazz.open();
        await jazz.migrate(localStorage, queue, Date.UTC(2026, 0, 1));
        return queue.view.items.map((item) => item.orderId);
    }""")
    return orders, json.loads(page.evaluate(f"localStorage.getItem('{KEY}.unreadable')") or "[]")


@pytest.mark.parametrize(
    ("text", "orders", "aside"),
    [
        (WHOLE, ["A-1", "A-2"], []),
        (json.dumps([OLD, OLD, SNAKE]), ["A-1", "A-2"], []),
        (json.dumps([OLD, {"orderId": ""}, 7, SNAKE]), ["A-1", "A-2"], [{"orderId": ""}, 7]),
        (WHOLE[:-30], ["A-1"], [WHOLE[len(json.dumps([OLD])) + 1 : -30]]),
        ("]{,", [], ["]{,"]),
        ("", [], []),
        ("{}", [], [{}]),
    ],
    ids=["whole", "doubled", "partly wrong", "cut off", "garbage", "empty", "no list"],
)
def test_the_old_list_moves_over(page: Page, text: str, orders: list[str], aside: list[Any]) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    put(page, text)
    found, unreadable = migrated(page)
    assert found == orders
    assert len(unreadable) == len(aside)
    if text != WHOLE[:-30] and text != "]{,":
        assert unreadable == aside
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert [text for text in said if "Jazz" in text] == [f"Migrated {len(orders)} items to Jazz"]


def test_moving_over_again_after_a_crash_doubles_nothing(page: Page) -> None:
    entries = [{**OLD, "comment": f"comment {at}"} for at in range(5000)]
    for _ in range(2):
        # The crash: the records are in the queue and the key is still there.
        put(page, json.dumps(entries))
        orders, _aside = migrated(page)
        assert len(orders) == 5000
        page.reload()
        page.wait_for_function("window.jazz !== undefined")


def test_a_full_phone_keeps_the_list_where_it_is(page: Page) -> None:
    put(page, WHOLE)
    outcome = page.evaluate("""async () => {
        const full = { enqueueAll: () => Promise.reject(new Error("full")), mark: () => Promise.resolve() };
        await jazz.migrate(localStorage, full, 0).catch(() => undefined);
        return localStorage.getItem("feedback_pending_queue");
    }""")
    assert outcome == WHOLE


def test_the_list_keeps_edits_and_takes_back(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.openList();
        const draft = jazz.record({ id: jazz.idMaker()(), rating: 1 });
        await device.queue.enqueue(draft);
        await device.queue.enqueue({ ...draft, rating: 2 });
        await device.queue.mark([draft.id], "sent");
        await device.queue.edit(draft.id, { rating: 3 });
        const gone = await device.queue.enqueue(jazz.record());
        await device.queue.withdraw(gone.id);
    }""")
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    view = page.evaluate("async () => (await jazz.openList()).queue.view")
    first, second = view["items"]
    assert (first["rating"], second["rating"], second["supersedes"]) == (2, 3, first["id"])
    assert view["pending"] == 2
    outcome = page.evaluate("id => jazz.outcome(device.queue.withdraw(id))", first["id"])
    assert outcome == {"code": "already_sent"}


def test_a_full_list_refuses_and_keeps_what_it_had(page: Page) -> None:
    confirmed, code = page.evaluate("""async () => {
        await jazz.openList();
        const confirmed = [];
        for (;;) {
            const record = jazz.record({ comment: "€".repeat(2000) });
            const refused = await device.queue.enqueue(record).then(
                (item) => void confirmed.push(item.id), (error) => error.code);
            if (refused) return [confirmed, refused];
            if (confirmed.length === 1)
                while (true) try { localStorage.setItem("ballast", (localStorage.ballast ?? "") + "x".repeat(99_999)); }
                    catch { break; }
        }
    }""")
    assert code == "storage_full"
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    ids = page.evaluate("async () => (await jazz.openList()).queue.view.items.map((item) => item.id)")
    assert ids == confirmed


def test_tabs_with_a_list_lose_nothing_to_each_other(context: BrowserContext, address: str) -> None:
    tabs = [open_page(context, address) for _ in range(2)]
    for tab in tabs:
        tab.evaluate("""async () => {
            await jazz.openList();
            window.writing = (async () => {
                for (let at = 0; at < 30; at += 1) await device.queue.enqueue(jazz.record());
            })();
        }""")
    for tab in tabs:
        tab.evaluate("window.writing")
    for tab in tabs:
        tab.wait_for_function("device.queue.view.items.length === 60")


def test_switching_the_queue_off_and_on_carries_everything(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.open();
        for (let at = 0; at < 3; at += 1) await device.queue.enqueue(jazz.record({ orderId: `A-${at}` }));
        await device.queue.mark([device.queue.view.items[1].id], "received");
    }""")
    for opener in ("openList", "openList", "open"):
        page.reload()
        page.wait_for_function("window.jazz !== undefined")
        view = page.evaluate(f"""async () => {{
            const device = await jazz.{opener}();
            if ("{opener}" === "open") await jazz.migrate(localStorage, device.queue, 0);
            return device.queue.view;
        }}""")
        assert [item["orderId"] for item in view["items"]] == ["A-0", "A-1", "A-2"]
        if opener == "openList":
            assert (view["pending"], view["received"]) == (2, 1)
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_drafts_go_along_when_the_queue_is_switched_off_and_on(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.open();
        await device.drafts.keep({ id: jazz.idMaker()(), form: "rate", at: 1, fields: { comment: "half" } });
    }""")
    for opener in ("openList", "open"):
        again(page)
        fields = page.evaluate(f"""async () => {{
            const device = await jazz.{opener}();
            if ("{opener}" === "open") await jazz.migrateDrafts(localStorage, device.drafts);
            return (await device.drafts.of("rate")).map(({{ fields }}) => fields.comment);
        }}""")
        assert fields == ["half"]
    assert page.evaluate("localStorage.getItem('feedback_drafts')") is None


def test_the_queue_of_before_goes_when_the_list_is_surely_on_the_disk(page: Page) -> None:
    page.evaluate("async () => { await jazz.open(); await device.queue.enqueue(jazz.record()); }")
    again(page)
    page.evaluate("jazz.openList()")
    # Drained meanwhile: it must not come back from the queue of before.
    page.evaluate("async () => device.queue.withdraw(device.queue.view.items[0].id)")
    again(page)
    assert page.evaluate("async () => (await jazz.openList()).queue.view.items.length") == 0
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 1
    page.evaluate(f"""() => {{
        const carried = JSON.parse(localStorage.getItem("{KEY}.carried"));
        localStorage.setItem("{KEY}.carried", JSON.stringify({{ ...carried, at: carried.at - 700_000 }}));
    }}""")
    again(page)
    assert page.evaluate("async () => (await jazz.openList()).queue.view.items.length") == 0
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


# Of the steps of each way, those around which something is written that counts.
MOVING = [*(("on", step) for step in (10, 11, 12, 14)), *(("off", step) for step in (2, 6, 7, 8))]


@pytest.mark.parametrize(("way", "step"), MOVING)
def test_a_crash_while_5000_records_move_loses_and_doubles_nothing(
    playwright: Playwright, address: str, tmp_path: Path, way: str, step: int
) -> None:
    context = open_browser(playwright, tmp_path)
    context.add_init_script(STEPS)
    page = open_page(context, address)
    page.evaluate(
        """async (way) => {
            const newId = jazz.idMaker();
            const records = Array.from({ length: 5000 }, () => ({
                ...jazz.record({ id: newId() }), createdAt: "2026-05-04T10:00:00Z" }));
            if (way === "on") localStorage.setItem("feedback_pending_queue", JSON.stringify(records));
            else await (await jazz.open()).import(JSON.stringify(records));
        }""",
        way,
    )
    if way == "on":
        # Closed in peace: what a phone has had for days is on its disk.
        context.close()
        context = open_browser(playwright, tmp_path)
        context.add_init_script(STEPS)
        page = open_page(context, address)
    move = "open().then(({ queue }) => jazz.migrate(localStorage, queue, 0))" if way == "on" else "openList()"
    run_to(page, f"jazz.{move}", step)
    kill(context, tmp_path)
    context = open_browser(playwright, tmp_path)
    page = open_page(context, address)
    page.evaluate(f"jazz.{move}")
    ids = page.evaluate("device.queue.view.items.map((item) => item.id)")
    context.close()
    assert len(ids) == len(set(ids)) == 5000
