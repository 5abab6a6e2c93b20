"""The rating page."""

import reflex as rx

from app.components.connection_line import connection_line
from app.components.update_line import update_line


def page() -> rx.Component:
    """The form for one order."""
    return rx.fragment(
        update_line(),
        connection_line(),
        rx.el.main(
            rx.el.h1("Rate an order", class_name="text-2xl"),
            rx.el.textarea(aria_label="Comment", class_name="border border-line"),
        ),
    )


def add(app: rx.App) -> None:
    """Add the page, with and without an order in its address."""
    app.add_page(page, route="/rate", title="Rate an order · Doorstep")
    app.add_page(page, route="/rate/[order]", title="Rate an order · Doorstep")
