"""The frame of every page: head line, status lines, content; one for people at a door, one for the desk."""

import reflex as rx
from reflex.vars import VarData

from app.components.color_mode import color_mode
from app.components.connection_line import connection_line
from app.components.dialog import dialog, open_dialog
from app.components.handlers import Text, browser_handler
from app.components.icons import icon
from app.components.menu import MenuItem, menu
from app.components.page_shell import Place, page_shell
from app.components.update_line import update_line
from app.pages import routes
from app.pages.desk_state import Desk

BRAND = "Doorstep"
SKIP = "Skip to the content"
SCRIPT = rx.asset("desk.ts", shared=True).importable_path
PLACES = (
    Place("Overview", routes.DESK, "chart", keys="g o"),
    Place("People", routes.PEOPLE, "users", keys="g p", shown=Desk.manages),
    Place("Audit log", routes.AUDIT, "clock", keys="g l", shown=Desk.manages),
    Place("My account", routes.ACCOUNT, "user", keys="g m"),
)


# The heading of the keys' dialog: wherever it stands, the keys are listened to.
LISTENING = rx.Var(
    '"Keys"',
    _var_data=VarData(imports={SCRIPT: [rx.ImportVar("useDeskKeys")]}, hooks={"useDeskKeys()": None}),
).to(str)


def _colours() -> rx.Component:
    return color_mode("Colours", system="As the device", light="Light", dark="Dark")


def public_frame(*content: rx.Component, foot: rx.Component | None = None) -> rx.Component:
    """A page that works with no network; `foot` stays within a thumb's reach on phones."""
    return page_shell(
        *content,
        skip_label=SKIP,
        brand=BRAND,
        home=routes.LANDING,
        actions=(_colours(),),
        status=rx.fragment(update_line(), connection_line()),
        foot=foot,
    )


def desk_frame(*content: rx.Component, here: str) -> rx.Component:
    """A page that shows what the server says: what was refused stands above its content."""
    return page_shell(
        _problem(),
        *content,
        _keys(),
        skip_label=SKIP,
        brand=BRAND,
        home=routes.DESK,
        actions=(_colours(), _account_menu()),
        status=rx.fragment(update_line(), connection_line(live=True)),
        places=[
            Place(place.label, place.href, place.icon_name, place.href == here, place.keys, place.shown)
            for place in PLACES
        ],
        places_label="Desk",
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
        rx.cond(Desk.who != "", Desk.who, "Account"),
        MenuItem("My account", "user", href=routes.ACCOUNT),
        MenuItem("Keys", "settings", on_click=open_dialog("keys")),
        MenuItem("Sign out", "arrow-right", on_click=browser_handler("() => signOut()", SCRIPT, "signOut")),
        icon_name="user",
    )


def _keys() -> rx.Component:
    rows = [("?", "Show these keys"), *((place.keys, place.label) for place in PLACES), ("Esc", "Close what is open")]
    return dialog(
        "keys",
        LISTENING,
        rx.el.dl(
            *(_key(keys, does) for keys, does in rows),
            class_name="grid grid-cols-[auto_1fr] gap-x-6 gap-y-3 items-center",
        ),
        close_label="Close",
    )


def _key(keys: str, does: Text) -> rx.Component:
    caps = [
        rx.el.kbd(
            key, class_name="inline-block min-w-8 px-2 py-1 text-center text-sm border border-edge rounded-control"
        )
        for key in keys.split()
    ]
    return rx.fragment(rx.el.dt(*caps, class_name="flex gap-1"), rx.el.dd(does))


def title(text: str | rx.Var[str], lead: str | rx.Component = "") -> rx.Component:
    """The page's heading, perhaps with a sentence under it."""
    return rx.el.div(
        rx.el.h1(text, class_name="text-2xl md:text-3xl font-bold text-balance"),
        *([rx.el.p(lead, class_name="mt-2 text-lg text-quiet text-pretty")] if lead else []),
    )
