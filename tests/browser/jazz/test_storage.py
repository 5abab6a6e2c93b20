"""What the storage promises when the browser, the disk or another tab does its worst."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.support.chromium import launch, open_browser
from tests.support.queue_page import kill, open_page

SECRET = "Zustellung im Heizungskeller"
CORRUPT = """async ([name, which]) => {
    const database = await jazz.raw(name);
    const store = database.transaction("updates", "readwrite").objectStore("updates");
    const numbers = await new Promise((done) => {
        store.getAllKeys().onsuccess = (event) => done(event.target.result);
    });
    const number = numbers[which];
    await new Promise((done) => {
        store.get(number).onsuccess = (event) => {
            const row = event.target.result;
            row.bytes[row.bytes.length - 20] ^= 0xff;
            store.put(row, number).onsuccess = done;
        };
    });
    database.close();
}"""


def on_disk(profile: Path) -> bytes:
    return b"".join(file.read_bytes() for file in profile.rglob("*IndexedDB*/**/*") if file.is_file())


def written(playwright: Playwright, address: str, profile: Path, settings: str) -> bytes:
    """What stands on the disk after a record and a draft were kept."""
    context = open_browser(playwright, profile)
    open_page(context, address).evaluate(
        """async ([settings, comment]) => {
            const device = await jazz.open(settings);
            await device.queue.enqueue(jazz.record({ comment }));
            const fields = { comment };
            await device.drafts.keep({ id: jazz.idMaker()(), form: "rate", at: 1, fields });
            await device.queue.compact();
        }""",
        [{"encrypted": settings == "encrypted"}, SECRET],
    )
    kill(context, profile)
    return on_disk(profile)


def test_nothing_readable_is_on_the_disk(playwright: Playwright, address: str, tmp_path: Path) -> None:
    encrypted = written(playwright, address, tmp_path / "encrypted", "encrypted")
    plain = written(playwright, address, tmp_path / "plain", "plain")
    for text in (SECRET.encode(), SECRET.encode("utf-16-le")):
        assert text not in encrypted
    assert SECRET.encode() in plain


def test_the_key_cannot_be_read_out(page: Page) -> None:
    outcome = page.evaluate("""async () => {
        await jazz.open();
        const [key] = await jazz.rows("jazz-test", "keys");
        return [key.extractable, (await jazz.outcome(crypto.subtle.exportKey("raw", key))).ok];
    }""")
    assert outcome == [False, None]


def test_switching_encryption_carries_everything_over(page: Page) -> None:
    def opened(encrypted: bool) -> list[int]:
        page.reload()
        page.wait_for_function("window.jazz !== undefined")
        found: list[int] = page.evaluate(
            """async (encrypted) => {
                const device = await jazz.open({ encrypted });
                const drafts = await device.drafts.of("rate");
                await device.drafts.keep({ id: jazz.idMaker()(), form: "rate", at: 1, fields: {} });
                await device.queue.enqueue(jazz.record());
                const of = (store) => jazz.rows("jazz-test", store);
                const rows = [...await of("updates"), ...await of("drafts")];
                const sealed = rows.filter((row) => row.key > 0 && row.bytes[0] !== 0);
                const keys = (await of("keys")).length;
                return [device.queue.view.items.length, drafts.length, rows.length - sealed.length, keys];
            }""",
            encrypted,
        )
        return found

    assert opened(encrypted=True) == [1, 0, 0, 1]
    items, drafts, plain, keys = opened(encrypted=False)
    assert (items, drafts, keys) == (2, 1, 0)
    assert plain == 4
    assert opened(encrypted=True) == [3, 2, 0, 1]


def test_a_new_key_destroys_the_one_before_and_other_tabs_follow(context: BrowserContext, address: str) -> None:
    one, two = open_page(context, address), open_page(context, address)
    for tab in (one, two):
        tab.evaluate("async () => { await jazz.open(); await device.queue.enqueue(jazz.record()); }")
    one.wait_for_function("device.queue.view.items.length === 2")
    one.evaluate("device.queue.rekey()")
    two.evaluate("device.queue.enqueue(jazz.record())")
    one.wait_for_function("device.queue.view.items.length === 3")
    assert one.evaluate("async () => (await jazz.rows('jazz-test', 'keys')).length") == 1
    one.reload()
    one.wait_for_function("window.jazz !== undefined")
    assert one.evaluate("async () => (await jazz.open()).queue.view.items.length") == 3
    assert one.evaluate("jazz.trouble") == []


def test_forgetting_the_device_leaves_nothing_and_tells_other_tabs(context: BrowserContext, address: str) -> None:
    one, two = open_page(context, address), open_page(context, address)
    for tab in (one, two):
        tab.evaluate("async () => void (await jazz.open())")
    one.evaluate("device.queue.enqueue(jazz.record())")
    one.evaluate("device.forget()")
    two.wait_for_function("jazz.trouble.includes('storage_erased')")
    assert two.evaluate("jazz.outcome(device.queue.enqueue(jazz.record()))") == {"code": "storage_erased"}
    assert one.evaluate("async () => (await jazz.open()).queue.view.items.length") == 0


def test_a_row_that_cannot_be_read_is_put_aside_and_the_rest_loads(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.open();
        for (const orderId of ["A", "B", "C", "D"]) await device.queue.enqueue(jazz.record({ orderId }));
        await device.queue.withdraw(device.queue.view.items[2].id);
    }""")
    page.evaluate(CORRUPT, ["jazz-test", 1])
    for _ in range(2):
        page.reload()
        page.wait_for_function("window.jazz !== undefined")
        page.evaluate("async () => void (await jazz.open())")
        assert page.evaluate("device.queue.view.items.map((item) => item.orderId)") == ["A", "D"]
        assert page.evaluate("device.quarantined()") == 1
        file = page.evaluate("async () => JSON.parse(await device.export())")
        assert (len(file["items"]), len(file["aside"])) == (2, 1)
        assert file["aside"][0]["base64"]
    assert page.evaluate("jazz.trouble") == []
    page.evaluate("async () => void (await device.queue.enqueue(jazz.record({ orderId: 'E' })))")
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    assert page.evaluate("async () => (await jazz.open()).queue.view.items.length") == 3


def test_garbage_in_a_plain_log_is_put_aside(page: Page) -> None:
    page.evaluate("""async () => {
        await jazz.open({ encrypted: false });
        await device.queue.enqueue(jazz.record());
        const database = await jazz.raw("jazz-test");
        const store = database.transaction("updates", "readwrite").objectStore("updates");
        store.add({ key: 0, bytes: Uint8Array.of(0, 7, 7, 7) });
        store.add({ key: 0, bytes: new Uint8Array(0) });
        store.add({ key: 0 });
        await new Promise((done) => { store.transaction.oncomplete = done; });
        database.close();
    }""")
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    assert page.evaluate("async () => (await jazz.open({ encrypted: false })).queue.view.items.length") == 1
    assert page.evaluate("device.quarantined()") == 3
    assert "storage_corrupt" in page.evaluate("jazz.trouble")


def test_a_newer_page_takes_the_storage_over_and_the_old_one_says_so(context: BrowserContext, address: str) -> None:
    old, new = open_page(context, address), open_page(context, address)
    old.evaluate("async () => void (await jazz.open())")
    new.evaluate("async () => void (await jazz.Database.open('jazz-test', () => undefined, 99))")
    old.wait_for_function("jazz.trouble.includes('storage_outdated')")
    assert old.evaluate("jazz.outcome(device.queue.enqueue(jazz.record()))") == {"code": "storage_outdated"}
    assert old.evaluate("jazz.outcome(jazz.open())") == {"code": "storage_outdated"}


def test_an_old_tab_that_blocks_an_upgrade_is_named(context: BrowserContext, address: str) -> None:
    old, new = open_page(context, address), open_page(context, address)
    old.evaluate("async () => { window.held = await jazz.raw('jazz-test'); }")
    new.evaluate("""() => {
        window.told = [];
        window.opened = jazz.Database.open("jazz-test", (error) => told.push(error.code), 99);
    }""")
    new.wait_for_function("told.includes('storage_blocked')")
    old.evaluate("held.close()")
    assert new.evaluate("async () => { await opened; return true; }")


def test_storage_that_the_browser_closes_is_opened_again(page: Page) -> None:
    page.evaluate("async () => { await jazz.open(); await device.queue.enqueue(jazz.record()); }")
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": page.url.rstrip("/"), "storageTypes": "indexeddb"})
    page.evaluate("async () => void (await device.queue.enqueue(jazz.record()))")
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    assert page.evaluate("async () => (await jazz.open()).queue.view.items.length") == 2


def test_a_private_window_keeps_feedback_while_it_is_open(playwright: Playwright, address: str) -> None:
    browser = launch(playwright)
    page = open_page(browser.new_context(), address)
    page.evaluate("async () => { await jazz.open(); await device.queue.enqueue(jazz.record()); }")
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    assert page.evaluate("async () => (await jazz.open()).queue.view.items.length") == 1
    browser.close()


def test_a_browser_without_storage_says_so(page: Page) -> None:
    page.add_init_script("delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined });")
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    assert page.evaluate("jazz.outcome(jazz.open())") == {"code": "storage_unavailable"}


def test_storage_that_opens_and_keeps_nothing_is_found_out_before_anybody_needs_it(page: Page) -> None:
    page.add_init_script("""
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (value, key) {
            if (key === "probe") this.transaction.commit = this.transaction.abort;
            return put.call(this, value, key);
        };
    """)
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    page.evaluate("async () => void (await jazz.open())")
    assert page.evaluate("jazz.trouble") == ["storage_failed"]


def test_a_full_phone_loses_nothing_that_it_confirmed(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    origin = {"origin": page.url.rstrip("/")}
    # Before anything is written: the browser remembers for half a minute how much room there was.
    session.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": 400_000})
    page.evaluate("async () => void (await jazz.open())")
    confirmed, refused = page.evaluate(
        """async () => {
        const confirmed = [], refused = [];
        const deadline = performance.now() + 60_000;
        for (let round = 0; refused.length < 10 && performance.now() < deadline; round += 1) {
            // Some at once, so that a group is refused and each of it tried alone.
            await Promise.all(Array.from({ length: 10 }, async (_, at) => {
                const comment = Array.from({ length: 40 }, () => crypto.randomUUID()).join(" ");
                const record = jazz.record({ id: newId(), orderId: `${round}-${at}`, comment });
                await device.queue.enqueue(record).then(
                    () => confirmed.push(record.id),
                    (error) => refused.push([record.id, error.code]),
                );
            }));
        }
        return [confirmed, refused];
    }""".replace("async () => {", "async () => { const newId = jazz.idMaker();", 1)
    )
    assert confirmed
    assert refused
    assert {code for _, code in refused} == {"storage_full"}
    shown = page.evaluate("device.queue.view.items.map((item) => item.id)")
    assert sorted(shown) == sorted(confirmed)
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    assert page.evaluate("async () => (await jazz.open()).queue.view.items.length") == len(confirmed)
    session.send("Storage.overrideQuotaForOrigin", origin)
    page.evaluate("id => device.queue.enqueue(jazz.record({ id }))", refused[0][0])
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    kept = page.evaluate("async () => (await jazz.open()).queue.view.items.map((item) => item.id)")
    assert sorted(kept) == sorted([*confirmed, refused[0][0]])


def test_drained_rounds_and_many_visits_leave_a_small_document(page: Page) -> None:
    size = page.evaluate("""async () => {
        const server = async (device) => {
            const { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } = jazz.Y;
            const doc = new Doc();
            applyUpdate(doc, (await device.queue.toSend()).update);
            const before = encodeStateVector(doc);
            const queue = doc.getArray("queue");
            queue.delete(0, queue.length);
            await device.queue.merge(encodeStateAsUpdate(doc, before));
        };
        const device = await jazz.open();
        for (let round = 0; round < 20; round += 1) {
            const items = Array.from({ length: 1000 }, () => jazz.record());
            await Promise.all(items.map((item) => device.queue.enqueue(item)));
            await server(device);
        }
        return (await device.queue.toSend()).update.length;
    }""")
    assert size <= 200
    for _ in range(10):
        page.reload()
        page.wait_for_function("window.jazz !== undefined")
        size = page.evaluate("""async () => {
            const device = await jazz.open();
            for (let at = 0; at < 10; at += 1) await device.queue.enqueue(jazz.record());
            for (const item of device.queue.view.items) await device.queue.withdraw(item.id);
            return (await device.queue.toSend()).update.length;
        }""")
    assert size <= 200
