"""The frame of every page: head line, status lines, content; one for people at a door, one for the desk."""

import reflex as rx

from app.components.color_mode import color_mode
from app.components.connection_line import connection_line
from app.components.page_shell import Place, page_shell
from app.components.update_line import update_line
from app.pages import routes

BRAND = "Doorstep"
SKIP = "Skip to the content"


def _colours() -> rx.Component:
    return color_mode("Colours", system="As the device", light="Light", dark="Dark")


def public_frame(*content: rx.Component) -> rx.Component:
    """A page that works with no network."""
    return page_shell(
        *content,
        skip_label=SKIP,
        brand=BRAND,
        home=routes.LANDING,
        actions=(_colours(),),
        status=rx.fragment(update_line(), connection_line()),
    )


def desk_frame(*content: rx.Component, here: str) -> rx.Component:
    """A page that shows what the server says."""
    places = (("Overview", routes.DESK, "chart"),)
    return page_shell(
        *content,
        skip_label=SKIP,
        brand=BRAND,
        home=routes.LANDING,
        actions=(_colours(),),
        status=rx.fragment(update_line(), connection_line(live=True)),
        places=[Place(label, href, icon_name, current=href == here) for label, href, icon_name in places],
        places_label="Desk",
        wide=True,
    )


def title(text: str | rx.Var[str], lead: str | rx.Component = "") -> rx.Component:
    """The page's heading, perhaps with a sentence under it."""
    return rx.el.div(
        rx.el.h1(text, class_name="text-2xl md:text-3xl font-bold text-balance"),
        *([rx.el.p(lead, class_name="mt-2 text-lg text-quiet text-pretty")] if lead else []),
    )
