"""People at /admin/people: who may come in and as what; for admins."""

from typing import Any

import reflex as rx

from app.access.audit import called
from app.access.people import Invitation, Person
from app.access.permissions import Action, Thing
from app.access.principals import Role
from app.access.tokens import SignedIn
from app.components.button import button
from app.components.card import card
from app.components.field import CONTROL, select_field, text_field
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.errors import Invalid
from app.languages.text import around, t
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.frame import desk_frame, title
from app.pages.session import backend


class PeopleState(Desk):
    """Everybody, and what is about to be done to one of them."""

    people: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    loaded: bool = False
    # Whoever is about to be disabled.
    asked: str = ""
    invited: str = ""
    link: str = ""

    @handler(Action.MANAGE, Thing.PEOPLE)
    async def load(self, me: SignedIn) -> None:
        """Show everybody."""
        if self._arrived:
            self.asked = self.invited = self.link = ""
        await self._show(me)

    @handler(Action.MANAGE, Thing.PEOPLE)
    async def invite(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Let somebody in."""
        wanted = str(form.get("role", ""))
        made = await backend().people.invite(me.principal, str(form.get("email", "")), _role(wanted))
        self._tell(made)
        await self._show(me)

    @handler(Action.MANAGE, Thing.PEOPLE)
    async def change_role(self, me: SignedIn, person: str, role: str) -> None:
        """Give somebody another role."""
        try:
            await backend().people.change_role(me.principal, person, _role(role))
        finally:
            # Also when it was refused: the page shows what counts.
            await self._show(me)

    @handler(Action.MANAGE, Thing.PEOPLE)
    async def ask(self, _me: SignedIn, person: str) -> None:
        """Ask before somebody is disabled; nobody when it is empty."""
        self.asked = person

    @handler(Action.MANAGE, Thing.PEOPLE)
    async def disable(self, me: SignedIn, person: str) -> None:
        """Let somebody no longer in."""
        self.asked = ""
        await backend().people.disable(me.principal, person)
        await self._show(me)

    @handler(Action.MANAGE, Thing.PEOPLE)
    async def enable(self, me: SignedIn, person: str) -> None:
        """Let them in again."""
        await backend().people.enable(me.principal, person)
        await self._show(me)

    @handler(Action.MANAGE, Thing.PEOPLE)
    async def sign_out(self, me: SignedIn, person: str) -> None:
        """End all their sessions."""
        self.asked = ""
        await backend().accounts.sign_out_everywhere(me.principal, person)

    async def _show(self, me: SignedIn) -> None:
        self.people = [_line(each, me) for each in await backend().people.everybody()]
        self.loaded = True

    def _tell(self, made: Invitation) -> None:
        self.invited = called(made.person)
        self.link = "" if made.mailed else made.link


def _role(text: str) -> Role:
    if text not in set(Role):
        raise Invalid("There is no such role.", {"role": "is none"})
    return Role(text)


def _line(person: Person, me: SignedIn) -> dict[str, str]:
    return {
        "id": person.id,
        "called": person.name or person.email or person.id,
        "email": person.email or "",
        "role": person.role.value,
        "seen": person.last_seen_at.isoformat() if person.last_seen_at else "",
        "disabled": "yes" if person.disabled_at else "",
        "me": "yes" if person.id == me.principal.id else "",
    }


def page() -> rx.Component:
    """Invite somebody, and everybody who is there."""
    return desk_frame(
        title(t("desk-people"), t("people-lead")),
        rx.cond(
            PeopleState.loaded,
            rx.el.div(_invite(), _everybody(), class_name="grid gap-6"),
            rx.cond(Desk.problem == "", skeleton(t("people-loading"), shape="card")),
        ),
        here=routes.PEOPLE,
    )


def _roles() -> list[tuple[str, rx.Var[str]]]:
    return [(role.value, t(f"people-role-{role}")) for role in Role]


def _invite() -> rx.Component:
    return card(
        rx.el.form(
            text_field(
                "email",
                t("sign-in-mail"),
                type="email",
                required=True,
                auto_complete="off",
                placeholder="name@example.com",
            ),
            select_field("role", t("people-role"), _roles(), default_value=Role.VIEWER.value),
            button(t("people-invite"), type="submit", icon_name="plus", class_name="w-full sm:w-auto"),
            on_submit=PeopleState.invite,
            reset_on_submit=True,
            class_name="grid gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto] sm:items-end",
        ),
        rx.el.div(rx.cond(PeopleState.invited != "", _told()), role="status", class_name="empty:hidden"),
        heading=t("people-invite-somebody"),
    )


def _told() -> rx.Component:
    link = rx.fragment(
        rx.el.p(t("people-hand-over")),
        rx.el.input(value=PeopleState.link, read_only=True, aria_label=t("people-link"), class_name=CONTROL),
    )
    mailed = rx.el.p(t("people-mailed"))
    return rx.el.div(
        rx.el.p(
            around("people-may", rx.el.strong(PeopleState.invited, class_name="wrap-anywhere")), class_name="text-lg"
        ),
        rx.cond(PeopleState.link != "", link, mailed),
        class_name="grid gap-2 rounded-control bg-brand-soft p-4",
    )


def _everybody() -> rx.Component:
    return card(
        rx.el.ul(rx.foreach(PeopleState.people, _person), aria_label=t("desk-people")),
        heading=t("people-who"),
        class_name="pb-2! md:pb-2!",
    )


def _person(person: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    is_disabled, is_me = person["disabled"] != "", person["me"] != ""
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(person["called"], class_name="font-semibold wrap-anywhere"),
                rx.cond(is_me, _mark(t("people-you"))),
                rx.cond(is_disabled, _mark(t("people-is-disabled"))),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(
                rx.cond(
                    (person["email"] != "") & (person["email"] != person["called"]),
                    rx.el.span(person["email"], " · ", class_name="wrap-anywhere"),
                ),
                rx.cond(person["seen"] != "", around("people-seen", local_time(person["seen"])), t("people-never")),
                class_name="text-sm text-quiet",
            ),
            class_name="min-w-0",
        ),
        _role_choice(person),
        rx.cond(
            is_disabled,
            button(t("people-enable"), kind="quiet", on_click=PeopleState.enable(person["id"])),
            button(t("people-disable-ask"), kind="quiet", on_click=PeopleState.ask(person["id"])),
        ),
        rx.cond(PeopleState.asked == person["id"], _sure(person)),
        key=person["id"],
        class_name="grid gap-x-4 gap-y-3 py-4 border-t border-line grid-cols-[minmax(0,1fr)_auto] items-center "
        "md:grid-cols-[minmax(0,1fr)_11rem_8rem]",
    )


def _mark(word: rx.Var[str]) -> rx.Component:
    return rx.el.span(word, class_name="rounded-full bg-saved-soft text-saved px-2 text-sm")


def _role_choice(person: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.div(
        rx.el.select(
            *(rx.el.option(word, value=role) for role, word in _roles()),
            value=person["role"],
            on_change=lambda role: PeopleState.change_role(person["id"], role),
            aria_label=t("people-role-of", who=person["called"]),
            disabled=person["disabled"] != "",
            class_name=f"{CONTROL} appearance-none pe-12 disabled:text-quiet",
        ),
        rx.el.span(
            icon("chevron-down"),
            class_name="pointer-events-none absolute inset-y-0 end-3 grid place-items-center text-quiet",
        ),
        class_name="relative max-md:order-last max-md:col-span-full",
    )


def _sure(person: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            around("people-sure-lead", rx.el.strong(person["called"])),
            class_name="grow basis-64",
        ),
        button(t("people-keep"), kind="quiet", on_click=PeopleState.ask("")),
        button(t("people-only-sign-out"), kind="quiet", on_click=PeopleState.sign_out(person["id"])),
        button(t("people-disable"), kind="danger", on_click=PeopleState.disable(person["id"])),
        role="group",
        aria_label=t("people-sure"),
        class_name="col-span-full order-last flex flex-wrap items-center gap-3 rounded-control bg-attention-soft p-4",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.PEOPLE, title=t("people-page"), on_load=PeopleState.load)
