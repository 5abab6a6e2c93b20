"""The landing page at /: what this is in one line, and the way to one's place."""

import reflex as rx

from app.components.button import link_button
from app.components.card import card
from app.components.install_line import install_line
from app.components.state_badge import RecordState, state_badge, state_words
from app.languages.text import t
from app.pages import routes
from app.pages.frame import public_frame, title

STEPS: tuple[RecordState, ...] = ("saved", "received", "stored")


def page() -> rx.Component:
    """One promise, one button, and how the promise is kept."""
    return public_frame(
        title(t("landing-title"), t("landing-lead")),
        link_button(t("landing-rate"), routes.RATE, icon_name="star", class_name="w-full sm:w-fit px-6 min-h-star"),
        card(
            rx.el.ol(*(_step(state) for state in STEPS), class_name="grid gap-4"),
            heading=t("landing-states"),
        ),
        install_line(),
        rx.el.p(
            t("landing-work"),
            " ",
            rx.el.a(t("landing-desk"), href=routes.DESK, class_name="underline text-ink inline-block py-3"),
            class_name="text-quiet",
        ),
    )


def _step(state: RecordState) -> rx.Component:
    return rx.el.li(
        state_badge(state, state_words()),
        rx.el.p(t(f"landing-{state}"), class_name="mt-1 text-quiet"),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.LANDING, title=t("landing-page"))
