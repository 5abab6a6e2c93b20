"""The sheet of codes at /admin/orders/sheet: a day's orders, each with the code of its rating link, to print.

In: a day in the address. Out: labels on A4, three in a row. Always holds: only who may make links gets them; the
orders are known already, so nothing is written.
"""

from datetime import date
from typing import Any

import reflex as rx

from app.access.permissions import Action, Thing
from app.access.tokens import SignedIn
from app.clock import time_zone, utc_now
from app.components.button import button
from app.components.empty_state import empty_state
from app.components.field import text_field
from app.components.handlers import browser_handler
from app.components.qr_code import qr_code
from app.components.skeleton import skeleton
from app.languages.text import t
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.frame import desk_frame, title
from app.pages.session import backend
from app.store.orders import orders_of_day

MOST = 300


class SheetState(Desk):
    """A day's labels."""

    day: str = ""
    labels: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    more: bool = False
    loaded: bool = False

    @handler(Action.CREATE, Thing.LINK)
    async def load(self, _me: SignedIn) -> None:
        """Show the day of the address; today, without one."""
        await self._show(str(self.router.url.query_parameters.get("day", "")) if self._arrived else self.day)

    @handler(Action.CREATE, Thing.LINK)
    async def show(self, _me: SignedIn, form: dict[str, Any]) -> None:
        """Show the day that was chosen."""
        await self._show(str(form.get("day", "")))

    async def _show(self, said: str) -> None:
        services = backend()
        day = _day(said) or utc_now().astimezone(time_zone(services.settings.time_zone)).date()
        found = await services.database.read(lambda session: orders_of_day(session, day, None, None, MOST + 1))
        self.day = day.isoformat()
        self.more = len(found) > MOST
        self.labels = [
            {
                "order": row.order_id,
                "name": row.name,
                "url": f"{services.settings.address}/rate/{services.links.make(row.order_id, row.courier_id)[0]}",
            }
            for row, *_ in found[:MOST]
        ]
        self.loaded = True


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def page() -> rx.Component:
    """The day, and its labels."""
    labels = rx.el.ul(
        rx.foreach(SheetState.labels, _label),
        aria_label=t("sheet-title"),
        class_name="grid gap-4 grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))] print:grid-cols-3 print:gap-0",
    )
    none = empty_state("package", t("sheet-none"), t("sheet-none-help"))
    return desk_frame(
        rx.el.div(
            title(t("sheet-title"), t("sheet-lead")),
            _choice(),
            custom_attrs={"data-screen": ""},
            class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
        ),
        rx.cond(
            SheetState.loaded,
            rx.cond(SheetState.labels.length() > 0, labels, none),
            rx.cond(Desk.problem == "", skeleton(t("sheet-loading"), shape="card")),
        ),
        here=routes.SHEET,
    )


def _choice() -> rx.Component:
    return rx.el.div(
        rx.el.form(
            rx.el.div(
                text_field("day", t("sheet-day"), type="date", default_value=SheetState.day, key=SheetState.day),
                class_name="w-48 max-w-full",
            ),
            button(t("sheet-show"), kind="quiet", type="submit"),
            on_submit=SheetState.show,
            class_name="flex flex-wrap items-end gap-3",
        ),
        button(t("sheet-print"), on_click=browser_handler("() => window.print()")),
        rx.el.p(rx.cond(SheetState.more, t("sheet-more", count=MOST), ""), role="status", class_name="basis-full"),
        class_name="flex flex-wrap items-end justify-between gap-3",
    )


def _label(label: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.li(
        qr_code(label["url"].to(str), label["order"].to(str), class_name="size-32 print:size-[35mm]"),
        rx.el.p(label["order"], class_name="text-lg font-semibold tabular-nums wrap-anywhere"),
        rx.cond(label["name"] != "", rx.el.p(label["name"], class_name="text-sm wrap-anywhere")),
        rx.el.p(t("sheet-scan"), class_name="text-sm text-quiet"),
        key=label["order"],
        class_name="grid justify-items-center content-start gap-1 p-4 text-center break-inside-avoid bg-card "
        "border border-line rounded-card print:rounded-none print:border-dashed print:text-[black] print:bg-[white]",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.SHEET, title=t("sheet-page"), on_load=SheetState.load)
