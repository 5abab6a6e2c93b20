"""The landing page."""

import reflex as rx

from app.components.connection_line import connection_line
from app.components.install_line import install_line
from app.components.update_line import update_line


def page() -> rx.Component:
    """One line that says what this is."""
    return rx.fragment(
        update_line(),
        connection_line(),
        rx.el.main(
            rx.el.h1("Doorstep", class_name="text-2xl"),
            rx.el.a("Rate an order", href="/rate"),
            install_line(),
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route="/", title="Doorstep")
