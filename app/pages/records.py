"""The records of this device: how many are where, a line for each, and all about one with what can be done about it.

Stage: queue. In: the queue's Vars and `mine`. Out: parts of the page of one's feedback.
"""

import reflex as rx

from app.access.acceptance import LINK_FOR_ANOTHER, LINK_MISSING, NOT_YOURS, UNKNOWN_ORDER
from app.components.button import button, link_button
from app.components.dialog import dialog
from app.components.empty_state import empty_state
from app.components.icons import icon
from app.components.long_list import Row, long_list
from app.components.state_badge import LOOKS, STATES, RecordState, state_badge, state_words
from app.feedback.entry import REASONS, EntryStatus
from app.jazz.document import DECLINED
from app.jazz.provider import queue, storage
from app.languages.text import ago, moment, number, t
from app.pages import routes
from app.pages.mine import mine

# What the server says of a refused record (app/access/acceptance.py), and our words for it.
WHY = {
    UNKNOWN_ORDER: "why-unknown-order",
    LINK_MISSING: "why-link-missing",
    LINK_FOR_ANOTHER: "why-link-for-another",
    NOT_YOURS: "why-not-yours",
}
COUNTS = {"saved": queue.pending, "received": queue.received, "stored": queue.stored, "attention": queue.attention}
# With very large text, state and time stand under each other.
HEIGHT = "[--row:5rem] @max-[17rem]:[--row:8rem]"


def totals() -> rx.Component:
    """How many records are where; a tap shows only those."""
    return rx.el.ul(
        *(rx.el.li(_total(state)) for state in STATES),
        role="list",
        aria_label=t("mine-totals"),
        class_name="grid gap-2 grid-cols-[repeat(auto-fit,minmax(min(8rem,100%),1fr))]",
    )


def _total(state: RecordState) -> rx.Component:
    icon_name, look = LOOKS[state]
    colour = look.split()[0]
    return rx.el.button(
        rx.el.span(number(COUNTS[state]), class_name="text-xl font-semibold tabular-nums"),
        rx.el.span(
            icon(icon_name, f"size-[1.25em] {colour}"),
            rx.el.span(state_words()[state]),
            class_name="flex items-start gap-1 text-sm text-quiet",
        ),
        type="button",
        on_click=mine.show_only(EntryStatus(state)),
        aria_pressed=rx.cond(mine.only == state, "true", "false"),
        class_name="grid content-start gap-1 w-full h-full min-h-touch px-3 py-2 text-start bg-card border border-line "
        "rounded-control hover:border-brand aria-pressed:border-brand aria-pressed:bg-brand-soft",
    )


def records() -> rx.Component:
    """The lines, or what will stand there."""
    lines = rx.el.div(
        long_list("records", t("mine-list"), mine.rows, lambda row: _line(row=row), height=HEIGHT),
        class_name="bg-card border border-line rounded-card overflow-clip",
    )
    nothing = empty_state(
        "star",
        t("mine-empty-title"),
        t("mine-empty"),
        action=link_button(t("landing-rate"), routes.RATE, icon_name="star"),
    )
    none = rx.el.p(t("mine-none"), class_name="text-quiet py-4")
    is_aside = (storage.unsaved > 0) & ((mine.only == "") | (mine.only == "attention"))
    return rx.el.div(
        _undo(),
        rx.cond(is_aside, _aside()),
        rx.cond(
            mine.rows.length() > 0,
            lines,
            rx.cond(is_aside, rx.fragment(), rx.cond(mine.only != "", none, nothing)),
        ),
        _dialog(),
        class_name="grid gap-3 min-w-0",
    )


def _aside() -> rx.Component:
    """What no page can show any more: a file keeps it for a program that can read it."""
    return rx.el.div(
        rx.el.p(t("waiting-unreadable"), class_name="grow basis-60 text-attention"),
        button(t("waiting-export"), kind="quiet", icon_name="download", on_click=queue.export_file),
        class_name="flex flex-wrap items-center justify-between gap-3 bg-attention-soft rounded-card px-4 py-2",
    )


def _undo() -> rx.Component:
    line = rx.el.div(
        rx.el.p(t("mine-withdrawn", order=mine.withdrawn), class_name="wrap-anywhere"),
        button(t("mine-bring-back"), kind="quiet", on_click=mine.bring_back),
        class_name="flex flex-wrap items-center justify-between gap-3 bg-brand-soft rounded-card px-4 py-2",
    )
    return rx.el.div(rx.cond(mine.withdrawn != "", line), role="status", class_name="empty:hidden")


@rx.memo
def _line(row: Row) -> rx.Component:
    """A line of its own: while the window moves, only the lines that come are drawn."""
    stars = rx.el.span(
        icon("star", "size-[1.1em] star-filled"),
        rx.el.span(number(row["rating"]), aria_hidden="true"),
        rx.el.span(t("mine-stars", stars=row["rating"]), class_name="sr-only"),
        class_name="inline-flex items-center gap-1 text-star font-semibold tabular-nums shrink-0",
    )
    return rx.el.button(
        rx.el.span(
            rx.el.span(row["orderId"], class_name="font-semibold truncate"),
            rx.cond(row["rating"].to(int) > 0, stars),
            class_name="flex items-center justify-between gap-3 min-w-0",
        ),
        rx.el.span(
            state_badge(row["status"], state_words()),
            rx.el.span(ago(row["at"]), class_name="text-sm text-quiet truncate"),
            class_name="flex items-center justify-between gap-3 min-w-0 @max-[17rem]:flex-col "
            "@max-[17rem]:items-start @max-[17rem]:gap-1",
        ),
        type="button",
        on_click=mine.choose(row["id"]),
        aria_haspopup="dialog",
        class_name="grid grid-cols-[minmax(0,1fr)] content-center gap-1 w-full h-full px-4 text-start border-b "
        "border-line hover:bg-brand-soft focus-visible:-outline-offset-3",
    )


def _dialog() -> rx.Component:
    attention = mine.row["status"] == "attention"
    # What has left this phone can be corrected, but not fetched back.
    here = (mine.row["status"] == "saved") | attention
    return dialog(
        "record",
        t("thanks-order", order=mine.row["orderId"]),
        state_badge(mine.row["status"], state_words()),
        rx.cond(attention, _why()),
        rx.cond(mine.is_here, _said(), rx.el.p(t("mine-arrived", when=moment(mine.row["at"])))),
        rx.cond(~here, rx.el.p(t("mine-correction"), class_name="text-sm text-quiet")),
        rx.el.p(queue.other_trouble, role="alert", class_name="text-attention empty:hidden"),
        rx.el.div(
            link_button(t("rate-correct"), mine.correction, icon_name="edit"),
            rx.cond(
                attention,
                button(t("waiting-retry"), kind="quiet", icon_name="turn", on_click=queue.retry(mine.row["id"])),
            ),
            rx.cond(
                here,
                button(t("waiting-withdraw"), kind="quiet", icon_name="trash", on_click=mine.take_back(mine.row["id"])),
            ),
            class_name="flex flex-wrap gap-3",
        ),
        close_label=t("close"),
        shown=mine.has_row,
        on_close=mine.leave,
    )


def _why() -> rx.Component:
    message = mine.complaint["message"]
    other = rx.cond(message != "", t("why-refused", reason=message), t("why-no-reason"))
    return rx.el.div(
        icon("hand", "size-5 mt-0.5"),
        rx.el.div(
            rx.el.p(t("mine-why"), class_name="font-semibold"),
            rx.el.p(
                rx.cond(
                    mine.complaint["code"] == "conflict",
                    t("why-conflict"),
                    rx.cond(
                        mine.complaint["code"] == DECLINED,
                        t("why-declined", reason=message),
                        rx.match(message, *((said, t(key)) for said, key in WHY.items()), other),
                    ),
                )
            ),
            class_name="grid gap-1 min-w-0",
        ),
        class_name="flex items-start gap-2 rounded-control bg-attention-soft text-attention px-4 py-3",
    )


def _said() -> rx.Component:
    """What the record says, as its author would tell it."""
    record = mine.record
    stars = rx.el.span(
        rx.match(record["rating"], *((stars, t(f"stars-{stars}")) for stars in range(1, 6)), ""), " ",
        rx.el.span(t("mine-stars", stars=record["rating"]), class_name="text-quiet"),
    )  # fmt: skip
    reasons = rx.foreach(
        record["reasons"].to(list[str]),
        lambda key: rx.el.li(
            rx.match(key, *((each, t(f"reason-{each}")) for each in REASONS), key),
            class_name="rounded-full border border-line px-3 py-1 text-sm",
        ),
    )
    return rx.el.div(
        rx.el.p(stars, class_name="font-semibold"),
        rx.cond(
            record["reasons"].to(list[str]).length() > 0,
            rx.el.ul(reasons, role="list", class_name="flex flex-wrap gap-2"),
        ),
        rx.cond(
            record["comment"] != "", rx.el.p(record["comment"].to(str), class_name="whitespace-pre-wrap wrap-anywhere")
        ),
        rx.cond(
            record["needsFollowUp"],
            rx.el.p(t("mine-contact", contact=record["contact"].to(str)), class_name="wrap-anywhere"),
        ),
        rx.el.p(
            t("mine-courier", courier=record["courierId"].to(str)),
            " · ",
            t("mine-written", when=moment(mine.row["at"])),
            class_name="text-sm text-quiet",
        ),
        class_name="grid gap-3 min-w-0",
    )
