"""The courier's page: today's orders, carried along, and what can be done with each.

Stage: capture and queue. In: the courier's number, the orders kept on this device, the queue. Out: ways to the rating,
to the hand-over and to a report. Always holds: nothing here waits for the server; a list that is old says so.
"""

import reflex as rx

from app.components.button import button, link_button
from app.components.card import card
from app.components.empty_state import empty_state
from app.components.field import text_field
from app.components.icons import icon
from app.components.skeleton import skeleton
from app.components.state_badge import BASE, state_badge, state_words
from app.feedback.entry import MAX_ORDER_ID
from app.jazz import jazz_provider
from app.jazz.courier import courier
from app.jazz.hand_over import handed
from app.jazz.provider import NativeForm, storage
from app.languages.text import ago, around, t
from app.pages import routes
from app.pages.blocked import blocked
from app.pages.frame import public_frame, title
from app.pages.passphrase import unlocking

Row = rx.vars.ObjectVar[dict[str, str]]


def page() -> rx.Component:
    """Who carries this phone, and then their orders."""
    asks = (courier.number == "") | courier.is_changing
    known = rx.cond(asks, _who(), _orders())
    waiting = rx.cond(storage.locked, card(unlocking()), skeleton(t("courier-loading"), shape="card"))
    return public_frame(
        jazz_provider(),
        title(t("courier-title")),
        blocked(),
        rx.cond(courier.ready, known, rx.cond(storage.blocked, rx.fragment(), waiting)),
    )


def _native(handler: rx.Var[rx.EventChain], *children: rx.Component, class_name: str = "grid gap-4") -> rx.Component:
    attributes = {"method": "dialog", "noValidate": True, "autoComplete": "off", "onSubmit": handler}
    return NativeForm.create(*children, custom_attrs=attributes, class_name=class_name)


def _who() -> rx.Component:
    field = text_field(
        "courierId",
        t("courier-number"),
        help_text=t("courier-number-help"),
        error=rx.cond(courier.is_wrong, t("problem-courierId-wrong_type"), ""),
        input_mode="numeric",
        auto_complete="off",
        default_value=courier.number,
    )
    return card(
        _native(courier.say, field, button(t("courier-save"), type="submit", class_name="w-full sm:w-fit min-h-star")),
        heading=t("courier-who"),
    )


def _orders() -> rx.Component:
    rows = rx.el.ul(rx.foreach(courier.rows, _row), aria_label=t("courier-list"), class_name="grid gap-3")
    nothing = rx.cond(
        courier.looks_for != "",
        empty_state("search", t("courier-none-found"), t("courier-none-found-help")),
        empty_state("package", t("courier-none"), t("courier-none-help")),
    )
    return rx.el.div(
        _head(),
        _trouble(),
        _search(),
        rx.cond(courier.rows.length() > 0, rows, nothing),
        _pin(),
        class_name="grid gap-4",
    )


def _head() -> rx.Component:
    who = rx.el.p(
        icon("user", "size-5 shrink-0 text-quiet"),
        rx.el.span(t("courier-is", number=courier.number)),
        class_name="inline-flex items-center gap-2 font-semibold",
    )
    counted = rx.el.p(
        t("courier-counted", rated=courier.rated, total=courier.total), class_name="text-quiet tabular-nums"
    )
    refresh = button(
        t("courier-refresh"), kind="quiet", icon_name="turn", busy=courier.asking, on_click=courier.refresh
    )
    told = rx.el.p(t("courier-as-of", ago=ago(courier.told_at)), class_name="text-sm text-quiet")
    return rx.el.div(
        rx.el.div(
            who,
            button(t("courier-change"), kind="quiet", on_click=courier.change),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        rx.el.div(
            rx.el.div(rx.cond(courier.has_orders, rx.fragment(counted, told)), class_name="grid"),
            refresh,
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        class_name="grid gap-3",
    )


def _trouble() -> rx.Component:
    device = rx.el.strong(courier.device_name, title=courier.device_id, class_name="font-mono select-all")
    not_given = rx.el.div(
        rx.el.p(t("courier-not-given"), class_name="font-semibold"),
        rx.el.p(around("courier-device", device)),
        class_name="grid gap-2 rounded-card bg-brand-soft px-4 py-3",
    )
    no_answer = rx.el.p(
        rx.cond(courier.has_orders, t("courier-no-answer"), t("courier-no-answer-yet")),
        class_name="flex items-center gap-2 text-quiet",
    )
    return rx.el.div(
        rx.match(courier.trouble, ("not_given", not_given), ("no_answer", no_answer), rx.fragment()), role="status"
    )


def _search() -> rx.Component:
    return rx.el.div(
        text_field(
            "search",
            t("courier-search"),
            type="search",
            auto_complete="off",
            max_length=MAX_ORDER_ID,
            custom_attrs={"onInput": courier.search, "enterKeyHint": "search"},
        ),
        role="search",
    )


def _row(row: Row) -> rx.Component:
    order, who, link = row["orderId"].to(str), row["courierId"].to(str), row["link"].to(str)
    is_open = row["status"] == "open"
    can_be = row["isRateable"].to(bool)
    # The words, and for who hears them the order, too: the same words stand in each row.
    named = rx.el.span(" ", order, class_name="sr-only")
    said = f"{{ order: {order!s}, courier: {who!s}, ...({link!s} && {{ link: {link!s} }}) }}"
    query: rx.Var[str] = rx.Var(f"new URLSearchParams({said})")
    hand_over = link_button(
        rx.fragment(t("courier-hand-over"), named),
        handed.address(order, who, link),
        icon_name="arrow-right",
        on_click=handed.begin(order, who, link),
        class_name="w-full min-h-star",
    )
    others = rx.el.div(
        link_button(
            rx.fragment(t("courier-rate"), named),
            rx.Var(f'"{routes.RATE}?" + {query!s}').to(str),
            kind="quiet",
            icon_name="star",
            class_name="grow",
        ),
        link_button(
            rx.fragment(t("courier-report"), named),
            rx.Var(f'"{routes.REPORT}?" + {query!s}').to(str),
            kind="quiet",
            icon_name="message",
            class_name="grow",
        ),
        class_name="flex flex-wrap gap-2",
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(order, class_name="text-lg font-semibold tabular-nums wrap-anywhere"),
            rx.cond(is_open, _open(), state_badge(row["status"], state_words())),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        _place(row),
        rx.cond(
            row["report"] != "",
            rx.el.p(
                t("courier-your-report"),
                state_badge(row["report"], state_words()),
                class_name="flex flex-wrap items-center gap-2 text-sm text-quiet",
            ),
        ),
        rx.cond(is_open, rx.cond(can_be, hand_over, _only_by_link(named))),
        rx.cond(can_be, others),
        key=row["orderId"],
        # Long lists: the browser lays out only what is seen.
        class_name="grid gap-3 bg-card border border-line rounded-card p-4 [content-visibility:auto] "
        "[contain-intrinsic-size:auto_13rem]",
    )


def _only_by_link(named: rx.Component) -> rx.Component:
    """The server would refuse what is said without the link, so nobody is asked to say it."""
    return rx.fragment(
        rx.el.p(t("courier-link-only"), class_name="rounded-control bg-brand-soft px-3 py-2"),
        link_button(rx.fragment(t("rate-scan"), named), routes.RATE, kind="quiet", icon_name="scan"),
    )


def _open() -> rx.Component:
    return rx.el.span(
        icon("star"), rx.el.span(t("courier-open")), class_name=f"{BASE} text-quiet border border-line bg-paper"
    )


def _place(row: Row) -> rx.Component:
    listed = rx.fragment(
        rx.cond(row["address"] != "", rx.el.p(row["address"], class_name="wrap-anywhere")),
        rx.cond(row["name"] != "", rx.el.p(row["name"], class_name="text-quiet wrap-anywhere")),
    )
    return rx.cond(
        row["isListed"].to(bool),
        rx.el.div(listed),
        rx.cond(row["isRateable"].to(bool), rx.el.p(t("courier-not-listed"), class_name="text-quiet")),
    )


def _pin() -> rx.Component:
    field = text_field(
        "pin",
        t("hand-new-pin"),
        type="password",
        help_text=t("hand-new-pin-help"),
        error=rx.cond(handed.answer == "form", t("hand-pin-form"), ""),
        input_mode="numeric",
        auto_complete="off",
    )
    unset = _native(handed.choose_pin, field, button(t("hand-set-pin"), kind="quiet", type="submit"))
    is_set = rx.el.div(
        rx.el.p(t("hand-has-pin"), class_name="flex items-center gap-2"),
        button(t("hand-forget-pin"), kind="quiet", on_click=handed.forget_pin),
        class_name="grid gap-3 justify-items-start",
    )
    return rx.el.details(
        rx.el.summary(t("hand-pin-title"), class_name="min-h-touch py-3 cursor-pointer text-brand font-semibold"),
        rx.el.div(
            rx.el.p(t("hand-pin-why"), class_name="text-quiet"),
            rx.cond(handed.has_pin, is_set, rx.cond(handed.can_set_pin, unset, rx.el.p(t("hand-no-pin")))),
            rx.el.div(rx.cond(handed.answer == "set", t("hand-pin-set"), ""), role="status", class_name="sr-only"),
            class_name="grid gap-3",
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.COURIER, title=t("courier-page"))
