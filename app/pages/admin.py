"""The desk."""

import reflex as rx

from app.components.connection_line import connection_line
from app.components.update_line import update_line


class AdminState(rx.State):
    """What the desk shows."""

    count: int = 0


def page() -> rx.Component:
    """What came in, live."""
    return rx.fragment(
        update_line(),
        connection_line(live=True),
        rx.el.main(rx.el.h1("Desk", class_name="text-2xl"), rx.el.p(AdminState.count)),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route="/admin", title="Desk · Doorstep")
