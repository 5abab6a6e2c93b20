"""What one tab promises: saved means saved, and each record can be corrected, taken back and tried again."""

from playwright.sync_api import Page


def test_a_confirmed_record_is_there_after_a_reload(page: Page) -> None:
    saved = page.evaluate("""async () => {
        await jazz.open();
        return device.queue.enqueue(jazz.record({ comment: "Grüße 😀" }));
    }""")
    page.reload()
    page.wait_for_function("window.jazz !== undefined")
    items = page.evaluate("async () => (await jazz.open()).queue.view.items")
    assert [(each["id"], each["comment"], each["status"]) for each in items] == [
        (saved["id"], "Grüße 😀", "saved")
    ]
