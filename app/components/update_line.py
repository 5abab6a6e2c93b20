"""The update line: offers a new version, quietly, to be used now or later."""

import reflex as rx

from app.components.handlers import Text
from app.languages.text import t
from app.offline import browser


def _button(text: Text, look: str, on_click: rx.Var[rx.EventChain]) -> rx.Component:
    shape = "min-h-12 rounded-control px-4 text-base"
    return rx.el.button(text, type="button", on_click=on_click, class_name=f"{shape} {look}")


def update_line() -> rx.Component:
    """The line. A page that has it also registers the service worker."""
    state = browser.update()
    line = "flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-brand-soft px-4 py-2 text-ink"
    return rx.el.div(
        rx.cond(
            state != "none",
            rx.el.div(
                rx.el.span(rx.cond(state == "held", t("update-held"), t("update-ready")), class_name="grow"),
                rx.el.span(
                    _button(t("update-now"), "bg-brand text-on-brand font-semibold", browser.accept_update()),
                    _button(t("update-later"), "text-ink underline", browser.postpone_update()),
                    class_name="flex gap-2",
                ),
                class_name=line,
            ),
        ),
        role="status",
        aria_live="polite",
    )
