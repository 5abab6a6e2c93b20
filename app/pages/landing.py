"""The landing page at /: what this is in one line, and each person's way to their place."""

import reflex as rx

from app.components.card import card
from app.components.handlers import Text
from app.components.icons import icon
from app.components.install_line import install_line
from app.components.state_badge import RecordState, state_badge, state_words
from app.languages.text import t
from app.pages import routes
from app.pages.frame import public_frame, title

STEPS: tuple[RecordState, ...] = ("saved", "received", "stored")

WAY = "flex items-center gap-4 min-h-star px-4 py-3 rounded-card no-underline transition-colors"


def page() -> rx.Component:
    """One promise, a way for each person, and how the promise is kept."""
    return public_frame(
        title(t("landing-title"), t("landing-lead")),
        rx.el.ul(
            _way("star", t("landing-rate"), t("landing-rate-help"), routes.RATE, first=True),
            _way("package", t("landing-courier"), t("landing-courier-help"), routes.COURIER),
            _way("inbox", t("landing-desk"), t("landing-desk-help"), routes.DESK),
            aria_label=t("landing-ways"),
            class_name="grid gap-3",
        ),
        install_line(),
        card(
            rx.el.ol(*(_step(state) for state in STEPS), class_name="grid gap-4"),
            heading=t("landing-states"),
        ),
    )


def _way(icon_name: str, label: Text, help_text: Text, href: str, *, first: bool = False) -> rx.Component:
    look = (
        "bg-brand text-on-brand hover:bg-brand-strong"
        if first
        else "bg-card text-ink border border-edge hover:bg-brand-soft hover:border-brand"
    )
    return rx.el.li(
        rx.el.a(
            icon(icon_name, "size-6 shrink-0"),
            rx.el.span(
                rx.el.span(label, class_name="block text-lg font-semibold"),
                rx.el.span(help_text, class_name="block text-sm"),
                class_name="grow min-w-0 wrap-anywhere",
            ),
            icon("arrow-right", "size-5 shrink-0"),
            href=href,
            class_name=f"{WAY} {look}",
        )
    )


def _step(state: RecordState) -> rx.Component:
    return rx.el.li(
        state_badge(state, state_words()),
        rx.el.p(t(f"landing-{state}"), class_name="mt-1 text-quiet"),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.LANDING, title=t("landing-page"))
