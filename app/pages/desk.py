"""The desk at /admin: what stands in the database, for those who are signed in."""

import reflex as rx
from reflex.event import EventSpec

from app import VERSION
from app.access.permissions import Action, Resource, Thing, can
from app.components.button import button
from app.components.card import card
from app.components.handlers import Text, browser_handler
from app.components.skeleton import skeleton
from app.errors import NotAllowed, NotSignedIn
from app.languages.text import around, t
from app.pages import routes
from app.pages.frame import desk_frame, title
from app.pages.session import backend, signed_in
from app.pages.sign_in import SCRIPT
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
    """How much feedback there is, and who is looking."""
    return desk_frame(
        title(t("desk-overview")),
        rx.el.div(
            _figure(t("state-stored"), DeskState.stored),
            class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-4",
        ),
        rx.el.div(
            rx.el.p(
                rx.cond(DeskState.who != "", rx.fragment(around("desk-signed-in", rx.el.strong(DeskState.who)), " · ")),
                f"Doorstep {VERSION}",
                class_name="text-sm text-quiet",
            ),
            button(
                t("desk-sign-out"),
                kind="quiet",
                on_click=browser_handler("() => signOut()", SCRIPT.importable_path, "signOut"),
            ),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        here=routes.DESK,
    )


def _figure(label: Text, value: int | rx.Var[int]) -> rx.Component:
    number = rx.el.dd(value, class_name="text-3xl font-bold tabular-nums")
    waiting = rx.el.dd(skeleton(t("desk-counting"), rows=1))
    return card(
        rx.el.dl(
            rx.el.dt(label, class_name="text-sm text-quiet"),
            rx.cond(DeskState.who != "", number, waiting),
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.DESK, title=t("desk-page"), on_load=DeskState.load)
