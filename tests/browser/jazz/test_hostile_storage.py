"""Whatever stands in a browser's storage, however old, damaged or made to harm: feedback still gets in, and what can be
read is there."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.entries import record

LIST = "feedback_pending_queue"
BESIDE = (
    f"{LIST}.marks",
    f"{LIST}.receipts",
    f"{LIST}.carried",
    f"{LIST}.unreadable",
    "feedback_device",
    "feedback_drafts",
    "jazz-notes.credentials",
)
ODD = (
    "",
    "null",
    "7",
    '"text"',
    "{}",
    "[",
    '[null, 1, "x", [], {}, [[]], true]',
    '{"__proto__": {"polluted": 1}, "length": 1e9}',
    '[{"id": {}, "orderId": [], "form": "rate", "at": "never", "fields": null}]',
    '[["x", "sent"], ["y"], 7]',
    '[{"orderId": "A-1", "__proto__": {"rating": 5}, "constructor": "x"}]',
    "[" * 20_000,
    "\x00\ud800",
    "x" * 300_000,
)
AGAIN = "window.jazz !== undefined"
WORKS = """async (opener) => {
    const late = new Promise((_, reject) => setTimeout(() => reject({ code: "hangs" }), 3000));
    const opened = await jazz.outcome(Promise.race([jazz[opener]().then(() => null), late]));
    if (opened.code) return opened;
    if (opener === "open") {
        const moved = await jazz.outcome(jazz.migrate(localStorage, device.queue, 0));
        if (moved.code) return moved;
        const drafts = await jazz.outcome(jazz.migrateDrafts(localStorage, device.drafts));
        if (drafts.code) return drafts;
    }
    const adding = device.queue.enqueue(jazz.record({ orderId: "NEW" })).then(() => null);
    const added = await jazz.outcome(Promise.race([late, adding]));
    if (added.code) return added;
    const beside = Promise.all([device.notes.read("credentials"), device.drafts.of("rate")]).then(() => null);
    const read = await jazz.outcome(Promise.race([late, beside]));
    if (read.code) return read;
    return {
        ...added,
        orders: device.queue.view.items.map(({ orderId }) => orderId),
        polluted: {}.polluted ?? null,
        trouble: jazz.trouble,
    };
}"""


def works(page: Page, opener: str) -> dict[str, Any]:
    page.reload()
    page.wait_for_function(AGAIN)
    found: dict[str, Any] = page.evaluate(WORKS, opener)
    return found


@pytest.mark.parametrize("opener", ["openList", "open"])
def test_any_text_under_any_name(page: Page, opener: str) -> None:
    good = record(orderId="GOOD")
    wrong: list[Any] = []
    for text in ODD:
        for keys, wanted in ((BESIDE, {"NEW", "GOOD"}), ((LIST,), {"NEW"})):
            page.evaluate(
                """([keys, text, list, good]) => {
                    localStorage.clear();
                    localStorage.setItem(list, JSON.stringify([good]));
                    for (const key of keys) localStorage.setItem(key, text);
                }""",
                [keys, text, LIST, good],
            )
            found = works(page, opener)
            if not wanted <= set(found.get("orders", ())) or found["polluted"] is not None:
                wrong.append((keys, text[:60], found.get("code", found)))
    assert wrong == []


# By store, rows that can't be right, put beside those that are.
WRONG: dict[str, list[Any]] = {
    "updates": [None, 7, "text", {}, {"key": 1}, {"key": 9, "bytes": "x"}],
    "drafts": [None, 7, {"form": "rate"}, {"form": "rate", "key": 1}],
    "arrivals": [None, 7, {}, {"key": 1, "bytes": [1]}],
    "marks": [None, 7, "other", {}],
    "quarantine": [None, "x"],
}
FACTS = ("deviceId", "generation", "client-0", "told", "credentials", "synced")
ODD_FACTS: list[Any] = [None, "text", {}, -1, []]
ROWS: list[tuple[str, Any, Any]] = [
    *((store, 900 + at, row) for store, rows in WRONG.items() for at, row in enumerate(rows)),
    *(("facts", name, row) for name in FACTS for row in ODD_FACTS),
]
PUT = """async ([store, key, row]) => {
    const database = await jazz.raw("jazz-test");
    await new Promise((resolve, reject) => {
        const writing = database.transaction(store, "readwrite");
        writing.objectStore(store).put(row, key);
        writing.oncomplete = resolve;
        writing.onabort = () => reject(writing.error);
    });
    database.close();
}"""
TAKE_OUT = """async ([store, key]) => {
    const database = await jazz.raw("jazz-test");
    await new Promise((resolve) => {
        const writing = database.transaction(store, "readwrite");
        writing.objectStore(store).delete(key);
        writing.oncomplete = resolve;
    });
    database.close();
}"""


def test_any_row_in_any_store(page: Page) -> None:
    page.evaluate("async () => { await jazz.open(); await device.queue.enqueue(jazz.record({ orderId: 'GOOD' })); }")
    wrong: list[Any] = []
    for store, key, row in ROWS:
        page.reload()
        page.wait_for_function(AGAIN)
        page.evaluate(PUT, [store, key, row])
        found = works(page, "open")
        if not {"NEW", "GOOD"} <= set(found.get("orders", ())):
            wrong.append((store, key, json.dumps(row), found.get("code", found)))
        page.reload()
        page.wait_for_function(AGAIN)
        page.evaluate(TAKE_OUT, [store, key])
    assert wrong == []
