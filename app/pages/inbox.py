"""The inbox at /admin/inbox: who asked to be contacted, what is due first first, and one case beside the list."""

from typing import Any

import reflex as rx

from app.components.button import button
from app.components.empty_state import empty_state
from app.components.icons import icon
from app.components.skeleton import skeleton
from app.components.views import View, views
from app.languages.text import t
from app.pages import routes
from app.pages.case import due, keeping_in_view, panel, state_chip
from app.pages.desk_state import Desk
from app.pages.figures import stars
from app.pages.frame import desk_frame, title
from app.pages.inbox_state import InboxState
from app.pages.stepping import keyed_list, steps
from app.store.inbox import View as Cases

KEYS = (
    ("j", t("inbox-next")),
    ("k", t("inbox-previous")),
    ("a", t("inbox-take")),
    ("w", t("inbox-answered")),
    ("e", t("inbox-done")),
    ("r", t("inbox-reply")),
    ("n", t("inbox-note")),
)


def page() -> rx.Component:
    """The views, the list, and the case that was chosen."""
    case: Any = InboxState.case
    is_chosen = case["id"].to(str)
    return desk_frame(
        rx.el.div(
            title(keeping_in_view(t("desk-inbox"), case["id"])),
            _steps(),
            class_name="flex flex-wrap items-end justify-between gap-4",
        ),
        _views(),
        rx.cond(
            InboxState.loaded,
            rx.el.div(
                rx.el.div(
                    rx.cond(InboxState.cases.length() > 0, _list(), _nothing()),
                    class_name=["min-w-0", rx.cond(is_chosen, "max-lg:hidden", "")],
                ),
                rx.cond(is_chosen, panel(case)),
                class_name=[
                    "grid gap-4 items-start grid-cols-[minmax(0,1fr)]",
                    rx.cond(is_chosen, "lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]", ""),
                ],
            ),
            rx.cond(Desk.problem == "", skeleton(t("inbox-loading"), shape="table", rows=6)),
        ),
        here=routes.INBOX,
        keys=KEYS,
    )


def _steps() -> rx.Component:
    return rx.el.div(steps(InboxState.move, t("inbox-previous"), t("inbox-next")), class_name="flex")


def _views() -> rx.Component:
    counts: Any = InboxState.counts
    each = [
        View(
            t(f"inbox-view-{which}"),
            routes.INBOX if which is Cases.OPEN else f"{routes.INBOX}?view={which}",
            InboxState.view == which.value,
            None if which is Cases.DONE else counts[which.value],
        )
        for which in Cases
    ]
    overdue = rx.cond(
        counts["overdue"].to(int) > 0,
        rx.el.p(
            icon("alert"),
            rx.el.span(t("inbox-overdue-count", count=counts["overdue"].to(int))),
            class_name="flex items-center gap-2 ms-auto px-3 min-h-10 text-sm font-semibold text-attention "
            "whitespace-nowrap",
        ),
    )
    return views(t("inbox-views"), each, aside=overdue)


def _nothing() -> rx.Component:
    return rx.match(
        InboxState.view,
        (Cases.DONE.value, empty_state("check", t("inbox-none-done"), t("inbox-none-done-lead"))),
        (Cases.OPEN.value, empty_state("inbox", t("inbox-none"), t("inbox-none-lead"))),
        empty_state("check", t("inbox-none-here"), t("inbox-none-here-lead")),
    )


def _list() -> rx.Component:
    more = button(t("inbox-more"), kind="quiet", on_click=InboxState.show_more, class_name="justify-self-center")
    return keyed_list(InboxState.cases, _line, t("desk-inbox"), InboxState.more, more)


def _line(case: Any) -> rx.Component:
    shown: Any = InboxState.case
    is_here = shown["id"].to(str) == case["id"].to(str)
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                state_chip(case["state"]),
                stars(case["rating"], t("filter-stars", stars=case["rating"])),
                due(case),
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
            ),
            rx.el.span(
                rx.cond(case["comment"] != "", case["comment"].to(str), t("list-no-comment")),
                class_name=["line-clamp-2 wrap-anywhere", rx.cond(case["comment"] != "", "", "text-quiet")],
            ),
            rx.el.span(
                rx.el.span(t("record-title", order=case["order"].to(str)), class_name="wrap-anywhere"),
                rx.cond(
                    case["who"] != "",
                    rx.el.span(
                        icon("user"),
                        case["who"].to(str),
                        class_name="inline-flex items-center gap-1 min-w-0 wrap-anywhere",
                    ),
                ),
                class_name="flex flex-wrap justify-between gap-x-3 text-sm text-quiet",
            ),
            type="button",
            on_click=InboxState.open(case["id"].to(str)),
            custom_attrs={"data-case": "", "aria-current": rx.cond(is_here, "true", "false")},
            class_name="grid gap-1 w-full px-4 py-3 text-start transition-colors hover:bg-brand-soft "
            "aria-[current=true]:bg-brand-soft aria-[current=true]:shadow-[inset_3px_0_var(--color-brand)] "
            "focus-visible:-outline-offset-3",
        ),
        key=case["id"].to(str),
        class_name="border-t border-line first:border-t-0",
    )  # fmt: skip


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.INBOX, title=t("inbox-page"), on_load=InboxState.load)
