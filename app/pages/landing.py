"""The landing page at /: what this is in one line, and the way to one's place."""

import reflex as rx

from app.components.button import link_button
from app.components.card import card
from app.components.install_line import install_line
from app.components.state_badge import RecordState, state_badge
from app.pages import routes
from app.pages.frame import public_frame, title

STEPS: tuple[tuple[RecordState, str, str], ...] = (
    ("saved", "Saved on this phone", "Your answer is on your device's storage. You may close everything."),
    ("received", "Received", "Back online, it has reached our server, and is on its disk."),
    ("stored", "In the database", "It counts. Your phone lets go of it now, and not before."),
)
WORDS: dict[RecordState, str] = {state: word for state, word, _ in STEPS}


def page() -> rx.Component:
    """One promise, one button, and how the promise is kept."""
    return public_frame(
        title(
            "Rate a delivery, even with no signal",
            "In the stairwell, the basement or the back of a van: what you say is kept, and sent as soon as it can be.",
        ),
        link_button("Rate an order", routes.RATE, icon_name="star", class_name="w-full sm:w-fit px-6 min-h-star"),
        card(
            rx.el.ol(*(_step(*step) for step in STEPS), class_name="grid gap-4"),
            heading="Where your answer is, in three honest words",
        ),
        install_line(),
        rx.el.p(
            "You work here? ",
            rx.el.a("Open the desk", href=routes.DESK, class_name="underline text-ink inline-block py-3"),
            class_name="text-quiet",
        ),
    )


def _step(state: RecordState, _word: str, means: str) -> rx.Component:
    return rx.el.li(
        state_badge(state, WORDS),
        rx.el.p(means, class_name="mt-1 text-quiet"),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.LANDING, title="Doorstep")
