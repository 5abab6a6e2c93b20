"""The passphrase lock: while it is locked nothing can be read, and feedback gets in; afterwards everything is there."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.support.chromium import open_browser, until
from tests.support.queue_page import STEPS, kill, open_page, run_to

PASSPHRASE = "four small brown vans"
SECRET = "Zustellung im Heizungskeller"
LOCKED = "async () => (await jazz.openOrLocked()).locked"
ORDERS = "device.queue.view.items.map((item) => item.orderId)"


def reload(page: Page) -> None:
    page.reload()
    page.wait_for_function("window.jazz !== undefined")


def protect(page: Page) -> None:
    """One record and one half-filled form, behind a passphrase."""
    page.evaluate(
        """async ([passphrase, comment]) => {
            await jazz.openOrLocked();
            await device.queue.enqueue(jazz.record({ orderId: "BEFORE", comment }));
            await device.drafts.keep({ id: jazz.idMaker()(), form: "rate", at: 1, fields: { comment } });
            await device.setPassphrase(passphrase);
        }""",
        [PASSPHRASE, SECRET],
    )


def unlock(page: Page, passphrase: str = PASSPHRASE) -> object:
    outcome: object = page.evaluate("passphrase => jazz.outcome(device.unlock(passphrase))", passphrase)
    return outcome


def test_nothing_opens_before_the_passphrase_and_everything_after_it(page: Page) -> None:
    protect(page)
    assert page.evaluate("[device.locked, device.hasPassphrase]") == [False, True]
    reload(page)
    assert page.evaluate("jazz.outcome(jazz.open())") == {"code": "storage_locked"}
    assert page.evaluate(LOCKED)
    assert page.evaluate("device.queue.view.items") == []
    assert page.evaluate("device.drafts.of('rate')") == []
    for call in ("export()", "import('[]')", "queue.edit('x', {})", "queue.withdraw('x')", "removePassphrase()"):
        assert page.evaluate(f"jazz.outcome(device.{call})") == {"code": "storage_locked"}
    assert unlock(page) == {"ok": None}
    assert not page.evaluate(LOCKED)
    assert page.evaluate(ORDERS) == ["BEFORE"]
    assert page.evaluate("async () => (await device.drafts.of('rate'))[0].fields.comment") == SECRET
    assert page.evaluate("jazz.trouble") == []


def test_feedback_gets_in_while_it_is_locked(page: Page) -> None:
    protect(page)
    reload(page)
    page.evaluate(LOCKED)
    saved = page.evaluate("""async () => {
        const draft = jazz.record({ id: jazz.idMaker()(), orderId: "WHILE" });
        await device.queue.enqueue({ ...draft, comment: "half" });
        await device.queue.enqueue({ ...draft, comment: "whole" });
        await device.drafts.keep({ id: jazz.idMaker()(), form: "other", at: 1, fields: { comment: "kept" } });
        return draft.id;
    }""")
    assert page.evaluate("device.queue.view.pending") == 1
    reload(page)
    page.evaluate(LOCKED)
    assert page.evaluate("device.queue.view.pending") == 1
    unlock(page)
    page.evaluate(LOCKED)
    assert page.evaluate(ORDERS) == ["BEFORE", "WHILE"]
    assert page.evaluate("device.queue.view.items[1].comment") == "whole"
    assert page.evaluate("device.queue.view.items[1].id") == saved
    assert page.evaluate("async () => (await device.drafts.of('other'))[0].fields.comment") == "kept"
    assert page.evaluate("async () => (await jazz.rows('jazz-test', 'arrivals')).length") == 0


def test_a_crash_while_feedback_moves_into_the_queue_doubles_nothing(page: Page) -> None:
    protect(page)
    reload(page)
    page.evaluate(LOCKED)
    page.evaluate("async () => { await device.queue.enqueue(jazz.record({ orderId: 'WHILE' })); }")
    [arrival] = page.evaluate("async () => (await jazz.rows('jazz-test', 'arrivals')).map((row) => row.key)")
    assert arrival < 0
    # The crash: the queue has it and the row is still there.
    page.evaluate("""async (passphrase) => {
        const database = await jazz.raw("jazz-test");
        const rows = await new Promise((done) => {
            const store = database.transaction("arrivals").objectStore("arrivals");
            const all = store.getAll(), keys = store.getAllKeys();
            store.transaction.oncomplete = () => done([keys.result[0], all.result[0]]);
        });
        await device.unlock(passphrase);
        await jazz.open();
        const store = database.transaction("arrivals", "readwrite").objectStore("arrivals");
        store.put(rows[1], rows[0]);
        await new Promise((done) => { store.transaction.oncomplete = done; });
        database.close();
        await jazz.open();
    }""", PASSPHRASE)  # fmt: skip
    assert page.evaluate(ORDERS) == ["BEFORE", "WHILE"]
    assert page.evaluate("async () => (await jazz.rows('jazz-test', 'arrivals')).length") == 0


def test_wrong_passphrases_are_refused_and_slowed_down_also_over_a_reload(page: Page) -> None:
    protect(page)
    reload(page)
    page.evaluate(LOCKED)
    for _ in range(3):
        assert unlock(page, "not the passphrase") == {"code": "wrong_passphrase"}
    reload(page)
    page.evaluate(LOCKED)
    assert unlock(page, PASSPHRASE) == {"code": "unlock_later"}
    until(page, f"jazz.outcome(device.unlock('{PASSPHRASE}')).then(({{ ok }}) => ok === null)")
    assert not page.evaluate(LOCKED)


def test_locking_locks_every_tab_and_unlocking_opens_every_tab(context: BrowserContext, address: str) -> None:
    one, two = open_page(context, address), open_page(context, address)
    protect(one)
    # A tab that opens later needs no passphrase as long as another one is open.
    assert two.evaluate(LOCKED) is False
    assert two.evaluate(ORDERS) == ["BEFORE"]
    two.evaluate("async () => { await device.queue.enqueue(jazz.record({ orderId: 'TWO' })); }")
    one.wait_for_function("device.queue.view.items.length === 2")
    one.evaluate("device.lock()")
    until(two, "device.isLockedByNow()")
    assert two.evaluate("jazz.outcome(device.drafts.of('rate'))") == {"ok": []}
    for tab in (one, two):
        assert tab.evaluate(LOCKED)
    unlock(one)
    for tab in (one, two):
        until(tab, f"({LOCKED})().then((locked) => !locked)")
        assert tab.evaluate(ORDERS) == ["BEFORE", "TWO"]


def test_a_tab_that_slept_through_the_locking_gives_the_key_to_nobody(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    protect(page)
    page.evaluate("""async () => {
        // As if the message had been lost: the number of the locking goes up, and nobody hears of it.
        const database = await jazz.raw("jazz-test");
        const store = database.transaction("keys", "readwrite").objectStore("keys");
        store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (cursor.key < 0) cursor.update({ ...cursor.value, session: cursor.value.session + 1 });
            else cursor.continue();
        };
        await new Promise((done) => { store.transaction.oncomplete = done; });
        database.close();
    }""")
    assert open_page(context, address).evaluate(LOCKED)
    assert page.evaluate("device.isLockedByNow()")


def test_the_passphrase_can_be_changed_and_taken_off(page: Page) -> None:
    protect(page)
    page.evaluate("device.setPassphrase('a second passphrase')")
    reload(page)
    page.evaluate(LOCKED)
    assert unlock(page) == {"code": "wrong_passphrase"}
    assert unlock(page, "a second passphrase") == {"ok": None}
    page.evaluate(LOCKED)
    assert page.evaluate(ORDERS) == ["BEFORE"]
    assert page.evaluate("jazz.outcome(device.setPassphrase('short'))") == {"code": "passphrase_short"}
    page.evaluate("device.removePassphrase()")
    reload(page)
    assert not page.evaluate(LOCKED)
    assert page.evaluate(ORDERS) == ["BEFORE"]
    assert page.evaluate("jazz.outcome(device.lock())") == {"code": "no_passphrase"}
    assert page.evaluate("async () => (await jazz.rows('jazz-test', 'keys')).every((key) => !key.extractable)")


def test_feedback_that_came_while_locked_is_kept_when_the_lock_changes_meanwhile(
    context: BrowserContext, address: str
) -> None:
    one, two = open_page(context, address), open_page(context, address)
    protect(one)
    one.evaluate("device.lock()")
    for tab in (one, two):
        assert tab.evaluate(LOCKED)
    unlock(one)
    assert not one.evaluate(LOCKED)
    # The second tab has not looked since: it seals to a lock that is gone by then.
    one.evaluate("device.setPassphrase('a second passphrase')")
    two.evaluate("async () => { await device.queue.enqueue(jazz.record({ orderId: 'LATE' })); }")
    one.evaluate("device.removePassphrase()")
    two.evaluate("async () => { await device.queue.enqueue(jazz.record({ orderId: 'LATER' })); }")
    reload(one)
    assert not one.evaluate(LOCKED)
    assert sorted(one.evaluate(ORDERS)) == ["BEFORE", "LATE", "LATER"]


def test_the_site_data_cleared_under_an_open_page_keeps_the_passphrase(page: Page) -> None:
    protect(page)
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": page.url.rstrip("/"), "storageTypes": "indexeddb"})
    page.evaluate("async () => void (await device.queue.enqueue(jazz.record({ orderId: 'AFTER' })))")
    reload(page)
    assert page.evaluate(LOCKED)
    assert unlock(page) == {"ok": None}
    page.evaluate(LOCKED)
    assert page.evaluate(ORDERS) == ["BEFORE", "AFTER"]


def test_whoever_forgot_the_passphrase_can_only_begin_anew(page: Page) -> None:
    protect(page)
    reload(page)
    page.evaluate(LOCKED)
    page.evaluate("device.forget()")
    reload(page)
    assert not page.evaluate(LOCKED)
    assert page.evaluate(ORDERS) == []


@pytest.mark.parametrize("step", [1, 2])
def test_a_crash_while_the_passphrase_is_set_leaves_before_or_after(
    playwright: Playwright, address: str, tmp_path: Path, step: int
) -> None:
    context = open_browser(playwright, tmp_path)
    context.add_init_script(STEPS)
    page = open_page(context, address)
    page.evaluate("""async () => {
        await jazz.openOrLocked();
        for (const orderId of ["A", "B"]) await device.queue.enqueue(jazz.record({ orderId }));
    }""")
    run_to(page, f"device.setPassphrase({PASSPHRASE!r})", step)
    kill(context, tmp_path)
    context = open_browser(playwright, tmp_path)
    page = open_page(context, address)
    if page.evaluate(LOCKED):
        assert unlock(page) == {"ok": None}
        assert not page.evaluate(LOCKED)
    assert page.evaluate(ORDERS) == ["A", "B"]
    assert page.evaluate("jazz.trouble") == []
    context.close()


def test_what_is_on_the_disk_holds_no_key(playwright: Playwright, address: str, tmp_path: Path) -> None:
    context = open_browser(playwright, tmp_path)
    page = open_page(context, address)
    protect(page)
    page.evaluate("async () => { await device.queue.enqueue(jazz.record({ orderId: 'AFTER' })); }")
    kinds = page.evaluate("""async () => {
        const rows = await jazz.rows("jazz-test", "keys");
        return rows.map((row) => row.constructor.name);
    }""")
    assert kinds == ["Object", "Object"]
    kill(context, tmp_path)
    files = b"".join(file.read_bytes() for file in tmp_path.rglob("*IndexedDB*/**/*") if file.is_file())
    for text in (SECRET, PASSPHRASE):
        assert text.encode() not in files
        assert text.encode("utf-16-le") not in files
