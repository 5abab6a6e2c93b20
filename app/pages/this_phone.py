"""What this device keeps: how much room there is, files to and from elsewhere, the passphrase, and forgetting it all.

Stage: queue. In: the queue's and the storage's Vars. Out: a panel of the page of one's feedback.
"""

import reflex as rx

from app.components.button import BASE, KINDS, button
from app.components.card import card
from app.components.dialog import open_dialog
from app.components.icons import icon
from app.jazz.provider import queue, storage
from app.languages.text import size, t
from app.pages.passphrase import FORGET, forgetting, protecting


def this_phone() -> rx.Component:
    """The panel."""
    return rx.el.div(_room(), _files(), _lock(), _end(), class_name="grid gap-4")


def _room() -> rx.Component:
    promised = rx.el.p(_mark(good=True), t("phone-kept"), class_name="flex items-start gap-2")
    unsure = rx.el.div(
        rx.el.p(_mark(good=False), t("phone-may-go"), class_name="flex items-start gap-2"),
        rx.cond(
            storage.has_asked,
            rx.el.p(t("phone-refused"), class_name="text-sm text-quiet"),
            button(t("phone-keep"), kind="quiet", on_click=storage.keep, class_name="justify-self-start"),
        ),
        class_name="grid gap-3",
    )
    return card(
        rx.cond(
            storage.quota > 0,
            rx.el.p(
                t("phone-room", used=size(storage.usage), left=size(storage.quota - storage.usage)),
                custom_attrs={"id": "room"},
            ),
        ),
        rx.el.div(rx.cond(storage.persistent, promised, unsure), role="status"),
        rx.el.p(
            _mark(good=storage.encrypted),
            rx.cond(storage.encrypted, t("phone-encrypted"), t("phone-plain")),
            class_name="flex items-start gap-2",
        ),
        heading=t("phone-storage"),
    )


def _mark(*, good: bool | rx.Var[bool]) -> rx.Component:
    yes, no = icon("check", "size-5 mt-0.5 text-stored"), icon("info", "size-5 mt-0.5 text-quiet")
    if isinstance(good, rx.Var):
        return rx.cond(good, yes, no)
    return yes if good else no


def _files() -> rx.Component:
    imported = queue.imported
    told = rx.el.p(
        t("waiting-imported", added=imported["added"]),
        rx.cond(imported["known"] > 0, rx.fragment(" ", t("import-known", known=imported["known"]))),
        rx.cond(
            imported["unreadable"] > 0, rx.fragment(" ", t("import-unreadable", unreadable=imported["unreadable"]))
        ),
    )
    waits = (queue.items.length() > 0) | (storage.quarantined > 0)
    return card(
        rx.el.p(t("phone-file-help"), class_name="text-quiet"),
        rx.cond(storage.quarantined > 0, rx.el.p(t("waiting-unreadable"), class_name="text-attention")),
        rx.el.div(
            rx.cond(waits, button(t("waiting-export"), kind="quiet", icon_name="download", on_click=queue.export_file)),
            _read_a_file(),
            class_name="flex flex-wrap items-center gap-3",
        ),
        rx.el.div(rx.cond(queue.has_imported, told), role="status", class_name="empty:hidden"),
        heading=t("phone-file"),
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


def _lock() -> rx.Component:
    return rx.cond(storage.encrypted, card(protecting(), heading=t("phone-lock")))


def _end() -> rx.Component:
    return card(
        rx.el.p(t("phone-forget-help"), class_name="text-quiet"),
        button(
            t("phone-forget"),
            kind="quiet",
            icon_name="trash",
            on_click=open_dialog(FORGET),
            class_name="justify-self-start",
        ),
        forgetting(),
        heading=t("phone-forget-title"),
    )
