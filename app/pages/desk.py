"""The desk at /admin: what stands in the database, for those who are signed in."""

import reflex as rx
from reflex.event import EventSpec

from app import VERSION
from app.access.permissions import Action, Resource, Thing, can
from app.components.connection_line import connection_line
from app.components.update_line import update_line
from app.errors import NotAllowed, NotSignedIn
from app.pages import routes
from app.pages.session import backend, signed_in
from app.store.feedback import count_feedback


class DeskState(rx.State):
    """What the desk shows; empty until the server knows who asks."""

    who: str = ""
    stored: int = 0

    @rx.event
    async def load(self) -> EventSpec | None:
        """Fill the desk, or lead to the sign-in."""
        try:
            principal = await signed_in(self)
        except NotSignedIn:
            return rx.redirect(routes.SIGN_IN)
        if not can(principal, Action.READ, Resource(Thing.FEEDBACK)):
            raise NotAllowed("This account may not read feedback.")
        self.who = principal.email or principal.name
        self.stored = await backend().database.read(count_feedback)
        return None


def page() -> rx.Component:
    """Who is signed in, and how much feedback there is."""
    return rx.fragment(
        update_line(),
        connection_line(live=True),
        rx.el.main(
            rx.el.h1("Desk", class_name="text-2xl font-semibold"),
            rx.el.p("Signed in as ", rx.el.strong(DeskState.who)),
            rx.el.p(rx.el.strong(DeskState.stored, class_name="tabular-nums"), " in the database"),
            rx.el.p("Doorstep ", VERSION),
            class_name="mx-auto max-w-3xl p-6",
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.DESK, title="Desk · Doorstep", on_load=DeskState.load)
