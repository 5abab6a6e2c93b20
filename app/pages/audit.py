"""The audit log at /admin/audit: who did what, when, to whom; for admins."""

import reflex as rx

from app.access.audit import Act, newest
from app.access.permissions import Action, Thing
from app.access.tokens import SignedIn
from app.components.button import button
from app.components.empty_state import empty_state
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.components.table import Column, table, table_row
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.frame import desk_frame, title
from app.pages.session import backend
from app.store.tables import AuditRow

PAGE = 50
DOES: dict[str, str] = {
    Act.SIGNED_IN: "signed in",
    Act.SIGNED_OUT: "signed out",
    Act.INVITED: "invited",
    Act.ROLE_CHANGED: "changed the role of",
    Act.DISABLED: "disabled",
    Act.ENABLED: "enabled",
    Act.SESSION_ENDED: "ended a session of",
    Act.ALL_SESSIONS_ENDED: "ended all sessions of",
    Act.PASSWORD_SET: "set the password of",
    Act.PASSWORD_REMOVED: "removed the password of",
    Act.SAMPLE_MADE: "made sample data",
    Act.SAMPLE_REMOVED: "removed the sample data",
}
COLUMNS = (Column("When"), Column("Who"), Column("Did what"), Column("Details"))


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
    does = DOES.get(row.act, row.act.replace("_", " "))
    themselves = row.subject_id is not None and row.subject_id == row.actor_id
    return {
        "number": str(row.number),
        "at": row.at.isoformat(),
        "who": row.actor,
        "did": f"{does} {'themselves' if themselves else row.subject}".strip(),
        "detail": row.detail,
    }


def page() -> rx.Component:
    """A table, newest first."""
    nothing = empty_state("clock", "Nothing yet", "Every sign-in and every change that somebody makes stands here.")
    return desk_frame(
        title("Audit log", "Who did what. Nobody can change or delete a line."),
        rx.cond(
            AuditState.loaded,
            rx.cond(AuditState.lines.length() > 0, _lines(), nothing),
            rx.cond(Desk.problem == "", skeleton("Loading the audit log", shape="table", rows=6)),
        ),
        here=routes.AUDIT,
    )


def _lines() -> rx.Component:
    return rx.fragment(
        table("audit", "Newest first", COLUMNS, rx.foreach(AuditState.lines, _row), class_name="max-md:hidden"),
        rx.el.ul(
            rx.foreach(AuditState.lines, _short),
            aria_label="Newest first",
            class_name="md:hidden bg-card border border-line rounded-card px-4",
        ),
        rx.cond(
            AuditState.more,
            button("Show more", kind="quiet", on_click=AuditState.load_more, class_name="justify-self-center"),
        ),
    )


def _row(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return table_row(
        COLUMNS,
        rx.el.span(local_time(line["at"]), class_name="tabular-nums text-quiet"),
        rx.el.span(line["who"], class_name="wrap-anywhere font-semibold"),
        rx.el.span(line["did"], class_name="wrap-anywhere"),
        rx.el.span(line["detail"], class_name="wrap-anywhere text-quiet"),
    )


def _short(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.strong(line["who"]), " ", line["did"], class_name="wrap-anywhere"),
        rx.el.p(
            local_time(line["at"]),
            rx.cond(line["detail"] != "", rx.fragment(" · ", line["detail"])),
            class_name="text-sm text-quiet",
        ),
        key=line["number"],
        class_name="py-3 border-t border-line first:border-t-0",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.AUDIT, title="Audit log · Doorstep", on_load=AuditState.load)
