"""The passphrase of a shared phone: typing it, setting it, taking it off.

Stage: queue. In: the storage's Vars. Out: parts of the card that shows what waits. Always holds: feedback is taken in
whether or not somebody knows the passphrase.
"""

import reflex as rx

from app.components.button import button
from app.components.dialog import close_dialog, dialog, open_dialog
from app.components.field import text_field
from app.jazz.provider import passphrase_form, storage
from app.languages.text import t

FORGET = "forget"


def _field(autocomplete: str) -> rx.Component:
    return text_field("passphrase", t("lock-passphrase"), type="password", auto_complete=autocomplete)


def _forget() -> rx.Component:
    return dialog(
        FORGET,
        t("forget-title"),
        rx.el.p(t("forget-lost")),
        close_label=t("close"),
        actions=(
            button(t("forget-keep"), on_click=close_dialog()),
            button(t("forget-all"), kind="quiet", on_click=storage.forget),
        ),
    )


def unlocking() -> rx.Component:
    """What stands in the place of the records while they are locked."""
    return rx.el.div(
        rx.el.p(t("lock-locked")),
        passphrase_form(
            storage.unlock,
            _field("current-password"),
            button(t("lock-unlock"), type="submit"),
            class_name="grid gap-3",
        ),
        button(t("lock-forgotten"), kind="quiet", on_click=open_dialog(FORGET)),
        _forget(),
        class_name="grid gap-3",
    )


def protecting() -> rx.Component:
    """Setting a passphrase on a phone that several people use, locking, taking it off."""
    protected = rx.el.div(
        button(t("lock-now"), kind="quiet", on_click=storage.lock),
        button(t("lock-remove"), kind="quiet", on_click=storage.remove_passphrase),
        class_name="flex flex-wrap gap-3",
    )
    open_to_all = rx.el.details(
        rx.el.summary(t("lock-offer"), class_name="min-h-touch py-3 cursor-pointer text-brand font-semibold"),
        rx.el.p(
            t("lock-help"),
            class_name="text-quiet",
        ),
        passphrase_form(
            storage.set_passphrase,
            _field("new-password"),
            button(t("lock-set"), kind="quiet", type="submit"),
            class_name="grid gap-3",
        ),
    )
    return rx.cond(storage.has_passphrase, protected, rx.cond(storage.encrypted, open_to_all))
