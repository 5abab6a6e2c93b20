"""The devices at /admin/devices: who has what waiting since when, who was last here when, and who needs somebody."""

from typing import Any

import reflex as rx

from app.access.fleet import Show
from app.components.button import button
from app.components.empty_state import empty_state
from app.components.field import CONTROL
from app.components.icons import icon
from app.components.skeleton import skeleton
from app.components.wide_list import CELL, head, wide_list
from app.languages.text import ago, t
from app.pages import routes
from app.pages.desk_state import Desk
from app.pages.device_marks import called, refused, seen, storage, version, waiting, whose
from app.pages.device_panel import panel
from app.pages.devices_state import DevicesState
from app.pages.frame import desk_frame, title


def page() -> rx.Component:
    """Which devices, the list, and the panel."""
    return desk_frame(
        title(t("desk-devices"), t("fleet-lead")),
        _paused(),
        _choices(),
        rx.cond(
            DevicesState.loaded,
            rx.cond(DevicesState.lines.length() > 0, _list(), _nothing()),
            rx.cond(Desk.problem == "", skeleton(t("fleet-loading"), shape="table", rows=6)),
        ),
        panel(),
        here=routes.DEVICES,
    )


def _paused() -> rx.Component:
    line = rx.el.p(
        icon("info", "size-5 mt-0.5"),
        rx.el.span(t("fleet-paused"), " ", DevicesState.paused),
        class_name="flex items-start gap-2 rounded-control bg-received-soft text-received px-4 py-3",
    )
    return rx.el.div(rx.cond(DevicesState.paused != "", line), role="status", class_name="empty:hidden")


def _choices() -> rx.Component:
    shown = rx.el.div(
        *(_choice(each) for each in Show),
        role="group",
        aria_label=t("fleet-which"),
        class_name="flex gap-2 -mx-4 px-4 py-1 overflow-x-auto sm:mx-0 sm:px-0 sm:flex-wrap",
    )
    search = rx.el.form(
        rx.el.input(
            name="text",
            type="search",
            aria_label=t("fleet-search"),
            placeholder=t("fleet-search"),
            default_value=DevicesState.text,
            max_length=80,
            auto_complete="off",
            class_name=f"{CONTROL} md:min-h-10! md:text-sm!",
        ),
        rx.el.button(
            t("fleet-find"),
            type="submit",
            class_name="min-h-touch md:min-h-10 px-4 text-sm font-semibold border border-edge rounded-control bg-card "
            "hover:border-brand",
        ),
        on_submit=DevicesState.search,
        role="search",
        class_name="flex gap-2 w-full sm:w-auto sm:min-w-80",
    )
    return rx.el.div(
        shown, search, class_name="grid gap-3 sm:flex sm:flex-wrap sm:items-center sm:justify-between min-w-0"
    )


def _choice(show: Show) -> rx.Component:
    count = rx.el.span(DevicesState.needing, class_name="tabular-nums")
    return rx.el.button(
        t(f"fleet-show-{show}"),
        *([rx.cond(DevicesState.needing > 0, rx.fragment(" ", count))] if show is Show.LOOK else []),
        type="button",
        aria_pressed=rx.cond(DevicesState.show == show.value, "true", "false"),
        on_click=DevicesState.choose(show.value),
        class_name="shrink-0 min-h-touch md:min-h-10 px-4 rounded-full border border-edge bg-card text-sm "
        "font-semibold hover:border-brand aria-pressed:bg-brand aria-pressed:text-on-brand aria-pressed:border-brand",
    )


def _nothing() -> rx.Component:
    calm = empty_state("check", t("fleet-calm"), t("fleet-calm-lead"))
    none = empty_state("phone", t("fleet-none"), t("fleet-none-lead"))
    no_match = empty_state("search", t("fleet-no-match"), t("fleet-no-match-lead"))
    empty = rx.cond(DevicesState.show == Show.ALL.value, none, no_match)
    return rx.cond(DevicesState.text != "", no_match, rx.cond(DevicesState.show == Show.LOOK.value, calm, empty))


def _list() -> rx.Component:
    heads = ("device", "seen", "waiting", "refused", "storage", "version")
    more = button(t("fleet-more"), kind="quiet", on_click=DevicesState.load_more, class_name="justify-self-center")
    return rx.el.div(
        wide_list(t("desk-devices"), [head(t(f"fleet-{each}")) for each in heads], DevicesState.lines, _row, _short),
        rx.cond(DevicesState.more, more),
        class_name="grid gap-3",
    )


def _row(line: Any) -> rx.Component:
    opener = rx.el.button(
        called(line),
        type="button",
        on_click=DevicesState.open(line["id"].to(str)),
        class_name="min-h-8 text-start font-semibold wrap-anywhere hover:underline",
    )
    return rx.el.tr(
        rx.el.td(
            rx.el.div(opener, whose(line), class_name="flex flex-wrap items-center gap-2 min-w-48"), class_name=CELL
        ),
        rx.el.td(seen(line), class_name=f"{CELL} text-quiet whitespace-nowrap"),
        rx.el.td(waiting(line), class_name=f"{CELL} whitespace-nowrap"),
        rx.el.td(refused(line), class_name=CELL),
        rx.el.td(storage(line), class_name=CELL),
        rx.el.td(version(line), class_name=f"{CELL} tabular-nums text-quiet whitespace-nowrap"),
        key=line["id"].to(str),
        class_name="hover:bg-brand-soft",
    )


def _short(line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(called(line), class_name="font-semibold wrap-anywhere"), whose(line),
                class_name="flex flex-wrap items-center justify-between gap-2",
            ),
            rx.el.span(
                rx.cond(line["seen"] != "", t("people-seen", when=ago(line["seen"].to(str))), t("people-never")),
                class_name="text-sm text-quiet",
            ),
            rx.el.span(
                rx.cond(line["waiting"].to(int) > 0, waiting(line)),
                rx.cond(line["refused"].to(int) > 0, refused(line)),
                rx.cond(line["trouble"].to(bool), storage(line)),
                class_name="flex flex-wrap gap-2 text-sm empty:hidden",
            ),
            type="button",
            on_click=DevicesState.open(line["id"].to(str)),
            class_name="grid gap-1 w-full min-h-touch text-start py-3",
        ),
        key=line["id"].to(str),
        class_name="border-t border-line first:border-t-0",
    )  # fmt: skip


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.DEVICES, title=t("fleet-page"), on_load=DevicesState.load)
