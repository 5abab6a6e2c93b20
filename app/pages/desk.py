"""The dashboard at /admin: how it goes, compared with the period before, and what it comes from."""

from typing import Any

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from app.access.permissions import Action, Thing
from app.access.tokens import SignedIn
from app.components.button import button
from app.components.card import card
from app.components.empty_state import empty_state
from app.components.icons import icon
from app.components.skeleton import skeleton
from app.languages.text import t
from app.pages import live, routes
from app.pages.dashboard import comments, couriers, distribution, heat, reasons, trends
from app.pages.desk_state import Desk, handler
from app.pages.filters import Filtered, filters, following
from app.pages.frame import desk_frame, title
from app.pages.key_figures import cards
from app.pages.looking import looking_at
from app.pages.session import backend
from app.store.feedback import count_feedback
from app.store.overview import Figures

SAMPLE_ORDERS = 5000
SAMPLE_SEED = 1
PAIR = "grid gap-4 lg:grid-cols-2 items-stretch"


class OverviewState(Filtered, Desk):
    """What the dashboard shows; empty until the server knows who asks."""

    figures: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    loaded: bool = False
    # Nothing at all is in the database.
    nothing: bool = False
    sample: int = 0

    @handler(Action.READ, Thing.FEEDBACK)
    async def load(self, _me: SignedIn) -> None:
        """Show what the address asks for, and keep it new."""
        looking, days = looking_at(self.router.url.query)
        self.query, self.custom = looking.query, "from" in looking.chosen
        self.filtered = looking.query != ""
        self.figures = await backend().overviews.look(looking.looked(days))
        self.nothing = not self.filtered and not await backend().database.read(count_feedback)
        self.sample = await backend().samples.count()
        self.loaded = True
        live.shows(self.router.session.client_token, looking.query)

    @handler(Action.MANAGE, Thing.SAMPLE)
    async def fill(self, me: SignedIn) -> Any:
        """Make a sample, to see the product with."""
        await backend().samples.make(me.principal, SAMPLE_ORDERS, SAMPLE_SEED)
        return OverviewState.load

    @handler(Action.MANAGE, Thing.SAMPLE)
    async def clear(self, me: SignedIn) -> Any:
        """Take the sample out again."""
        await backend().samples.remove(me.principal)
        return OverviewState.load


def newer(figures: Figures) -> dict[str, dict[str, Any]]:
    """What a page that shows these figures has to be told."""
    told = {"figures": figures} | ({"nothing": False} if figures.get("now", {}).get("count") else {})
    return {OverviewState.get_full_name(): {f"{name}{FIELD_MARKER}": value for name, value in told.items()}}


def page() -> rx.Component:
    """Numbers, then what they come from."""
    return desk_frame(
        rx.el.div(title(following(t("desk-overview"))), _live(), class_name="flex flex-wrap items-end gap-4"),
        filters(t("filter-label"), routes.DESK, OverviewState),
        rx.cond(
            OverviewState.loaded,
            rx.cond(OverviewState.nothing, _nothing(), _everything()),
            rx.cond(Desk.problem == "", _loading()),
        ),
        here=routes.DESK,
    )


def _live() -> rx.Component:
    return rx.el.p(
        rx.el.span(class_name="size-2 rounded-full bg-stored"),
        t("overview-live"),
        class_name="flex items-center gap-2 text-sm text-quiet",
    )


def _loading() -> rx.Component:
    return rx.el.div(
        skeleton(t("desk-counting"), shape="card", rows=2),
        rx.el.div(
            *(skeleton(t("desk-counting"), shape="card", rows=6) for _ in range(2)),
            class_name="grid gap-4 lg:grid-cols-2",
        ),
        class_name="grid gap-4",
    )


def _nothing() -> rx.Component:
    fill = button(t("sample-fill"), icon_name="plus", on_click=OverviewState.fill)
    return card(
        empty_state(
            "chart",
            t("overview-nothing"),
            t("overview-nothing-lead"),
            action=rx.cond(Desk.manages, fill, rx.fragment()),
        )
    )


def _everything() -> rx.Component:
    figures: Any = OverviewState.figures
    few = card(empty_state("users", t("overview-hidden"), t("overview-hidden-lead")))
    part = rx.el.p(
        icon("info", "size-5 mt-0.5"),
        rx.el.span(t("overview-part", count=figures["now"].to(dict[str, Any])["count"].to(int))),
        class_name="flex items-start gap-2 rounded-control bg-received-soft text-received px-4 py-3",
    )
    whole = rx.el.div(
        rx.el.div(rx.cond(figures["whole"].to(bool), rx.fragment(), part), role="status", class_name="empty:hidden"),
        cards(figures, OverviewState.query),
        rx.cond(figures["now"].to(dict[str, Any])["count"].to(int) > 0, _parts(figures), _no_match()),
        class_name="grid gap-4",
    )
    return rx.el.div(
        rx.cond(figures["hidden"].to(bool), few, whole),
        rx.cond((OverviewState.sample > 0) & Desk.manages, _sample()),
        class_name="grid gap-6",
    )


def _parts(figures: Any) -> rx.Component:
    query = OverviewState.query
    return rx.fragment(
        trends(figures),
        rx.el.div(distribution(figures, query), reasons(figures, query), class_name=PAIR),
        couriers(figures, query),
        rx.el.div(comments(figures, query), heat(figures), class_name=PAIR),
    )


def _no_match() -> rx.Component:
    return card(empty_state("search", t("overview-no-match"), t("overview-no-match-lead")))


def _sample() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("sample-there", count=OverviewState.sample), class_name="grow"),
        button(t("sample-remove"), kind="quiet", icon_name="trash", on_click=OverviewState.clear),
        class_name="flex flex-wrap items-center gap-3 rounded-card border border-line bg-card px-4 py-3 text-quiet",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.DESK, title=t("desk-page"), on_load=OverviewState.load)
