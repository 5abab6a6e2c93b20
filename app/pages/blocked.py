"""What stands on a page whose browser keeps nothing: why, and what to do."""

import reflex as rx

from app.components.button import button
from app.components.card import card
from app.components.handlers import browser_handler
from app.jazz.provider import queue, storage
from app.languages.text import t


def blocked() -> rx.Component:
    """The card, or nothing."""
    notice = card(
        rx.el.p(queue.trouble, class_name="font-semibold"),
        rx.el.ul(
            *(rx.el.li(t(f"blocked-{way}")) for way in ("window", "settings", "browser")),
            class_name="list-disc ps-6 grid gap-1",
        ),
        rx.el.div(button(t("blocked-again"), icon_name="turn", on_click=browser_handler("() => location.reload()"))),
        heading=t("blocked-title"),
    )
    return rx.el.div(rx.cond(storage.blocked, notice), role="alert", class_name="empty:hidden")
