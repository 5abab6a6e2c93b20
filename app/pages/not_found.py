"""What stands where there is no page."""

import reflex as rx

from app.components.button import link_button
from app.languages.text import t
from app.pages import routes
from app.pages.frame import public_frame, title


def page() -> rx.Component:
    """A calm sentence and a way on."""
    return public_frame(
        title(t("missing-title"), t("missing-lead")),
        rx.el.div(
            link_button(t("landing-rate"), routes.RATE, icon_name="star"),
            link_button(t("missing-start"), routes.LANDING, kind="quiet"),
            class_name="flex flex-wrap gap-3",
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route="404", title=t("missing-page"))
