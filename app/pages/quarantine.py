"""What waits for a decision at /admin/quarantine: each record with what speaks against it, and what can be done."""

from typing import Any

import reflex as rx

from app.access.acceptance import LINK_FOR_ANOTHER, LINK_MISSING, NOT_YOURS, UNKNOWN_ORDER
from app.components.button import button
from app.components.card import card
from app.components.empty_state import empty_state
from app.components.field import CONTROL, text_field
from app.components.handlers import Text
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.components.tabs import Tab, tabs
from app.jazz.unsettled import MAX_WORD
from app.languages.text import around, t
from app.pages import routes
from app.pages.desk_state import Desk
from app.pages.figures import stars
from app.pages.filters import reasons
from app.pages.frame import desk_frame, title
from app.pages.quarantine_state import COMPARED, QuarantineState

# What the rules say of a record (app/access/acceptance.py), and our words for it.
WHY = {
    UNKNOWN_ORDER: "refused-unknown-order",
    LINK_MISSING: "refused-link-missing",
    LINK_FOR_ANOTHER: "refused-link-for-another",
    NOT_YOURS: "refused-not-yours",
}
KINDS = {"refused": "hand", "conflict": "users", "unreadable": "alert"}


def page() -> rx.Component:
    """Those that wait, and those that were decided."""
    return desk_frame(
        title(t("desk-quarantine"), t("quarantine-lead")),
        _done(),
        rx.cond(
            QuarantineState.loaded,
            tabs(
                "quarantine",
                t("desk-quarantine"),
                Tab("open", t("quarantine-open", count=QuarantineState.open.length()), _open()),
                Tab("decided", t("quarantine-decided"), _decided()),
            ),
            rx.cond(Desk.problem == "", skeleton(t("quarantine-loading"), shape="card")),
        ),
        here=routes.QUARANTINE,
    )


def _done() -> rx.Component:
    said = rx.match(
        QuarantineState.done, *((each, t(f"quarantine-done-{each}")) for each in ("accepted", "declined")), ""
    )
    line = rx.el.p(
        icon("check", "size-5 mt-0.5"),
        rx.el.span(said),
        class_name="flex items-start gap-2 rounded-control bg-stored-soft text-stored font-semibold px-4 py-3",
    )
    return rx.el.div(rx.cond(QuarantineState.done != "", line), role="status", class_name="empty:hidden")


def _open() -> rx.Component:
    return rx.cond(
        QuarantineState.open.length() > 0,
        rx.el.ul(
            rx.foreach(QuarantineState.open, _record),
            role="list",
            aria_label=t("desk-quarantine"),
            class_name="grid gap-4",
        ),
        empty_state("check", t("quarantine-none"), t("quarantine-none-lead")),
    )


def _record(line: Any) -> rx.Component:
    asked = (QuarantineState.asked == line["key"].to(str)) & (line["key"].to(str) != "")
    return rx.el.li(
        card(
            _head(line),
            rx.cond(line["kind"] != "unreadable", _said(line), _text(line)),
            _why(line),
            rx.cond(line["differs"].to(list[dict[str, Any]]).length() > 0, _differences(line)),
            rx.cond(QuarantineState.works, rx.cond(asked, _form(line), _choices(line))),
            class_name="gap-3!",
        ),
        key=line["key"].to(str),
    )


def _head(line: Any) -> rx.Component:
    kinds = [(kind, rx.fragment(icon(mark), t(f"quarantine-{kind}"))) for kind, mark in KINDS.items()]
    order = rx.el.h2(t("record-title", order=line["order"].to(str)), class_name="text-lg font-semibold wrap-anywhere")
    return rx.el.header(
        rx.cond(line["order"] != "", order, rx.el.h2(t("quarantine-nameless"), class_name="text-lg font-semibold")),
        rx.el.span(
            rx.match(line["kind"], *kinds, rx.fragment()),
            class_name="inline-flex items-center gap-1 rounded-full px-2 text-sm font-semibold text-attention "
            "bg-attention-soft",
        ),
        rx.el.span(
            rx.cond(line["device"] != "", rx.fragment(_from(line), " · ")),
            local_time(line["at"].to(str)),
            class_name="text-sm text-quiet sm:ms-auto",
        ),
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
    )


def _from(line: Any) -> rx.Component:
    name = rx.cond(line["named"].to(bool), line["from"].to(str), t("fleet-nameless", id=line["from"].to(str)))
    return rx.el.a(name, href=f"{routes.DEVICES}?show=all&id=" + line["device"].to(str), class_name="underline")


def _said(line: Any) -> rx.Component:
    rating = stars(line["rating"], t("filter-stars", stars=line["rating"]), "text-lg")
    return rx.el.div(
        rx.el.p(
            rx.cond(line["rating"].to(int) > 0, rating),
            rx.cond(line["courier"] != "", rx.el.span(t("part-courier", courier=line["courier"].to(str)))),
            rx.cond(line["contact"] != "", rx.el.span(line["contact"].to(str), class_name="wrap-anywhere")),
            class_name="flex flex-wrap items-center gap-x-4 text-quiet",
        ),
        rx.cond(
            line["comment"] != "",
            rx.el.p(line["comment"].to(str), class_name="whitespace-pre-line wrap-anywhere"),
        ),
        class_name="grid gap-1",
    )


def _text(line: Any) -> rx.Component:
    return rx.el.pre(
        line["text"].to(str),
        class_name="text-sm whitespace-pre-wrap wrap-anywhere rounded-control bg-paper p-3 max-h-40 overflow-auto",
        tab_index=0,
        aria_label=t("quarantine-text"),
    )


def _why(line: Any) -> rx.Component:
    fields = rx.foreach(line["wrong"].to(list[str]), lambda name: rx.el.strong(" ", _field(name)))
    broken = rx.fragment(rx.cond(line["hopeless"].to(bool), t("refused-broken"), t("refused-to-mend")), fields)
    said = rx.fragment(t("refused-other", reason=line["message"].to(str)))
    rules = [(rule, rx.fragment(t(key))) for rule, key in WHY.items()]
    refused = rx.cond(line["broken"].to(bool), broken, rx.match(line["message"], *rules, said))
    why = rx.match(
        line["kind"],
        ("refused", refused),
        ("conflict", rx.fragment(t("quarantine-conflict-means"))),
        rx.fragment(t("quarantine-unreadable-means")),
    )
    return rx.el.p(why, class_name="text-sm wrap-anywhere border-s-4 border-attention ps-3")


def _field(name: Any) -> rx.Var[str]:
    return rx.match(name, *((each, t(f"field-{each}")) for each in COMPARED), name).to(str)


def _differences(line: Any) -> rx.Component:
    head = "text-start text-sm font-semibold text-quiet py-1 pe-4"
    return rx.el.div(
        rx.el.table(
            rx.el.caption(t("quarantine-differs"), class_name="sr-only"),
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(t("quarantine-field"), scope="col", class_name=head),
                    rx.el.th(t("quarantine-kept"), scope="col", class_name=head),
                    rx.el.th(t("quarantine-came"), scope="col", class_name=head),
                )
            ),
            rx.el.tbody(rx.foreach(line["differs"].to(list[dict[str, Any]]), _difference)),
            class_name="w-full text-sm border-collapse",
        ),
        class_name="overflow-x-auto",
        role="region",
        tab_index=0,
        aria_label=t("quarantine-differs"),
    )


def _difference(each: Any) -> rx.Component:
    cell = "py-1 pe-4 align-top border-t border-line wrap-anywhere"
    return rx.el.tr(
        rx.el.th(
            _field(each["name"]), scope="row", class_name=f"{cell} text-start font-normal text-quiet whitespace-nowrap"
        ),
        rx.el.td(_values(each, "kept"), class_name=cell),
        rx.el.td(_values(each, "came"), class_name=f"{cell} font-semibold"),
        key=each["name"].to(str),
    )


def _values(each: Any, side: str) -> rx.Component:
    values = each[side].to(list[str])
    plain = rx.foreach(values, lambda value: rx.el.span(value, class_name="block"))
    named = rx.foreach(values, lambda value: rx.el.span(rx.match(value, *reasons(), value), class_name="block"))
    return rx.cond(values.length() > 0, rx.cond(each["name"] == "reasons", named, plain), rx.el.span("–"))


def _choices(line: Any) -> rx.Component:
    key = line["key"].to(str)
    accept = button(t("quarantine-accept"), icon_name="check", on_click=QuarantineState.accept(key))
    mend = button(t("quarantine-mend-ask"), kind="quiet", icon_name="edit", on_click=QuarantineState.ask(key, "mend"))
    decline = button(
        t("quarantine-decline-ask"), kind="quiet", icon_name="hand", on_click=QuarantineState.ask(key, "decline")
    )
    return rx.el.div(
        rx.cond(~line["hopeless"].to(bool) & ~line["broken"].to(bool), accept),
        rx.cond((line["kind"] == "refused") & ~line["hopeless"].to(bool), mend),
        decline,
        class_name="flex flex-wrap gap-3",
    )


def _form(line: Any) -> rx.Component:
    return rx.cond(QuarantineState.how == "mend", _mend(line), _decline(line))


def _mend(line: Any) -> rx.Component:
    return _asking(
        line,
        t("quarantine-mend-lead"),
        rx.el.div(
            text_field("orderId", t("list-order-number"), default_value=line["order"].to(str), required=True,
                       max_length=64, auto_complete="off"),
            text_field("courierId", t("list-courier"), default_value=line["courier"].to(str), required=True,
                       max_length=16, input_mode="numeric", auto_complete="off"),
            class_name="grid gap-3 sm:grid-cols-2",
        ),
        button(t("quarantine-mend"), type="submit", icon_name="check"),
        on_submit=QuarantineState.mend,
    )  # fmt: skip


def _decline(line: Any) -> rx.Component:
    return _asking(
        line,
        t("quarantine-decline-lead"),
        rx.el.input(
            name="word",
            required=True,
            max_length=MAX_WORD,
            auto_focus=True,
            aria_label=t("quarantine-word"),
            placeholder=t("quarantine-word"),
            auto_complete="off",
            class_name=CONTROL,
        ),
        button(t("quarantine-decline"), kind="danger", type="submit"),
        on_submit=QuarantineState.decline,
    )


def _asking(line: Any, lead: Text, fields: rx.Component, go: rx.Component, on_submit: Any) -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="record", value=line["key"].to(str)),
        rx.el.p(lead),
        fields,
        rx.el.div(
            button(t("quarantine-stop"), kind="quiet", on_click=QuarantineState.ask("", "")),
            go,
            class_name="flex flex-wrap justify-end gap-3",
        ),
        on_submit=on_submit,
        class_name="grid gap-3 rounded-control bg-brand-soft p-4",
    )


def _decided() -> rx.Component:
    return rx.cond(
        QuarantineState.decided.length() > 0,
        rx.el.ul(
            rx.foreach(QuarantineState.decided, _decision),
            role="list",
            aria_label=t("quarantine-decided"),
            class_name="bg-card border border-line rounded-card px-4",
        ),
        empty_state("clock", t("quarantine-none-decided"), t("quarantine-none-decided-lead")),
    )


def _decision(line: Any) -> rx.Component:
    became = rx.el.a(
        t("quarantine-became"),
        href=f"{routes.FEEDBACK}?period=all&id=" + line["acceptedAs"].to(str),
        class_name="font-semibold underline",
    )
    said = around("quarantine-left-out", rx.el.q(line["message"].to(str), class_name="wrap-anywhere"))
    return rx.el.li(
        rx.el.p(
            rx.el.span(
                rx.cond(line["order"] != "", line["order"].to(str), t("quarantine-nameless")),
                class_name="font-semibold",
            ),
            rx.el.span(local_time(line["resolved"].to(str)), class_name="text-sm text-quiet"),
            class_name="flex flex-wrap justify-between gap-x-3",
        ),
        rx.el.p(rx.cond(line["acceptedAs"] != "", became, said), class_name="text-sm"),
        key=line["key"].to(str),
        class_name="py-3 border-t border-line first:border-t-0",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.QUARANTINE, title=t("quarantine-page"), on_load=QuarantineState.load)
