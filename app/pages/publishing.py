"""Publishing at /admin/publishing: comments whose authors agreed, to be approved or rejected, and where they show."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A as Anchor  # type: ignore[import-untyped]

from app.components.button import button
from app.components.card import card
from app.components.empty_state import empty_state
from app.components.field import CONTROL
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.skeleton import skeleton
from app.components.views import View, views
from app.languages.text import t
from app.pages import routes
from app.pages.case import keeping_in_view
from app.pages.desk_state import Desk
from app.pages.figures import stars
from app.pages.filters import reasons
from app.pages.frame import desk_frame, title
from app.pages.publishing_state import PublishingState
from app.pages.stepping import keyed_list, steps
from app.store.published import MOST_COUNTED, Shelf

FEED = "/api/published"
KEYS = (
    ("j", t("publishing-next")),
    ("k", t("publishing-previous")),
    ("a", t("publishing-approve")),
    ("x", t("publishing-reject")),
)


def page() -> rx.Component:
    """The shelves, the comments, and the line for one's own site."""
    return desk_frame(
        rx.el.div(
            title(keeping_in_view(t("desk-publishing"), PublishingState.chosen), t("publishing-lead")),
            _steps(),
            class_name="flex flex-wrap items-end justify-between gap-4",
        ),
        _shelves(),
        rx.el.div(rx.cond(PublishingState.told != "", _told()), role="status", class_name="empty:hidden"),
        rx.cond(
            PublishingState.loaded,
            rx.cond(PublishingState.rows.length() > 0, _comments(), _nothing()),
            rx.cond(Desk.problem == "", skeleton(t("publishing-loading"), shape="card", rows=4)),
        ),
        rx.cond(PublishingState.loaded, _embed()),
        here=routes.PUBLISHING,
        keys=KEYS,
    )


def _steps() -> rx.Component:
    """What the keys press; those that decide are in the page for them alone."""
    keys = rx.el.div(
        *(
            rx.el.button(t(key), type="button", on_click=what(""), tab_index=-1, custom_attrs={"data-keys": letter})
            for key, what, letter in (
                ("publishing-approve", PublishingState.approve, "a"),
                ("publishing-reject", PublishingState.reject, "x"),
            )
        ),
        hidden=True,
    )
    return rx.el.div(
        steps(PublishingState.move, t("publishing-previous"), t("publishing-next")),
        rx.cond(PublishingState.decides, keys),
        # On phones there are no keys, and the comments lie under the thumb.
        class_name="flex max-md:hidden",
    )


def _shelves() -> rx.Component:
    def one(shelf: Shelf) -> View:
        counts: Any = PublishingState.counts
        count = counts[shelf.value].to(int)
        return View(
            t(f"publishing-shelf-{shelf}"),
            routes.PUBLISHING if shelf is Shelf.WAITING else f"{routes.PUBLISHING}?shelf={shelf}",
            PublishingState.shelf == shelf.value,
            count,
            rx.cond(count >= MOST_COUNTED, t("publishing-many", count=count), count.to(str)),
        )

    return views(t("publishing-shelves"), [one(shelf) for shelf in Shelf])


def _told() -> rx.Component:
    many, left = PublishingState.changed, PublishingState.left_out
    return rx.el.p(
        rx.match(
            PublishingState.told,
            ("published", t("publishing-told-published", count=many)),
            ("withheld", t("publishing-told-withheld", count=many)),
            ("recalled", t("publishing-told-recalled", count=many)),
            ("telling", t("publishing-told-telling", count=left)),
            t("publishing-told-not-offered", count=left),
        ),
        class_name="rounded-card bg-brand-soft px-4 py-3",
    )


def _nothing() -> rx.Component:
    icons = {Shelf.WAITING: "check", Shelf.PUBLISHED: "globe", Shelf.WITHHELD: "hand"}
    states = [
        (shelf.value, empty_state(name, t(f"publishing-none-{shelf}"), t(f"publishing-none-{shelf}-lead")))
        for shelf, name in icons.items()
    ]
    return card(rx.match(PublishingState.shelf, *states, rx.fragment()))


def _comments() -> rx.Component:
    more = button(t("audit-more"), kind="quiet", on_click=PublishingState.show_more, class_name="justify-self-center")
    fresh = button(
        t("publishing-fresh", count=PublishingState.fresh),
        icon_name="turn",
        on_click=PublishingState.show_fresh,
        class_name="shadow-float -translate-y-2/3",
    )
    return rx.el.div(
        # Over the list, not in it: it must not push anything from where it stands.
        rx.el.div(
            rx.cond(PublishingState.fresh > 0, fresh),
            role="status",
            class_name="sticky top-10 z-10 h-0 flex justify-center items-start",
        ),
        keyed_list(PublishingState.rows, _comment, t("publishing-shelves"), PublishingState.more, more),
    )


def _comment(row: Any) -> rx.Component:
    is_here = PublishingState.chosen == row["id"].to(str)
    about = rx.el.p(
        stars(row["rating"], t("filter-stars", stars=row["rating"])),
        rx.el.span(
            local_time(row["at"].to(str)), " · ",
            rx.el.a(
                t("record-title", order=row["order"].to(str)),
                href=rx.Var.create(f"{routes.FEEDBACK}?period=all&id=") + row["id"].to(str),
                class_name="text-brand underline",
            ),
            class_name="text-sm text-quiet",
        ),
        class_name="flex flex-wrap items-baseline gap-x-3",
    )  # fmt: skip
    said = rx.foreach(
        row["reasons"].to(list[str]),
        lambda reason: rx.el.li(
            rx.match(reason, *reasons(), reason), key=reason, class_name="rounded-full border border-line px-2 text-sm"
        ),
    )
    return rx.el.li(
        rx.el.div(
            about,
            rx.el.blockquote(row["comment"].to(str), class_name="text-lg whitespace-pre-line wrap-anywhere"),
            rx.el.ul(said, aria_label=t("filter-reason"), class_name="flex flex-wrap gap-2 text-quiet empty:hidden"),
            class_name="grid gap-2 min-w-0 grow basis-80",
        ),
        rx.cond(
            row["gone"].to(bool),
            rx.el.p(t("publishing-gone"), class_name="text-sm text-quiet"),
            rx.cond(PublishingState.decides, _choices(row)),
        ),
        key=row["id"].to(str),
        custom_attrs={"data-case": "", "aria-current": rx.cond(is_here, "true", "false")},
        class_name="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4 border-t border-line first:border-t-0 "
        "aria-[current=true]:bg-brand-soft aria-[current=true]:shadow-[inset_3px_0_var(--color-brand)]",
    )


def _choices(row: Any) -> rx.Component:
    record = row["id"].to(str)
    reject = button(t("publishing-reject"), kind="quiet", icon_name="close", on_click=PublishingState.reject(record))
    approve = button(t("publishing-approve"), kind="quiet", icon_name="check", on_click=PublishingState.approve(record))
    telling = rx.el.p(
        icon("alert", "size-5 mt-0.5"),
        rx.el.span(t("publishing-telling")),
        class_name="flex items-start gap-2 max-w-64 text-sm text-attention",
    )
    waiting = rx.fragment(rx.cond(row["telling"].to(bool), telling, approve), reject)
    recall = button(t("publishing-recall"), kind="quiet", icon_name="turn", on_click=PublishingState.recall(record))
    return rx.el.div(
        rx.cond(PublishingState.shelf == Shelf.WAITING.value, waiting, recall),
        class_name="flex flex-wrap items-center gap-2",
    )


def _embed() -> rx.Component:
    return card(
        rx.el.p(t("publishing-embed-lead"), class_name="text-quiet max-w-3xl"),
        rx.el.input(
            value=PublishingState.code, read_only=True, aria_label=t("publishing-embed-code"),
            class_name=f"{CONTROL} font-mono text-sm",
        ),
        Anchor.create(t("publishing-feed"), href=FEED, class_name="justify-self-start font-semibold text-brand"),
        heading=t("publishing-embed"),
    )  # fmt: skip


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.PUBLISHING, title=t("publishing-page"), on_load=PublishingState.load)
