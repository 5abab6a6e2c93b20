"""What waits on this device: each record with its state and what can be done about it.

Stage: queue. In: the queue's Vars. Out: a card for any page that works with no network.
"""

import reflex as rx

from app.components.button import BASE, KINDS, button
from app.components.card import card
from app.components.icons import icon
from app.components.state_badge import state_badge, state_words
from app.jazz.provider import queue, storage
from app.languages.text import t
from app.pages.passphrase import protecting, unlocking


def waiting() -> rx.Component:
    """What waits on this device, and its way to another one."""
    nothing = rx.el.p(t("waiting-nothing"), class_name="text-quiet")
    records = rx.el.ul(rx.foreach(queue.items, _record), aria_label=t("waiting-list"))
    return rx.cond(
        queue.ready,
        card(
            rx.cond(
                storage.locked & (queue.items.length() == 0),
                unlocking(),
                rx.cond(queue.items.length() > 0, records, nothing),
            ),
            rx.cond(
                storage.quarantined > 0,
                rx.el.p(t("waiting-unreadable"), class_name="text-attention"),
            ),
            rx.cond(~storage.locked, _files()),
            rx.el.p(
                rx.cond(queue.has_imported, t("waiting-imported", added=queue.imported["added"]), ""), role="status"
            ),
            rx.el.p(queue.trouble, role="alert", class_name="text-attention"),
            rx.cond(storage.quota > 0, _room()),
            rx.cond(~storage.locked, protecting()),
            heading=t("waiting-title"),
        ),
    )


def _room() -> rx.Component:
    kept = rx.cond(
        storage.persistent,
        "The browser keeps it until you remove it.",
        "The browser may clear it when the phone runs out of room.",
    )
    return rx.el.p(
        storage.used_megabytes,
        " MB used on this phone; the browser says that ",
        storage.left_megabytes,
        " MB are left. ",
        kept,
        class_name="text-quiet text-sm",
        custom_attrs={"id": "room"},
    )


def _files() -> rx.Component:
    return rx.el.div(
        rx.cond(
            (queue.items.length() > 0) | (storage.quarantined > 0),
            button(t("waiting-export"), kind="quiet", icon_name="download", on_click=queue.export_file),
        ),
        _read_a_file(),
        class_name="flex flex-wrap items-center gap-3",
    )


def _record(item: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(item["orderId"], class_name="font-semibold wrap-anywhere"),
            state_badge(item["status"], state_words()),
            class_name="grid gap-1",
        ),
        rx.el.div(
            rx.cond(
                item["status"] == "attention",
                button(t("waiting-retry"), kind="quiet", on_click=queue.retry(item["id"])),
            ),
            button(t("waiting-withdraw"), kind="quiet", on_click=queue.withdraw(item["id"])),
            class_name="flex flex-wrap gap-2",
        ),
        key=item["id"],
        class_name="flex flex-wrap items-center justify-between gap-3 py-3 border-t border-line",
    )


def _read_a_file() -> rx.Component:
    # The browser's own control says "No file chosen" in its own way and language: the label is the button.
    return rx.el.label(
        rx.el.input(type="file", accept=".json", on_change=queue.import_file, class_name="sr-only"),
        icon("upload"),
        rx.el.span(t("waiting-import")),
        class_name=f"{BASE} {KINDS['quiet']} cursor-pointer has-focus-visible:outline-3 "
        "has-focus-visible:outline-brand",
    )
