"""Privacy at /admin/privacy: erasing somebody's feedback for good, and how long feedback is kept; for admins."""

from typing import Any

import reflex as rx

from app.access.audit import Act, newest
from app.access.permissions import Action, Thing
from app.access.tokens import SignedIn
from app.components.button import button
from app.components.card import card
from app.components.field import select_field, text_field
from app.components.handlers import Content, Text
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.errors import Invalid
from app.jazz.erasure import Traced
from app.languages.text import around, t
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.frame import desk_frame, title
from app.pages.session import backend
from app.store.personal import By
from app.store.tables import AuditRow

LINES = 20
REMAINS = ("phones", "backups", "exports", "elsewhere", "marks")


class PrivacyState(Desk):
    """What is about to be erased."""

    by: str = By.ORDER.value
    value: str = ""
    loaded: bool = False
    # What was found, in numbers; empty while nobody has looked.
    traced: rx.Field[dict[str, int]] = rx.field(default_factory=dict)
    asked: bool = False
    erased: rx.Field[dict[str, int]] = rx.field(default_factory=dict)
    days: int = 0
    due: int = 0
    lines: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)

    @handler(Action.ERASE, Thing.FEEDBACK)
    async def load(self, _me: SignedIn) -> None:
        """Show how long feedback is kept, and look for whom the address names."""
        given = dict(self.router.url.query_parameters)
        await self._show()
        self.loaded = True
        if not self._arrived:
            return
        self.by, self.value = _by(given.get("by", "")).value, given.get("value", "")
        self.traced, self.erased, self.asked = {}, {}, False
        if self.value:
            await self._trace()

    @handler(Action.ERASE, Thing.FEEDBACK)
    async def look(self, _me: SignedIn, form: dict[str, Any]) -> None:
        """See what there is of somebody."""
        self.by, self.value = _by(str(form.get("by", ""))).value, str(form.get("value", "")).strip()
        self.erased = {}
        await self._trace()

    @handler(Action.ERASE, Thing.FEEDBACK)
    async def ask(self, _me: SignedIn, *, wanted: bool) -> None:
        """Ask once more, or ask no longer."""
        self.asked = wanted

    @handler(Action.ERASE, Thing.FEEDBACK)
    async def erase(self, me: SignedIn) -> None:
        """Erase all of it, after somebody has seen how much it is and was asked once more."""
        if not self.asked or not self.traced:
            raise Invalid("Look first what would be erased.")
        self.asked = False
        done = await backend().erasure.erase(me.principal, By(self.by), self.value)
        self.traced, self.value = {}, ""
        self.erased = {"records": done.records, "rooms": done.rooms, "stubborn": done.stubborn}
        await self._show()

    async def _trace(self) -> None:
        self.asked, self.traced = False, {}
        traced = await backend().erasure.trace(By(self.by), self.value)
        self.traced = await _numbers(traced)

    async def _show(self) -> None:
        self.days = backend().retention.days
        self.due = await backend().retention.due()
        acts = [
            await backend().database.read(lambda session, act=act: newest(session, None, LINES, act))  # type: ignore[misc]
            for act in (Act.ERASED, Act.RETIRED)
        ]
        together = sorted((row for rows in acts for row in rows), key=lambda row: row.number or 0, reverse=True)
        self.lines = [_line(row) for row in together[:LINES]]


async def _numbers(traced: Traced) -> dict[str, int]:
    found = traced.found
    shared = (await backend().fleet.one(found.whose.value)).sharing - 1 if found.whose.room else 0
    return {
        "rows": len(found.rows),
        "waiting": len(traced.waiting),
        "aside": len(found.aside),
        "address": int(found.address),
        "rooms": len(traced.rooms),
        "mentions": found.mentions,
        "shared": max(0, shared),
        "all": len(found.rows) + len(traced.waiting) + len(found.aside) + int(found.address),
    }


def _by(said: str) -> By:
    return By(said) if said in set(By) else By.ORDER


def _line(row: AuditRow) -> dict[str, str]:
    return {"number": str(row.number), "at": row.at.isoformat(), "who": row.actor, "act": row.act, "detail": row.detail}


def page() -> rx.Component:
    """Erase, how long it is kept, and what was erased."""
    return desk_frame(
        title(t("desk-privacy"), t("privacy-lead")),
        rx.cond(
            PrivacyState.loaded,
            rx.el.div(
                _erase(),
                rx.el.div(_kept(), _log(), class_name="grid gap-6 content-start min-w-0"),
                class_name="grid gap-6 items-start lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
            ),
            rx.cond(Desk.problem == "", skeleton(t("privacy-loading"), shape="card")),
        ),
        here=routes.PRIVACY,
    )


def _erase() -> rx.Component:
    traced: Any = PrivacyState.traced
    looked = traced.to(dict[str, int]).length() > 0
    return card(
        rx.el.p(t("privacy-erase-lead"), class_name="text-quiet"),
        rx.el.form(
            select_field(
                "by", t("privacy-by"), [(each.value, t(f"privacy-by-{each}")) for each in By],
                default_value=PrivacyState.by, key=PrivacyState.by,
            ),
            text_field(
                "value", t("privacy-value"), required=True, auto_complete="off", max_length=200,
                default_value=PrivacyState.value, key=PrivacyState.value,
            ),
            button(t("privacy-look"), kind="quiet", type="submit", icon_name="search"),
            on_submit=PrivacyState.look,
            class_name="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)_auto] sm:items-end",
        ),
        rx.el.div(
            rx.cond(looked, rx.cond(traced["all"].to(int) > 0, _found(), _nothing())),
            rx.cond(PrivacyState.erased.length() > 0, _gone()),
            role="status",
            class_name="empty:hidden",
        ),
        heading=t("privacy-erase"),
    )  # fmt: skip


def _nothing() -> rx.Component:
    return rx.el.p(t("privacy-nothing"), class_name="rounded-control bg-saved-soft text-saved px-4 py-3")


def _found() -> rx.Component:
    traced: Any = PrivacyState.traced
    facts = ("rows", "waiting", "aside")
    ask = button(
        t("privacy-erase-ask"), kind="quiet", icon_name="trash", on_click=PrivacyState.ask(wanted=True),
        class_name="justify-self-start",
    )  # fmt: skip
    sure = rx.el.div(
        rx.el.p(t("privacy-sure", count=traced["all"]), class_name="font-semibold"),
        rx.el.div(
            button(t("privacy-keep"), kind="quiet", on_click=PrivacyState.ask(wanted=False)),
            button(t("privacy-erase-all"), kind="danger", icon_name="trash", on_click=PrivacyState.erase),
            class_name="flex flex-wrap justify-end gap-3",
        ),
        role="group",
        aria_label=t("people-sure"),
        class_name="grid gap-3 rounded-control bg-attention-soft p-4",
    )
    return rx.el.div(
        rx.el.dl(
            *(_fact(f"privacy-{each}", traced[each]) for each in facts),
            rx.cond(traced["address"].to(int) > 0, _fact("privacy-address", traced["address"])),
            class_name="grid gap-2",
        ),
        rx.cond(traced["shared"].to(int) > 0, _note(t("privacy-shared", count=traced["shared"]))),
        rx.cond(traced["mentions"].to(int) > 0, _note(t("privacy-mentions", count=traced["mentions"]))),
        _remains(t("privacy-remains")),
        rx.cond(PrivacyState.asked, sure, ask),
        class_name="grid gap-4 border-t border-line pt-4",
    )


def _fact(key: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(t(key), class_name="grow"),
        rx.el.dd(value, class_name="font-semibold tabular-nums"),
        class_name="flex justify-between gap-4 border-b border-line pb-2",
    )


def _note(said: Content) -> rx.Component:
    return rx.el.p(
        icon("info", "size-5 mt-0.5"), rx.el.span(said),
        class_name="flex items-start gap-2 rounded-control bg-received-soft text-received px-4 py-3",
    )  # fmt: skip


def _remains(heading: Text) -> rx.Component:
    return rx.el.div(
        rx.el.h3(heading, class_name="font-semibold"),
        rx.el.ul(
            *(rx.el.li(t(f"privacy-remains-{each}")) for each in REMAINS),
            class_name="list-disc ps-5 text-sm text-quiet grid gap-1 mt-1",
        ),
    )


def _gone() -> rx.Component:
    erased: Any = PrivacyState.erased
    return rx.el.div(
        rx.el.p(
            icon("check", "size-5 mt-0.5"),
            rx.el.span(t("privacy-done", count=erased["records"])),
            class_name="flex items-start gap-2 rounded-control bg-stored-soft text-stored font-semibold px-4 py-3",
        ),
        rx.cond(erased["stubborn"].to(int) > 0, _note(t("privacy-stubborn", count=erased["stubborn"]))),
        _remains(t("privacy-remained")),
        class_name="grid gap-4",
    )


def _kept() -> rx.Component:
    limited = rx.el.div(
        rx.el.p(t("privacy-kept-days", days=PrivacyState.days)),
        rx.cond(PrivacyState.due > 0, rx.el.p(t("privacy-due", count=PrivacyState.due), class_name="text-quiet")),
        class_name="grid gap-2",
    )
    return card(
        rx.cond(PrivacyState.days > 0, limited, rx.el.p(t("privacy-kept-for-ever"))),
        rx.el.p(
            around("privacy-kept-how", rx.el.code("KEEP_FEEDBACK_DAYS", class_name="text-sm")),
            class_name="text-sm text-quiet",
        ),
        heading=t("privacy-kept"),
    )


def _log() -> rx.Component:
    return card(
        rx.cond(
            PrivacyState.lines.length() > 0,
            rx.el.ul(rx.foreach(PrivacyState.lines, _act), role="list"),
            rx.el.p(t("privacy-log-empty"), class_name="text-quiet"),
        ),
        heading=t("privacy-log"),
    )


def _act(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    did = rx.match(line["act"], *((act.value, t(f"audit-did-{act}")) for act in (Act.ERASED, Act.RETIRED)), line["act"])
    return rx.el.li(
        rx.el.p(rx.el.strong(line["who"]), " ", did, class_name="wrap-anywhere"),
        rx.el.p(local_time(line["at"]), " · ", line["detail"], class_name="text-sm text-quiet wrap-anywhere"),
        key=line["number"],
        class_name="py-2 border-t border-line first:border-t-0 first:pt-0",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.PRIVACY, title=t("privacy-page"), on_load=PrivacyState.load)
