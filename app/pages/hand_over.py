"""The customer's page on a courier's phone: one order's form, the thanks, and no way elsewhere.

Stage: capture. In: the order that the courier chose. Out: a record in the queue. Always holds: no link stands here;
nothing of another customer is shown; only a long press, the courier's number or their pin leads back.
"""

import reflex as rx

from app.components.button import BASE, KINDS, button
from app.components.card import card
from app.components.dialog import dialog, open_dialog
from app.components.field import text_field
from app.components.icons import icon
from app.components.language_choice import language_choice
from app.components.state_badge import state_badge, state_path, state_words
from app.feedback.entry import EntrySource
from app.jazz import jazz_provider
from app.jazz.hand_over import handed
from app.jazz.provider import NativeForm, capture_form, draft
from app.languages.text import around, t
from app.pages import routes
from app.pages.frame import title
from app.pages.rate import failure, kept, rating_question, send, words

FORM = "hand-over"
BACK = "give-back"


def page() -> rx.Component:
    """The form until it is sent, then the thanks."""
    is_over = draft.saved | handed.is_rated
    content = rx.el.div(
        jazz_provider(),
        handed.kept_open,
        title(rx.cond(is_over, t("thanks-title"), t("rate-title"))),
        rx.el.p(
            around("thanks-order", rx.el.strong(draft.linked("orderId"))),
            class_name="text-lg wrap-anywhere",
            hidden=is_over | (draft.linked("orderId") == ""),
        ),
        _form(is_over),
        failure(),
        rx.el.div(rx.cond(is_over, _thanks()), role="status", class_name="empty:hidden"),
        rx.el.div(
            language_choice(t("frame-language")),
            _back(),
            class_name="grid gap-4 justify-items-start border-t border-line pt-4 mt-6",
        ),
        class_name="grid gap-4 mx-auto max-w-xl",
    )
    return rx.el.main(content, class_name="min-h-dvh px-4 py-4 md:px-8 md:py-6")


def _form(is_over: rx.Var[bool]) -> rx.Component:
    return rx.el.div(
        capture_form(
            FORM,
            kept("orderId"),
            kept("courierId"),
            kept("link"),
            rating_question(),
            words(),
            rx.el.input(type="hidden", name="source", value=EntrySource.CUSTOMER.value),
            # At the foot of a phone's screen, as on the page of a customer's own.
            rx.el.div(
                send(FORM),
                class_name="[@media(min-height:30rem)]:sticky bottom-0 -mx-4 px-4 py-2 bg-paper md:mx-0 md:px-0",
            ),
            class_name="grid gap-4",
        ),
        hidden=is_over,
    )


def _thanks() -> rx.Component:
    return card(
        rx.cond(
            draft.saved,
            rx.fragment(state_path(draft.saved_state), state_badge(draft.saved_state, state_words())),
        ),
        rx.el.p(t("hand-give-back"), class_name="text-lg"),
        custom_attrs={"id": "saved", "tabIndex": "-1"},
    )


def _back() -> rx.Component:
    holding = {
        "onPointerDown": rx.cond(handed.has_pin, handed.let_go, handed.hold),
        "onPointerUp": handed.let_go,
        "onPointerCancel": handed.let_go,
        "onPointerLeave": handed.let_go,
        # A long press would open the browser's own menu.
        "onContextMenu": rx.Var("(event) => event.preventDefault()"),
    }
    bar = rx.el.span(
        aria_hidden="true",
        class_name=[
            "absolute inset-y-0 start-0 bg-brand-soft transition-[width] duration-[2s]",
            rx.cond(handed.is_holding, "w-full", "w-0"),
        ],
    )
    press = rx.el.button(
        bar,
        icon("user", "relative size-5"),
        rx.el.span(t("hand-courier"), class_name="relative"),
        type="button",
        on_click=open_dialog(BACK),
        custom_attrs=holding,
        class_name=f"{BASE} {KINDS['quiet']} relative overflow-hidden touch-none",
    )
    return rx.fragment(press, _dialog())


def _dialog() -> rx.Component:
    field = text_field(
        "key",
        rx.cond(handed.has_pin, t("hand-pin"), t("courier-number")),
        type="password",
        error=rx.match(
            handed.answer,
            ("wrong", rx.cond(handed.has_pin, t("hand-wrong-pin"), t("hand-wrong-number"))),
            ("later", t("hand-later")),
            "",
        ),
        input_mode="numeric",
        auto_complete="off",
    )
    form = NativeForm.create(
        field,
        button(t("hand-back"), type="submit"),
        custom_attrs={"method": "dialog", "noValidate": True, "autoComplete": "off", "onSubmit": handed.guess},
        class_name="grid gap-4",
    )
    forgotten = button(t("hand-forgotten"), kind="quiet", on_click=handed.take_back_without_pin)
    return dialog(
        BACK,
        t("hand-courier"),
        rx.el.p(rx.cond(handed.has_pin, t("hand-ask-pin"), t("hand-ask")), class_name="text-quiet"),
        form,
        rx.cond(handed.has_pin & handed.is_forgotten, forgotten),
        close_label=t("close"),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.HAND_OVER, title=t("rate-page"))
