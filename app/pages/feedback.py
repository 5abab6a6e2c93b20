"""The feedback list at /admin/feedback: the rows behind the dashboard's numbers, and one with its history beside it."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A as Anchor  # type: ignore[import-untyped]

from app.components.button import BASE, KINDS, button, icon_button
from app.components.empty_state import empty_state
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.components.wide_list import CELL, head, wide_list
from app.languages.text import t
from app.pages import routes
from app.pages.desk_state import Desk
from app.pages.feedback_state import FeedbackState
from app.pages.filters import CONTROL, filters, following, select
from app.pages.frame import desk_frame, title
from app.pages.record_panel import marks, panel, row_stars
from app.store.listing import Order

FORMATS = ("csv", "xlsx", "jsonl", "parquet")
EXPORT = "/api/feedback/export"


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
        panel(),
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
            rx.el.p(
                rx.cond(
                    FeedbackState.counted,
                    t("list-export-means", count=FeedbackState.total),
                    t("list-export-many", count=FeedbackState.total),
                ),
                class_name="px-4 py-2 text-sm text-quiet",
            ),
            *files,
            class_name="absolute z-20 end-0 my-1 min-w-56 py-2 bg-card border border-line rounded-control shadow-float",
        ),
        class_name="relative",
    )
    return rx.el.div(
        rx.cond(FeedbackState.filtered, _keep()),
        rx.cond(FeedbackState.exports, export, rx.fragment()),
        class_name="flex flex-wrap items-start gap-2",
    )


def _keep() -> rx.Component:
    form = rx.el.form(
        rx.el.input(
            name="name", required=True, max_length=40, aria_label=t("saved-name"), placeholder=t("saved-name"),
            auto_complete="off", class_name=f"{CONTROL} w-44",
        ),
        rx.el.button(t("saved-save"), type="submit", class_name=f"{CONTROL} font-semibold"),
        on_submit=FeedbackState.save,
        reset_on_submit=True,
        class_name="flex gap-2",
    )  # fmt: skip
    return rx.el.details(
        rx.el.summary(icon("plus"), rx.el.span(t("saved-keep")), class_name=f"{BASE} {KINDS['quiet']} list-none"),
        rx.el.div(
            form,
            class_name="absolute z-20 md:end-0 my-1 p-3 bg-card border border-line rounded-control shadow-float",
        ),
        class_name="relative",
    )


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

    return rx.cond(
        FeedbackState.saved.length() > 0,
        rx.el.ul(rx.foreach(FeedbackState.saved, one), aria_label=t("saved-all"), class_name="flex flex-wrap gap-2"),
    )


def _nothing() -> rx.Component:
    return empty_state("search", t("overview-no-match"), t("overview-no-match-lead"))


def _list() -> rx.Component:
    every = rx.el.input(
        type="checkbox",
        aria_label=t("list-choose-all"),
        checked=FeedbackState.chosen.length() == FeedbackState.rows.length(),
        on_change=lambda _: FeedbackState.choose(""),
        class_name="block size-5",
    )
    columns = ("received", "rating", "comment", "order-number", "courier", "marks")
    heads = [
        rx.cond(FeedbackState.works, head(every, "w-10")),
        *(head(t(f"list-{each}"), "text-end" if each == "courier" else "") for each in columns),
    ]
    return rx.el.div(
        _chosen(),
        wide_list(t("desk-feedback"), heads, FeedbackState.rows, _row, _short),
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
        rx.el.td(row_stars(row), class_name=CELL),
        rx.el.td(comment, class_name=f"{CELL} w-full max-w-0"),
        rx.el.td(row["order"].to(str), class_name=f"{CELL} tabular-nums whitespace-nowrap"),
        rx.el.td(row["courier"].to(str), class_name=f"{CELL} tabular-nums text-end"),
        rx.el.td(marks(row), class_name=CELL),
        key=row["id"].to(str),
        class_name="hover:bg-brand-soft",
    )


def _short(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                row_stars(row), rx.el.span(local_time(row["at"].to(str)), class_name="text-sm text-quiet"),
                class_name="flex justify-between gap-3",
            ),
            rx.el.span(row["comment"].to(str), class_name="line-clamp-2 wrap-anywhere empty:hidden"),
            rx.el.span(
                rx.el.span(row["order"].to(str), " · ", t("part-courier", courier=row["courier"].to(str))), marks(row),
                class_name="flex justify-between gap-3 text-sm text-quiet",
            ),
            type="button",
            on_click=FeedbackState.open(row["id"].to(str)),
            class_name="grid gap-1 w-full text-start py-3",
        ),
        key=row["id"].to(str),
        class_name="border-t border-line first:border-t-0",
    )  # fmt: skip


def _pages() -> rx.Component:
    last = FeedbackState.first + FeedbackState.rows.length() - 1
    return rx.el.nav(
        rx.el.p(
            rx.cond(
                FeedbackState.counted,
                t("list-place", first=FeedbackState.first, last=last, total=FeedbackState.total),
                t("list-place-many", first=FeedbackState.first, last=last, total=FeedbackState.total),
            ),
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


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.FEEDBACK, title=t("list-page"), on_load=FeedbackState.load)
