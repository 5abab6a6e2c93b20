"""The audit log at /admin/audit: who did what, when, to whom; for admins."""

import reflex as rx

from app.access.audit import SHELL, Act, newest
from app.access.permissions import Action, Thing
from app.access.principals import Role
from app.access.tokens import SignedIn
from app.components.button import button
from app.components.empty_state import empty_state
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.components.table import Column, table, table_row
from app.languages.catalogue import text
from app.languages.text import t
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.frame import desk_frame, title
from app.pages.session import backend
from app.store.tables import AuditRow

PAGE = 50
# Where the details of an act are several, what stands between them.
PARTED = {Act.ROLE_CHANGED.value: " → ", Act.SAMPLE_MADE.value: " orders, seed ", Act.SAMPLE_REMOVED.value: " records"}
COLUMNS = (Column(t("audit-when")), Column(t("audit-who")), Column(t("audit-what")), Column(t("audit-details")))


class AuditState(Desk):
    """The newest lines, and as many before as were asked for."""

    lines: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    loaded: bool = False
    more: bool = False
    _last: int = 0

    @handler(Action.READ, Thing.AUDIT)
    async def load(self, _me: SignedIn) -> None:
        """Show the newest."""
        self.lines = []
        await self._show(None)
        self.loaded = True

    @handler(Action.READ, Thing.AUDIT)
    async def load_more(self, _me: SignedIn) -> None:
        """Show those before."""
        if self._last:
            await self._show(self._last)

    async def _show(self, before: int | None) -> None:
        rows = await backend().database.read(lambda session: newest(session, before, PAGE + 1))
        shown = rows[:PAGE]
        self.lines = self.lines + [_line(row) for row in shown]
        self.more = len(rows) > PAGE
        self._last = shown[-1].number or 0 if shown else 0


def _line(row: AuditRow) -> dict[str, str]:
    first, _, second = row.detail.partition(PARTED[row.act]) if row.act in PARTED else (row.detail, "", "")
    themselves = row.subject_id is not None and row.subject_id == row.actor_id
    return {
        "number": str(row.number),
        "at": row.at.isoformat(),
        "who": row.actor,
        "act": row.act,
        "whom": "" if themselves else row.subject,
        "detail": row.detail,
        "first": first,
        "second": second,
    }


def page() -> rx.Component:
    """A table, newest first."""
    nothing = empty_state("clock", t("audit-empty"), t("audit-empty-lead"))
    return desk_frame(
        title(t("desk-audit"), t("audit-lead")),
        rx.cond(
            AuditState.loaded,
            rx.cond(AuditState.lines.length() > 0, _lines(), nothing),
            rx.cond(Desk.problem == "", skeleton(t("audit-loading"), shape="table", rows=6)),
        ),
        here=routes.AUDIT,
    )


def _lines() -> rx.Component:
    return rx.fragment(
        table("audit", t("audit-newest"), COLUMNS, rx.foreach(AuditState.lines, _row), class_name="max-md:hidden"),
        rx.el.ul(
            rx.foreach(AuditState.lines, _short),
            aria_label=t("audit-newest"),
            class_name="md:hidden bg-card border border-line rounded-card px-4",
        ),
        rx.cond(
            AuditState.more,
            button(t("audit-more"), kind="quiet", on_click=AuditState.load_more, class_name="justify-self-center"),
        ),
    )


def _row(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return table_row(
        COLUMNS,
        rx.el.span(local_time(line["at"]), class_name="tabular-nums text-quiet"),
        rx.el.span(who(line["who"]), class_name="wrap-anywhere font-semibold"),
        rx.el.span(_did(line), class_name="wrap-anywhere"),
        rx.el.span(_detail(line), class_name="wrap-anywhere text-quiet"),
    )


def _did(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Var[str]:
    """What they did, to whom; an act without words of its own is named by its code."""
    whom = rx.cond(line["whom"] != "", line["whom"], t("audit-themselves"))
    said = [(act.value, t(f"audit-did-{act}", **dict.fromkeys(text(f"audit-did-{act}").names, whom))) for act in Act]
    return rx.match(line["act"], *said, line["act"]).to(str)


def _detail(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Var[str]:
    """How, or to what; in the reader's language where it is no name or number."""
    first, second = line["first"].to(str), line["second"].to(str)
    ways = [(way, t(f"audit-by-{way}")) for way in ("link", "code", "password")]
    said = (
        (Act.SIGNED_IN.value, rx.match(line["detail"], *ways, line["detail"])),
        (Act.INVITED.value, _role(first)),
        (Act.ROLE_CHANGED.value, rx.cond(second != "", _role(first) + " → " + _role(second), first)),
        (Act.SAMPLE_MADE.value, t("audit-orders", count=first, seed=second)),
        (Act.SAMPLE_REMOVED.value, t("audit-records", count=first)),
    )
    return rx.match(line["act"], *said, line["detail"]).to(str)


def _role(role: rx.vars.StringVar) -> rx.vars.StringVar:
    return rx.match(role, *((each.value, t(f"people-role-{each}")) for each in Role), role).to(str)


def who(actor: rx.Var[str]) -> rx.Var[str]:
    """How whoever did it is called."""
    return rx.match(actor, (SHELL, t("audit-the-shell")), actor).to(str)


def _short(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.strong(who(line["who"])), " ", _did(line), class_name="wrap-anywhere"),
        rx.el.p(
            local_time(line["at"]),
            rx.cond(line["detail"] != "", rx.fragment(" · ", _detail(line))),
            class_name="text-sm text-quiet",
        ),
        key=line["number"],
        class_name="py-3 border-t border-line first:border-t-0",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.AUDIT, title=t("audit-page"), on_load=AuditState.load)
