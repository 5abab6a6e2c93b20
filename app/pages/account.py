"""My account at /admin/account: where one is signed in, and the password of who wants one."""

import re
from typing import Any

import reflex as rx

from app.access.account import OpenSession
from app.access.passwords import MIN_LENGTH
from app.access.permissions import Action, Thing
from app.access.tokens import SignedIn
from app.components.button import button
from app.components.card import card
from app.components.field import text_field
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.languages.text import around, t
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.frame import desk_frame, title
from app.pages.session import backend

# What a browser calls itself holds the names of others: the first that fits is it.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
PHONES = ("Android", "iPhone", "iPad")
DONE = ("ended", "others", "set", "removed")


class AccountState(Desk):
    """One's own sessions."""

    sessions: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    has_password: bool = False
    loaded: bool = False
    # What was done last; one of DONE.
    done: str = ""

    @handler(Action.MANAGE, Thing.SESSION, own=True)
    async def load(self, me: SignedIn) -> None:
        """Show them."""
        self.done = ""
        await self._show(me)

    @handler(Action.MANAGE, Thing.SESSION, own=True)
    async def end(self, me: SignedIn, session: str) -> None:
        """End one of them."""
        await backend().accounts.end_session(me.principal, me.principal.id, session)
        self.done = "ended"
        await self._show(me)

    @handler(Action.MANAGE, Thing.SESSION, own=True)
    async def end_others(self, me: SignedIn) -> None:
        """End all but this one."""
        await backend().accounts.sign_out_everywhere(me.principal, me.principal.id, but=me.token_id)
        self.done = "others"
        await self._show(me)

    @handler(Action.MANAGE, Thing.SESSION, own=True)
    async def change_password(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Set or change the password."""
        self.done = ""
        await backend().accounts.set_password(me, str(form.get("password", "")), str(form.get("current", "")))
        self.done = "set"
        await self._show(me)

    @handler(Action.MANAGE, Thing.SESSION, own=True)
    async def remove_password(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Come in by code and link alone."""
        self.done = ""
        await backend().accounts.remove_password(me, str(form.get("current", "")))
        self.done = "removed"
        await self._show(me)

    async def _show(self, me: SignedIn) -> None:
        accounts = backend().accounts
        self.sessions = [_line(each, me) for each in await accounts.sessions(me.principal.id)]
        self.has_password = await accounts.has_password(me.principal.id)
        self.loaded = True


def _line(session: OpenSession, me: SignedIn) -> dict[str, str]:
    return {
        "id": session.id,
        **spoken(session.agent),
        "phone": "yes" if any(name in session.agent for name in PHONES) else "",
        "seen": (session.last_seen_at or session.created_at).isoformat(),
        "until": session.expires_at.isoformat(),
        "here": "yes" if session.id == me.token_id else "",
    }


def spoken(agent: str) -> dict[str, str]:
    """What people call that browser, and the system it runs on; each empty when it can't be told."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    # A program says its own name first.
    program = re.match(r"[\w.-]{1,40}", agent)
    return {"browser": browser or ("" if system or not program else program[0]), "system": system}


def _called(session: rx.vars.ObjectVar[dict[str, str]]) -> rx.Var[str]:
    """ "Firefox on Windows", as far as it is known."""
    browser, system = session["browser"], session["system"]
    both = t("account-on", browser=browser, system=system)
    one = rx.cond(browser != "", browser, rx.cond(system != "", system, t("account-browser")))
    return rx.cond((browser != "") & (system != ""), both, one).to(str)


def page() -> rx.Component:
    """Sessions, then the password."""
    return desk_frame(
        title(
            t("desk-account"),
            rx.cond(
                Desk.who != "",
                around("account-signed-in-as", rx.el.strong(Desk.who, class_name="wrap-anywhere")),
            ),
        ),
        rx.el.p(
            rx.match(AccountState.done, *((each, t(f"account-done-{each}")) for each in DONE), ""),
            role="status",
            class_name="rounded-control bg-brand-soft px-4 py-3 empty:hidden",
        ),
        rx.cond(
            AccountState.loaded,
            rx.el.div(_sessions(), _password(), class_name="grid gap-6 lg:grid-cols-2 items-start"),
            rx.cond(Desk.problem == "", skeleton(t("account-loading"), shape="card")),
        ),
        here=routes.ACCOUNT,
    )


def _sessions() -> rx.Component:
    return card(
        rx.el.ul(rx.foreach(AccountState.sessions, _session), aria_label=t("account-sessions")),
        rx.cond(
            AccountState.sessions.length() > 1,
            button(
                t("account-end-others"), kind="quiet", on_click=AccountState.end_others, class_name="justify-self-start"
            ),
        ),
        heading=t("account-where"),
    )


def _session(session: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    is_here = session["here"] != ""
    return rx.el.li(
        rx.cond(session["phone"] != "", icon("phone", "size-6 text-quiet"), icon("system", "size-6 text-quiet")),
        rx.el.div(
            rx.el.p(_called(session), class_name="font-semibold"),
            rx.el.p(
                rx.cond(is_here, t("account-here"), around("account-used", local_time(session["seen"]))),
                " · ",
                around("account-until", local_time(session["until"])),
                class_name="text-sm text-quiet",
            ),
            class_name="min-w-0 grow",
        ),
        rx.cond(
            is_here,
            rx.fragment(),
            button(
                t("account-end"),
                kind="quiet",
                on_click=AccountState.end(session["id"]),
                aria_label=t("account-end-which", which=_called(session)),
            ),
        ),
        key=session["id"],
        class_name="flex items-center gap-4 py-3 min-h-touch border-t border-line first:border-t-0",
    )


def _password() -> rx.Component:
    present = text_field(
        "current", t("account-present"), type="password", auto_complete="current-password", required=True
    )
    gone = rx.el.form(
        text_field(
            "current",
            t("account-present-to-remove"),
            type="password",
            auto_complete="current-password",
            required=True,
            custom_attrs={"id": "remove-current"},
        ),
        button(t("account-remove"), type="submit", kind="quiet", class_name="justify-self-start"),
        on_submit=AccountState.remove_password,
        reset_on_submit=True,
        class_name="grid gap-4 border-t border-line pt-4",
    )
    return card(
        rx.el.p(
            t("account-password-lead"),
            class_name="text-quiet",
        ),
        rx.el.form(
            # Password managers want to know whose it is.
            rx.el.input(
                type="text", name="username", value=Desk.who, read_only=True, auto_complete="username", hidden=True
            ),
            rx.cond(AccountState.has_password, present),
            text_field(
                "password",
                t("account-new"),
                type="password",
                help_text=t("account-new-help"),
                auto_complete="new-password",
                min_length=MIN_LENGTH,
                required=True,
            ),
            button(
                rx.cond(AccountState.has_password, t("account-change"), t("account-set")),
                type="submit",
                class_name="justify-self-start",
            ),
            on_submit=AccountState.change_password,
            reset_on_submit=True,
            class_name="grid gap-4",
        ),
        rx.cond(AccountState.has_password, gone),
        heading=t("account-password"),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.ACCOUNT, title=t("account-page"), on_load=AccountState.load)
