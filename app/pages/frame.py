"""The frame of every page: head line, status lines, content; one for people at a door, one for the desk."""

from collections.abc import Sequence

import reflex as rx
from reflex.vars import VarData

from app.build.script import script
from app.components.color_mode import color_mode
from app.components.connection_line import connection_line
from app.components.dialog import dialog, open_dialog
from app.components.handlers import Text, browser_handler
from app.components.icons import icon
from app.components.language_choice import language_choice
from app.components.menu import MenuItem, menu
from app.components.page_shell import Place, page_shell
from app.components.update_line import update_line
from app.jazz import jazz_provider
from app.languages.text import t
from app.pages import routes
from app.pages.desk_state import Desk
from app.pages.status import status

BRAND = "Doorstep"
SCRIPT = script(__name__, "desk.ts")
PLACES = (
    Place(t("desk-overview"), routes.DESK, "chart", keys="g o"),
    Place(t("desk-feedback"), routes.FEEDBACK, "message", keys="g f"),
    Place(t("desk-inbox"), routes.INBOX, "inbox", keys="g i"),
    Place(t("desk-publishing"), routes.PUBLISHING, "globe", keys="g u", rail_only=True),
    Place(t("desk-devices"), routes.DEVICES, "phone", keys="g d", rail_only=True),
    Place(t("desk-quarantine"), routes.QUARANTINE, "hand", keys="g q", rail_only=True),
    Place(t("desk-codes"), routes.SHEET, "scan", keys="g c", shown=Desk.makes_links, rail_only=True),
    Place(t("desk-people"), routes.PEOPLE, "users", keys="g p", shown=Desk.manages),
    Place(t("desk-audit"), routes.AUDIT, "clock", keys="g l", shown=Desk.manages, rail_only=True),
    Place(t("desk-privacy"), routes.PRIVACY, "trash", keys="g v", shown=Desk.manages, rail_only=True),
    Place(t("desk-account"), routes.ACCOUNT, "user", keys="g m", rail_only=True),
)


# The heading of the keys' dialog: wherever it stands, the keys are listened to.
HEADING = t("desk-keys")
LISTENING = rx.Var(
    str(HEADING),
    _var_data=VarData.merge(
        HEADING._get_all_var_data(),  # noqa: SLF001
        VarData(imports={SCRIPT: [rx.ImportVar("useDeskKeys")]}, hooks={"useDeskKeys()": None}),
    ),
).to(str)


def _colours() -> rx.Component:
    return color_mode(t("colours"), system=t("colours-system"), light=t("colours-light"), dark=t("colours-dark"))


def public_frame(*content: rx.Component, foot: rx.Component | None = None) -> rx.Component:
    """A page that works with no network and says where one's feedback is; `foot` is within a thumb's reach."""
    return page_shell(
        jazz_provider(),
        *content,
        skip_label=t("frame-skip"),
        brand=BRAND,
        home=routes.LANDING,
        actions=(_colours(),),
        status=rx.fragment(update_line(), connection_line(), status()),
        foot=foot,
        closing=language_choice(t("frame-language")),
    )


def desk_frame(*content: rx.Component, here: str, keys: Sequence[tuple[str, Text]] = ()) -> rx.Component:
    """A page that shows what the server says: what was refused stands above its content. `keys` are its own."""
    return page_shell(
        _problem(),
        *content,
        _keys(keys),
        skip_label=t("frame-skip"),
        brand=BRAND,
        home=routes.DESK,
        actions=(_colours(), _account_menu()),
        status=rx.fragment(update_line(), connection_line(live=True)),
        places=[place._replace(current=place.href == here) for place in PLACES],
        places_label=t("desk-places"),
        closing=language_choice(t("frame-language")),
        wide=True,
    )


def _problem() -> rx.Component:
    line = rx.el.p(
        icon("alert", "size-5 mt-0.5"),
        rx.el.span(Desk.problem),
        class_name="flex items-start gap-2 rounded-control bg-attention-soft text-attention font-semibold px-4 py-3",
    )
    return rx.el.div(rx.cond(Desk.problem != "", line), role="alert", class_name="empty:hidden")


def _account_menu() -> rx.Component:
    return menu(
        "account",
        rx.cond(Desk.who != "", Desk.who, t("desk-menu")),
        *(_in_menu(place) for place in PLACES if place.rail_only),
        MenuItem(t("desk-keys"), "settings", on_click=open_dialog("keys")),
        MenuItem(t("desk-sign-out"), "arrow-right", on_click=browser_handler("() => signOut()", SCRIPT, "signOut")),
        icon_name="user",
    )


def _in_menu(place: Place) -> MenuItem:
    """On phones the tabs have no room for it."""
    on_phones = str(place.href) != routes.ACCOUNT
    return MenuItem(place.label, place.icon_name, href=place.href, shown=place.shown, on_phones=on_phones)


def _keys(here: Sequence[tuple[str, Text]]) -> rx.Component:
    places = [(place.keys, place.label) for place in PLACES]
    rows = [("?", t("desk-keys-show")), *here, *places, ("Esc", t("desk-keys-close"))]
    return dialog(
        "keys",
        LISTENING,
        rx.el.dl(
            *(_key(keys, does) for keys, does in rows),
            class_name="grid grid-cols-[auto_1fr] gap-x-6 gap-y-3 items-center",
        ),
        close_label=t("close"),
    )


def _key(keys: str, does: Text) -> rx.Component:
    caps = [
        rx.el.kbd(
            key, class_name="inline-block min-w-8 px-2 py-1 text-center text-sm border border-edge rounded-control"
        )
        for key in keys.split()
    ]
    return rx.fragment(rx.el.dt(*caps, class_name="flex gap-1"), rx.el.dd(does))


def title(text: Text, lead: Text | rx.Component | None = None) -> rx.Component:
    """The page's heading, perhaps with a sentence under it."""
    look = "mt-1 md:mt-2 text-base md:text-lg text-quiet text-pretty"
    return rx.el.div(
        rx.el.h1(text, class_name="text-xl md:text-3xl font-bold text-balance"),
        *([rx.el.p(lead, class_name=look)] if lead is not None else []),
    )
