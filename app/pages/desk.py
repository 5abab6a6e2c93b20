"""The desk at /admin: what stands in the database, for those who are signed in."""

import reflex as rx

from app.access.permissions import Action, Thing
from app.access.tokens import SignedIn
from app.components.card import card
from app.components.handlers import Text
from app.components.skeleton import skeleton
from app.languages.text import t
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.frame import desk_frame, title
from app.pages.session import backend
from app.store.feedback import count_feedback


class OverviewState(Desk):
    """What the overview shows; empty until the server knows who asks."""

    stored: int = 0

    @handler(Action.READ, Thing.FEEDBACK)
    async def load(self, _me: SignedIn) -> None:
        """Count."""
        self.stored = await backend().database.read(count_feedback)


def page() -> rx.Component:
    """How much feedback there is."""
    return desk_frame(
        title(t("desk-overview")),
        rx.el.div(
            _figure(t("state-stored"), OverviewState.stored),
            class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-4",
        ),
        here=routes.DESK,
    )


def _figure(label: Text, value: int | rx.Var[int]) -> rx.Component:
    number = rx.el.dd(value, class_name="text-3xl font-bold tabular-nums")
    waiting = rx.el.dd(skeleton(t("desk-counting"), rows=1))
    return card(
        rx.el.dl(
            rx.el.dt(label, class_name="text-sm text-quiet"),
            rx.cond(OverviewState.who != "", number, waiting),
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.DESK, title=t("desk-page"), on_load=OverviewState.load)
