"""The passphrase of a shared phone: typing it, setting it, taking it off.

Stage: queue. In: the storage's Vars. Out: parts of the card that shows what waits. Always holds: feedback is taken in
whether or not somebody knows the passphrase.
"""

import reflex as rx

from app.components.button import button
from app.components.dialog import close_dialog, dialog, open_dialog
from app.components.field import text_field
from app.components.handlers import Text
from app.jazz.provider import passphrase_form, queue, storage
from app.languages.text import t

FORGET = "forget"


def _field(autocomplete: str) -> rx.Component:
    wrong = queue.trouble_with("passphrase")
    return text_field("passphrase", t("lock-passphrase"), type="password", auto_complete=autocomplete, error=wrong)


def forgetting() -> rx.Component:
    """The dialog that asks once more, and says in numbers what would be lost."""
    waits = queue.pending + queue.received + queue.attention
    return dialog(
        FORGET,
        t("forget-title"),
        rx.cond(storage.locked, rx.fragment(), rx.el.p(t("forget-count", count=waits), class_name="font-semibold")),
        rx.el.p(t("forget-lost")),
        close_label=t("close"),
        actions=(
            button(t("forget-keep"), on_click=close_dialog()),
            button(t("forget-all"), kind="danger", on_click=storage.forget),
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
        forgetting(),
        class_name="grid gap-3",
    )


def protecting() -> rx.Component:
    """Setting a passphrase on a phone that several people use, locking, taking it off."""
    protected = rx.el.div(
        rx.el.div(
            button(t("lock-now"), kind="quiet", on_click=storage.lock),
            button(t("lock-remove"), kind="quiet", on_click=storage.remove_passphrase),
            class_name="flex flex-wrap gap-3",
        ),
        _setting(t("lock-change"), t("lock-set-other")),
        rx.el.p(rx.cond(storage.has_set_passphrase, t("lock-done"), ""), role="status", class_name="empty:hidden"),
        class_name="grid gap-3",
    )
    return rx.cond(
        storage.has_passphrase,
        protected,
        rx.cond(storage.encrypted, _setting(t("lock-offer"), t("lock-set"), rx.el.p(t("lock-help")))),
    )


def _setting(offer: Text, does: Text, *words: rx.Component) -> rx.Component:
    return rx.el.details(
        rx.el.summary(offer, class_name="min-h-touch py-3 cursor-pointer text-brand font-semibold"),
        rx.el.div(
            *words,
            passphrase_form(
                storage.set_passphrase,
                _field("new-password"),
                button(does, kind="quiet", type="submit", class_name="justify-self-start"),
                class_name="grid gap-3",
            ),
            class_name="grid gap-3",
        ),
    )
