"""The landing page."""

import reflex as rx


def page() -> rx.Component:
    """One line that says what this is."""
    return rx.el.main(rx.el.h1("Doorstep", class_name="text-2xl"))


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route="/", title="Doorstep")
