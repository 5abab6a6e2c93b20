"""The devices at /admin/devices: who has what waiting since when, who was last here when, and who needs somebody."""

from typing import Any

import reflex as rx

from app.access.devices import Storage
from app.access.fleet import Show
from app.components.button import button
from app.components.dialog import dialog
from app.components.empty_state import empty_state
from app.components.field import CONTROL, text_field
from app.components.handlers import Content, Text
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.qr_code import qr_code
from app.components.skeleton import skeleton
from app.languages.text import ago, around, t
from app.pages import routes
from app.pages.desk_state import Desk
from app.pages.devices_state import DevicesState
from app.pages.frame import desk_frame, title

CELL = "px-3 py-2 align-middle border-t border-line"
HEAD = (
    "sticky top-0 bg-card px-3 py-2 text-sm font-semibold text-quiet text-start whitespace-nowrap "
    "shadow-[inset_0_-1px_var(--color-line)]"
)
MARK = "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-sm font-semibold whitespace-nowrap"
ATTENTION = f"{MARK} text-attention bg-attention-soft"
LOOKS = {
    Storage.KEPT: f"{MARK} text-stored bg-stored-soft",
    Storage.CLEARABLE: f"{MARK} text-saved bg-saved-soft",
    Storage.LOW: ATTENTION,
    Storage.FULL: ATTENTION,
    Storage.DAMAGED: ATTENTION,
}


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
        _panel(),
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
        rx.el.div(
            rx.el.table(
                rx.el.caption(t("desk-devices"), class_name="sr-only"),
                rx.el.thead(rx.el.tr(*(_heading(t(f"fleet-{each}")) for each in heads))),
                rx.el.tbody(rx.foreach(DevicesState.lines, _row)),
                class_name="w-full text-sm border-collapse max-md:hidden",
            ),
            rx.el.ul(rx.foreach(DevicesState.lines, _short), aria_label=t("desk-devices"), class_name="md:hidden px-4"),
            role="region",
            tab_index=0,
            aria_label=t("desk-devices"),
            class_name="bg-card border border-line rounded-card overflow-auto max-h-[75dvh] max-md:max-h-none",
        ),
        rx.cond(DevicesState.more, more),
        class_name="grid gap-3",
    )


def _heading(word: Text) -> rx.Component:
    return rx.el.th(word, scope="col", class_name=HEAD)


def _row(line: Any) -> rx.Component:
    opener = rx.el.button(
        _called(line),
        type="button",
        on_click=DevicesState.open(line["id"].to(str)),
        class_name="min-h-8 text-start font-semibold wrap-anywhere hover:underline",
    )
    return rx.el.tr(
        rx.el.td(rx.el.div(opener, _whose(line), class_name="flex flex-wrap items-center gap-2"), class_name=CELL),
        rx.el.td(_seen(line), class_name=f"{CELL} text-quiet whitespace-nowrap"),
        rx.el.td(_waiting(line), class_name=f"{CELL} whitespace-nowrap"),
        rx.el.td(_refused(line), class_name=CELL),
        rx.el.td(_storage(line), class_name=CELL),
        rx.el.td(_version(line), class_name=f"{CELL} tabular-nums text-quiet whitespace-nowrap"),
        key=line["id"].to(str),
        class_name="hover:bg-brand-soft",
    )


def _short(line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(_called(line), class_name="font-semibold wrap-anywhere"), _whose(line),
                class_name="flex flex-wrap items-center justify-between gap-2",
            ),
            rx.el.span(
                rx.cond(line["seen"] != "", t("people-seen", when=ago(line["seen"].to(str))), t("people-never")),
                class_name="text-sm text-quiet",
            ),
            rx.el.span(
                rx.cond(line["waiting"].to(int) > 0, _waiting(line)),
                rx.cond(line["refused"].to(int) > 0, _refused(line)),
                rx.cond(line["trouble"].to(bool), _storage(line)),
                class_name="flex flex-wrap gap-2 text-sm empty:hidden",
            ),
            type="button",
            on_click=DevicesState.open(line["id"].to(str)),
            class_name="grid gap-1 w-full min-h-touch text-start py-3",
        ),
        key=line["id"].to(str),
        class_name="border-t border-line first:border-t-0",
    )  # fmt: skip


def _called(line: Any) -> rx.Var[str]:
    nameless = t("fleet-nameless", id=line["short"].to(str))
    return rx.cond(line["name"] != "", line["name"].to(str), nameless).to(str)


def _whose(line: Any) -> rx.Component:
    courier = rx.el.span(t("part-courier", courier=line["courier"].to(str)), class_name=f"{MARK} bg-brand-soft")
    return rx.fragment(
        rx.cond(line["courier"] != "", courier),
        rx.cond(line["disabled"] != "", rx.el.span(t("fleet-is-revoked"), class_name=ATTENTION)),
    )


def _seen(line: Any) -> Content:
    return rx.cond(line["seen"] != "", ago(line["seen"].to(str)), t("fleet-never"))


def _waiting(line: Any) -> rx.Component:
    since = t("fleet-since", count=line["waiting"], when=ago(line["oldest"].to(str)))
    return rx.cond(line["waiting"].to(int) > 0, rx.el.span(since, class_name="text-received font-semibold"), _none())


def _refused(line: Any) -> rx.Component:
    mark = rx.el.span(icon("hand"), t("fleet-refused-count", count=line["refused"]), class_name=ATTENTION)
    return rx.cond(line["refused"].to(int) > 0, mark, _none())


def _storage(line: Any) -> rx.Component:
    words = [(each.value, rx.el.span(t(f"storage-{each}"), class_name=look)) for each, look in LOOKS.items()]
    return rx.match(line["storage"], *words, _none())


def _version(line: Any) -> rx.Component:
    older = rx.el.span(" · ", t("fleet-outdated"))
    known = rx.fragment(line["version"].to(str), rx.cond(line["outdated"].to(bool), older))
    return rx.cond(line["version"] != "", known, _none())


def _none() -> rx.Component:
    return rx.el.span("–", class_name="text-quiet")


def _panel() -> rx.Component:
    device: Any = DevicesState.device
    return dialog(
        "device",
        rx.cond(device["id"], _called(device), t("desk-devices")),
        rx.cond(device["id"], _about(device)),
        close_label=t("close"),
        place="side",
        shown=device.to(dict[str, Any]).length() > 0,
        on_close=rx.Var.create(rx.EventChain.create(DevicesState.open(""), args_spec=rx.event.no_args_event_spec)),
    )


def _about(device: Any) -> rx.Component:
    facts = (
        ("fleet-seen", _seen(device)),
        ("fleet-came", local_time(device["created"].to(str))),
        ("fleet-waiting", _waiting(device)),
        ("fleet-refused", _to_decide(device)),
        ("fleet-storage", _storage_told(device)),
        ("fleet-version", _version(device)),
        ("fleet-others", rx.cond(device["others"].to(int) > 0, device["others"].to(str), _none())),
        ("fleet-id", rx.el.span(device["id"].to(str), class_name="tabular-nums")),
    )
    return rx.el.div(
        rx.el.div(_whose(device), class_name="flex flex-wrap gap-2 empty:hidden"),
        rx.el.dl(
            *(_fact(t(key), value) for key, value in facts),
            class_name="grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-3",
        ),
        rx.el.p(t("fleet-only-it-knows"), class_name="text-sm text-quiet"),
        rx.cond(DevicesState.runs, _acts(device)),
        class_name="grid gap-4",
    )


def _fact(name: Text, value: Content) -> rx.Component:
    return rx.fragment(
        rx.el.dt(name, class_name="text-sm text-quiet"), rx.el.dd(value, class_name="text-sm wrap-anywhere")
    )


def _to_decide(device: Any) -> rx.Component:
    link = rx.el.a(
        t("fleet-refused-count", count=device["refused"]),
        href=routes.QUARANTINE,
        class_name="font-semibold text-attention underline",
    )
    return rx.el.span(
        rx.cond(device["refused"].to(int) > 0, link, _none()),
        rx.cond(device["declined"].to(int) > 0, rx.el.span(t("fleet-declined", count=device["declined"]))),
        class_name="grid justify-items-start gap-1",
    )


def _storage_told(device: Any) -> rx.Component:
    meanings = [(each.value, rx.el.span(t(f"storage-{each}-means"))) for each in Storage]
    return rx.el.span(
        _storage(device),
        rx.match(device["storage"], *meanings, rx.el.span(t("storage-unknown"))),
        class_name="grid justify-items-start gap-1",
    )


def _acts(device: Any) -> rx.Component:
    is_revoked = device["disabled"] != ""
    return rx.el.div(
        rx.cond(is_revoked, _admit(device), rx.fragment(_give(device), _invite(device), _revoke(device))),
        rx.el.a(
            icon("trash"),
            rx.el.span(t("fleet-erase")),
            href=f"{routes.PRIVACY}?by=device&value=" + device["id"].to(str),
            class_name="inline-flex items-center gap-2 min-h-touch text-sm font-semibold text-attention "
            "justify-self-start",
        ),
        class_name="grid gap-4 border-t border-line pt-4",
    )


def _give(device: Any) -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="device", value=device["id"].to(str)),
        text_field(
            "courier",
            t("fleet-give"),
            help_text=t("fleet-give-help"),
            input_mode="numeric",
            auto_complete="off",
            default_value=device["courier"].to(str),
            max_length=16,
        ),
        button(t("fleet-give-save"), kind="quiet", type="submit", class_name="justify-self-start"),
        on_submit=DevicesState.give,
        key=device["id"].to(str) + device["courier"].to(str),
        class_name="grid gap-2",
    )


def _invite(device: Any) -> rx.Component:
    link: Any = DevicesState.link
    link_until: Any = DevicesState.link_until
    made = rx.el.div(
        rx.el.p(around("fleet-link-until", local_time(link_until)), class_name="text-sm"),
        rx.el.input(value=link, read_only=True, aria_label=t("fleet-link"), class_name=f"{CONTROL} text-sm!"),
        qr_code(link, t("fleet-link"), class_name="size-40 p-2 rounded-control"),
        class_name="grid gap-3 rounded-control bg-brand-soft p-4",
    )
    return rx.el.div(
        rx.el.h3(t("fleet-replace"), class_name="font-semibold"),
        rx.el.p(t("fleet-replace-lead"), class_name="text-sm text-quiet"),
        button(
            t("fleet-make-link"),
            kind="quiet",
            icon_name="send",
            on_click=DevicesState.invite(device["id"].to(str)),
            class_name="justify-self-start",
        ),
        rx.el.div(rx.cond(DevicesState.link != "", made), role="status", class_name="empty:hidden"),
        class_name="grid gap-2 border-t border-line pt-4",
    )


def _revoke(device: Any) -> rx.Component:
    first = button(
        t("fleet-revoke-ask"), kind="quiet", on_click=DevicesState.ask(wanted=True), class_name="justify-self-start"
    )
    sure = rx.el.div(
        rx.el.p(t("fleet-revoke-lead")),
        rx.cond(device["others"].to(int) > 0, rx.el.p(t("fleet-revoke-others"))),
        rx.el.div(
            button(t("fleet-keep"), kind="quiet", on_click=DevicesState.ask(wanted=False)),
            button(t("fleet-revoke"), kind="danger", on_click=DevicesState.revoke(device["id"].to(str))),
            class_name="flex flex-wrap justify-end gap-3",
        ),
        role="group",
        aria_label=t("people-sure"),
        class_name="grid gap-3 rounded-control bg-attention-soft p-4",
    )
    return rx.el.div(rx.cond(DevicesState.asked, sure, first), class_name="grid border-t border-line pt-4")


def _admit(device: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(around("fleet-revoked-at", local_time(device["disabled"].to(str)))),
        button(t("fleet-admit"), kind="quiet", on_click=DevicesState.admit(device["id"].to(str))),
        class_name="grid justify-items-start gap-3",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.DEVICES, title=t("fleet-page"), on_load=DevicesState.load)
