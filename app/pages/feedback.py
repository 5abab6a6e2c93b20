"""The feedback list at /admin/feedback: the rows behind the dashboard's numbers, and one with its history beside it."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A as Anchor  # type: ignore[import-untyped]

from app.access.audit import Act
from app.components.button import BASE, KINDS, button, icon_button
from app.components.dialog import dialog
from app.components.empty_state import empty_state
from app.components.handlers import Content, Text
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.languages.text import t
from app.pages import routes
from app.pages.desk_state import Desk
from app.pages.feedback_state import FeedbackState
from app.pages.figures import stars
from app.pages.filters import CONTROL, filters, following, reasons, select, sources
from app.pages.frame import desk_frame, title
from app.store.listing import Order

FORMATS = ("csv", "xlsx", "jsonl", "parquet")
EXPORT = "/api/feedback/export"
CELL = "px-3 py-2 align-middle border-t border-line"
HEAD = (
    "sticky top-0 bg-card px-3 py-2 text-sm font-semibold text-quiet text-start whitespace-nowrap "
    "shadow-[inset_0_-1px_var(--color-line)]"
)
HANDLED = tuple(act for act in Act if act.startswith(("follow_up_", "case_", "comment_")))


def page() -> rx.Component:
    """Filters, the rows, and the panel."""
    order = select("order", t("list-order"), [(each.value, t(f"list-order-{each}")) for each in Order])
    return desk_frame(
        rx.el.div(title(following(t("desk-feedback"))), _tools(), class_name="flex flex-wrap justify-between gap-4"),
        filters(t("filter-label"), routes.FEEDBACK, FeedbackState, order),
        _saved(),
        rx.cond(
            FeedbackState.loaded,
            rx.cond(FeedbackState.rows.length() > 0, _list(), _nothing()),
            rx.cond(Desk.problem == "", skeleton(t("list-loading"), shape="table", rows=8)),
        ),
        _panel(),
        here=routes.FEEDBACK,
    )


def _tools() -> rx.Component:
    files = [
        Anchor.create(
            icon("download"),
            rx.el.span(each.upper()),
            href=f"{EXPORT}?format={each}&" + FeedbackState.exported,
            custom_attrs={"download": f"feedback.{each}"},
            class_name="flex items-center gap-3 min-h-touch px-4 py-2 no-underline text-ink hover:bg-brand-soft",
        )
        for each in FORMATS
    ]
    export = rx.el.details(
        rx.el.summary(icon("download"), rx.el.span(t("list-export")), class_name=f"{BASE} {KINDS['quiet']} list-none"),
        rx.el.div(
            rx.el.p(t("list-export-means", count=FeedbackState.total), class_name="px-4 py-2 text-sm text-quiet"),
            *files,
            class_name="absolute z-20 end-0 my-1 min-w-56 py-2 bg-card border border-line rounded-control shadow-float",
        ),
        class_name="relative",
    )
    return rx.cond(FeedbackState.exports, export, rx.fragment())


def _saved() -> rx.Component:
    def one(each: Any) -> rx.Component:
        return rx.el.li(
            rx.el.a(
                each["name"], href=f"{routes.FEEDBACK}?" + each["query"], class_name="px-3 no-underline font-semibold"
            ),
            icon_button(
                "close",
                t("saved-forget", name=each["name"]),
                on_click=FeedbackState.forget(each["name"]),
                class_name="size-8!",
            ),
            key=each["name"],
            class_name="inline-flex items-center min-h-10 rounded-full border border-edge bg-card text-sm",
        )

    keep = rx.el.form(
        rx.el.input(
            name="name", required=True, max_length=40, aria_label=t("saved-name"), placeholder=t("saved-name"),
            auto_complete="off", class_name=f"{CONTROL} w-44",
        ),
        rx.el.button(t("saved-save"), type="submit", class_name=f"{CONTROL} font-semibold"),
        on_submit=FeedbackState.save,
        reset_on_submit=True,
        class_name="flex gap-2",
    )  # fmt: skip
    return rx.el.div(
        rx.cond(
            FeedbackState.saved.length() > 0,
            rx.el.ul(
                rx.foreach(FeedbackState.saved, one), aria_label=t("saved-all"), class_name="flex flex-wrap gap-2"
            ),
        ),
        rx.cond(FeedbackState.filtered, keep),
        class_name="flex flex-wrap items-center gap-2 empty:hidden",
    )


def _nothing() -> rx.Component:
    return empty_state("search", t("overview-no-match"), t("overview-no-match-lead"))


def _list() -> rx.Component:
    heads = ("list-received", "list-rating", "list-comment", "list-order-number", "list-courier", "list-marks")
    every = rx.el.input(
        type="checkbox",
        aria_label=t("list-choose-all"),
        checked=FeedbackState.chosen.length() == FeedbackState.rows.length(),
        on_change=lambda _: FeedbackState.choose(""),
        class_name="block size-5",
    )
    return rx.el.div(
        _chosen(),
        rx.el.div(
            rx.el.table(
                rx.el.caption(t("desk-feedback"), class_name="sr-only"),
                rx.el.thead(
                    rx.el.tr(
                        rx.cond(FeedbackState.works, rx.el.th(every, scope="col", class_name=f"{HEAD} w-10")),
                        *(rx.el.th(t(each), scope="col", class_name=HEAD) for each in heads),
                    )
                ),
                rx.el.tbody(rx.foreach(FeedbackState.rows, _row)),
                class_name="w-full text-base md:text-sm border-collapse max-md:hidden",
            ),
            rx.el.ul(
                rx.foreach(FeedbackState.rows, _short), aria_label=t("desk-feedback"), class_name="md:hidden px-4"
            ),
            role="region",
            tab_index=0,
            aria_label=t("desk-feedback"),
            class_name="bg-card border border-line rounded-card overflow-auto max-h-[75dvh] max-md:max-h-none",
        ),
        _pages(),
        class_name="grid gap-3",
    )


def _chosen() -> rx.Component:
    bar = rx.el.div(
        rx.el.p(t("list-chosen", count=FeedbackState.chosen.length()), class_name="grow font-semibold"),
        button(t("list-flag"), icon_name="phone", on_click=FeedbackState.flag(wanted=True)),
        button(t("list-unflag"), kind="quiet", on_click=FeedbackState.flag(wanted=False)),
        button(t("list-publish"), kind="quiet", icon_name="globe", on_click=FeedbackState.publish(wanted=True)),
        button(t("list-withhold"), kind="quiet", on_click=FeedbackState.publish(wanted=False)),
        class_name="flex flex-wrap items-center gap-3 rounded-card bg-brand-soft px-4 py-2",
    )
    told = (
        (FeedbackState.flagged, t("list-flagged", count=FeedbackState.flagged)),
        (FeedbackState.telling, t("publishing-told-telling", count=FeedbackState.telling)),
        (FeedbackState.not_offered, t("publishing-told-not-offered", count=FeedbackState.not_offered)),
    )
    done = rx.el.div(
        *(rx.cond(many > 0, rx.el.p(said)) for many, said in told),
        class_name="rounded-card bg-brand-soft px-4 py-3 empty:hidden",
    )
    return rx.el.div(
        rx.cond(FeedbackState.chosen.length() > 0, bar, done),
        role="status",
        class_name="empty:hidden",
    )


def _row(row: Any) -> rx.Component:
    choose = rx.el.input(
        type="checkbox",
        aria_label=t("list-choose", order=row["order"].to(str)),
        checked=FeedbackState.chosen.contains(row["id"].to(str)),
        on_change=lambda _: FeedbackState.choose(row["id"].to(str)),
        class_name="block size-5",
    )
    comment = rx.el.button(
        rx.cond(row["comment"] != "", row["comment"].to(str), t("list-no-comment")),
        type="button",
        on_click=FeedbackState.open(row["id"].to(str)),
        class_name=[
            "block w-full min-h-8 text-start truncate hover:underline",
            rx.cond(row["comment"] != "", "text-ink", "text-quiet"),
        ],
    )
    return rx.el.tr(
        rx.cond(FeedbackState.works, rx.el.td(choose, class_name=CELL)),
        rx.el.td(local_time(row["at"].to(str)), class_name=f"{CELL} text-quiet tabular-nums whitespace-nowrap"),
        rx.el.td(_stars(row), class_name=CELL),
        rx.el.td(comment, class_name=f"{CELL} w-full max-w-0"),
        rx.el.td(row["order"].to(str), class_name=f"{CELL} tabular-nums whitespace-nowrap"),
        rx.el.td(row["courier"].to(str), class_name=f"{CELL} tabular-nums text-end"),
        rx.el.td(_marks(row), class_name=CELL),
        key=row["id"].to(str),
        class_name="hover:bg-brand-soft",
    )


def _short(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                _stars(row), rx.el.span(local_time(row["at"].to(str)), class_name="text-sm text-quiet"),
                class_name="flex justify-between gap-3",
            ),
            rx.el.span(row["comment"].to(str), class_name="line-clamp-2 wrap-anywhere empty:hidden"),
            rx.el.span(
                rx.el.span(row["order"].to(str), " · ", t("part-courier", courier=row["courier"].to(str))), _marks(row),
                class_name="flex justify-between gap-3 text-sm text-quiet",
            ),
            type="button",
            on_click=FeedbackState.open(row["id"].to(str)),
            class_name="grid gap-1 w-full text-start py-3",
        ),
        key=row["id"].to(str),
        class_name="border-t border-line first:border-t-0",
    )  # fmt: skip


def _stars(row: Any) -> rx.Component:
    return stars(row["rating"], t("filter-stars", stars=row["rating"]))


def _marks(row: Any) -> rx.Component:
    return rx.el.span(
        rx.cond(row["followUp"].to(bool), _mark("phone", t("list-follow-up"), "text-received bg-received-soft")),
        rx.cond(row["published"].to(bool), _mark("globe", t("figure-published"), "text-stored bg-stored-soft")),
        class_name="flex gap-1",
    )


def _mark(icon_name: str, word: Text, look: str) -> rx.Component:
    return rx.el.span(
        icon(icon_name),
        rx.el.span(word),
        class_name=f"inline-flex items-center gap-1 rounded-full px-2 text-sm font-semibold whitespace-nowrap {look}",
    )


def _pages() -> rx.Component:
    last = FeedbackState.first + FeedbackState.rows.length() - 1
    return rx.el.nav(
        rx.el.p(
            t("list-place", first=FeedbackState.first, last=last, total=FeedbackState.total),
            class_name="text-sm text-quiet tabular-nums grow",
        ),
        rx.cond(
            FeedbackState.first > 1,
            button(t("list-earlier"), kind="quiet", icon_name="arrow-left", on_click=FeedbackState.earlier),
        ),
        rx.cond(
            FeedbackState.more,
            button(t("list-later"), kind="quiet", icon_name="arrow-right", on_click=FeedbackState.later),
        ),
        aria_label=t("list-pages"),
        class_name="flex flex-wrap items-center gap-3",
    )


def _panel() -> rx.Component:
    record: Any = FeedbackState.record
    return dialog(
        "record",
        rx.cond(record["order"], t("record-title", order=record["order"].to(str)), t("desk-feedback")),
        rx.cond(record["id"], _record(record)),
        close_label=t("close"),
        place="side",
        shown=(record["id"].to(str) != "") & (record.to(dict[str, Any]).length() > 0),
        on_close=rx.Var.create(rx.EventChain.create(FeedbackState.open(""), args_spec=rx.event.no_args_event_spec)),
    )


def _record(record: Any) -> rx.Component:
    facts = (
        ("list-courier", record["courier"].to(str)),
        ("filter-source", rx.match(record["source"], *sources(), record["source"])),
        ("record-contact", rx.cond(record["contact"] != "", record["contact"], "–")),
        ("record-consent", rx.cond(record["consent"].to(bool), t("record-yes"), t("record-no"))),
        ("record-device", record["device"].to(str)),
        ("record-id", record["id"].to(str)),
    )
    return rx.el.div(
        rx.el.div(
            _stars(record),
            _marks(record),
            rx.cond(
                record["case"] != "",
                rx.el.a(
                    t("part-case"), href=rx.Var.create(f"{routes.INBOX}?case=") + record["case"].to(str),
                    class_name="ms-auto text-sm font-semibold text-brand",
                ),
            ),
            class_name="flex flex-wrap items-center gap-3 text-lg",
        ),
        rx.cond(record["comment"] != "", rx.el.p(record["comment"].to(str), class_name="text-lg whitespace-pre-line")),
        rx.el.ul(
            rx.foreach(record["reasons"].to(list[str]), _reason), aria_label=t("filter-reason"),
            class_name="flex flex-wrap gap-2 empty:hidden",
        ),
        rx.el.dl(
            *(_fact(t(key), value) for key, value in facts),
            class_name="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2 border-t border-line pt-4",
        ),
        rx.el.h3(t("record-history"), class_name="font-semibold border-t border-line pt-4"),
        rx.el.ol(*_history(record), rx.foreach(FeedbackState.acts, _act), class_name="grid gap-3"),
        class_name="grid gap-4",
    )  # fmt: skip


def _reason(reason: Any) -> rx.Component:
    return rx.el.li(
        rx.match(reason, *reasons(), reason), key=reason, class_name="rounded-full border border-line px-3 py-1 text-sm"
    )


def _fact(name: Text, value: Content) -> rx.Component:
    return rx.fragment(
        rx.el.dt(name, class_name="text-sm text-quiet"), rx.el.dd(value, class_name="text-sm wrap-anywhere")
    )


def _history(record: Any) -> list[rx.Component]:
    corrects = rx.el.button(
        t("record-corrects"),
        type="button",
        on_click=FeedbackState.open(record["corrects"].to(str)),
        class_name="underline text-start",
    )
    corrected = rx.el.button(
        t("record-corrected"), type="button", on_click=FeedbackState.open(record["correctedBy"].to(str)),
        class_name="underline text-start",
    )  # fmt: skip
    return [
        _step(t("record-created"), record["created"]),
        rx.cond(record["corrects"] != "", _step(corrects, record["at"])),
        _step(t("record-received"), record["at"]),
        rx.cond(record["correctedBy"] != "", _step(corrected, record["correctedAt"])),
        rx.cond(record["publishedAt"] != "", _step(t("figure-published"), record["publishedAt"])),
    ]


def _act(each: Any) -> rx.Component:
    did = rx.match(each["act"], *((act.value, t(f"audit-did-{act}")) for act in HANDLED), each["act"])
    return _step(rx.fragment(rx.el.strong(each["who"]), " ", did), each["at"])


def _step(what: Content, at: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(class_name="size-2 mt-2 rounded-full bg-brand"),
        rx.el.span(what, class_name="grow"),
        rx.el.span(local_time(at.to(str)), class_name="text-sm text-quiet whitespace-nowrap"),
        class_name="flex items-start gap-3",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.FEEDBACK, title=t("list-page"), on_load=FeedbackState.load)
