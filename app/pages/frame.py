"""The frame of every page: head line, status lines, content; one for people at a door, one for the desk."""

import reflex as rx

from app.components.color_mode import color_mode
from app.components.connection_line import connection_line
from app.components.handlers import Text
from app.components.language_choice import language_choice
from app.components.page_shell import Place, page_shell
from app.components.update_line import update_line
from app.languages.text import t
from app.pages import routes

BRAND = "Doorstep"


def _colours() -> rx.Component:
    return color_mode(t("colours"), system=t("colours-system"), light=t("colours-light"), dark=t("colours-dark"))


def public_frame(*content: rx.Component, foot: rx.Component | None = None) -> rx.Component:
    """A page that works with no network; `foot` stays within a thumb's reach on phones."""
    return page_shell(
        *content,
        skip_label=t("frame-skip"),
        brand=BRAND,
        home=routes.LANDING,
        actions=(_colours(),),
        status=rx.fragment(update_line(), connection_line()),
        foot=foot,
        closing=language_choice(t("frame-language")),
    )


def desk_frame(*content: rx.Component, here: str) -> rx.Component:
    """A page that shows what the server says."""
    places = ((t("desk-overview"), routes.DESK, "chart"),)
    return page_shell(
        *content,
        skip_label=t("frame-skip"),
        brand=BRAND,
        home=routes.LANDING,
        actions=(_colours(),),
        status=rx.fragment(update_line(), connection_line(live=True)),
        places=[Place(label, href, icon_name, current=href == here) for label, href, icon_name in places],
        places_label=t("desk-places"),
        closing=language_choice(t("frame-language")),
        wide=True,
    )


def title(text: Text, lead: Text | None = None) -> rx.Component:
    """The page's heading, perhaps with a sentence under it."""
    return rx.el.div(
        rx.el.h1(text, class_name="text-2xl md:text-3xl font-bold text-balance"),
        *([rx.el.p(lead, class_name="mt-2 text-lg text-quiet text-pretty")] if lead is not None else []),
    )
