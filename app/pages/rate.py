"""The rating page: one order, one tap, saved on this phone before anything else.

Stage: capture. In: a person at a door, or a link with an order (`/rate/ORDER`, `?order=…&courier=…`). Out: a record in
the queue. Always holds: nothing here waits for the server; Send is never disabled, it explains instead.
"""

from collections.abc import Mapping

import reflex as rx

from app.components.button import button
from app.components.card import card
from app.components.choice_chips import choice_chips
from app.components.field import multiline_field, text_field
from app.components.icons import icon
from app.components.scan import scan_button
from app.components.star_rating import STARS, star_rating
from app.components.state_badge import STATES, state_badge, state_path, state_words
from app.components.tick import tick
from app.feedback.entry import (
    MAX_COMMENT,
    MAX_CONTACT,
    MAX_ORDER_ID,
    REASONS,
    EntrySource,
    Verdict,
)
from app.jazz.provider import capture_form, draft
from app.languages.text import around, day, t
from app.pages import routes
from app.pages.blocked import blocked
from app.pages.frame import public_frame, title
from app.pages.signed_out import unless_signed_out

FORM = "rate"
# From this many stars up we ask what went well, below it what went wrong.
GOOD = ("4", "5")
# What may be wrong with a field (app/jazz/schema.ts).
PROBLEMS: Mapping[str, tuple[str, ...]] = {
    "orderId": ("missing", "wrong_form", "too_long"),
    "courierId": ("missing", "wrong_type", "out_of_range"),
    "rating": ("missing",),
    "comment": ("too_long",),
    "contact": ("too_long",),
}
LIMITS: Mapping[str, int] = {"orderId": MAX_ORDER_ID, "comment": MAX_COMMENT, "contact": MAX_CONTACT}


def problem(field: str) -> rx.Var[str]:
    """What is wrong with a field, as a sentence."""

    def sentence(code: str) -> rx.Var[str]:
        limit = {"limit": LIMITS[field]} if code == "too_long" else {}
        return t(f"problem-{field}-{code}", **limit)

    sentences = [(code, sentence(code)) for code in PROBLEMS[field]]
    return rx.match(draft.problem(field), ("", ""), *sentences, t("problem-other")).to(str)


def _is_known(field: str) -> rx.Var[bool]:
    """Whether the link has said it, and nothing is wrong with it."""
    return (draft.linked(field) != "") & (draft.problem(field) == "")


def _known() -> rx.Component:
    """The order that the link names; a link that nobody signed may be another's, so it can be changed."""
    line = rx.el.div(
        rx.el.p(around("thanks-order", rx.el.strong(draft.linked("orderId"))), class_name="text-lg wrap-anywhere"),
        rx.cond(
            draft.link_ends == 0, button(t("rate-change"), kind="plain", on_click=draft.ask_again, class_name="-me-4")
        ),
        class_name="flex flex-wrap items-center justify-between gap-x-3 -my-2",
    )
    return rx.cond(_is_known("orderId"), line)


def parcel() -> rx.Component:
    """Which order it is, and who has brought it; only what the link has not said."""
    order = text_field(
        "orderId",
        t("rate-order"),
        error=problem("orderId"),
        auto_complete="off",
        custom_attrs={"autoCapitalize": "characters", "enterKeyHint": "next"},
    )
    courier = text_field(
        "courierId", t("rate-courier"), error=problem("courierId"), input_mode="numeric", auto_complete="off"
    )
    return rx.el.div(
        _known(),
        rx.el.div(
            rx.el.div(order, hidden=_is_known("orderId")),
            rx.el.div(courier, hidden=_is_known("courierId")),
            class_name="grid gap-4 grid-cols-[repeat(auto-fit,minmax(min(9rem,100%),1fr))] items-start",
            hidden=_is_known("orderId") & _is_known("courierId"),
        ),
        rx.el.div(scan_button("scan", t("rate-scan"), draft.scanned), hidden=_is_known("orderId")),
        class_name="grid gap-4",
    )


def kept(name: str) -> rx.Component:
    """A field that the page fills in. (A text field: a form doesn't reset those of the kind `hidden`.)"""
    return rx.el.input(type="text", name=name, hidden=True)


def _reasons(verdict: Verdict, *, hidden: rx.Var[bool]) -> rx.Component:
    options = [(key, t(f"reason-{key}")) for key, reason in REASONS.items() if reason.verdict is verdict]
    return rx.el.div(choice_chips("reasons", t(f"rate-{verdict}"), options), hidden=hidden)


def rating_question() -> rx.Component:
    """Stars, and the reasons that fit them."""
    rating = draft.text("rating")
    is_good = (rating == GOOD[0]) | (rating == GOOD[1])
    names = [t(f"stars-{number}") for number in range(1, STARS + 1)]
    return card(
        star_rating("rating", t("rate-question"), names, hint=t("rate-hint"), error=problem("rating")),
        _reasons(Verdict.WELL, hidden=~is_good),
        _reasons(Verdict.WRONG, hidden=is_good | (rating == "")),
    )


def words() -> rx.Component:
    """The comment, and what may be done with it."""
    return card(
        multiline_field(
            "comment",
            t("rate-comment"),
            max_length=MAX_COMMENT,
            counter_label=t("rate-characters"),
            rows=3,
            error=problem("comment"),
        ),
        rx.el.div(
            tick("publishConsent", t("rate-publish"), help_text=t("rate-publish-help")),
            tick("needsFollowUp", t("rate-contact-me"), opens="contact"),
        ),
        # Always there, so that a draft can fill it; shown only with the wish to be contacted.
        rx.el.div(
            text_field("contact", t("rate-contact"), error=problem("contact"), auto_complete="off"),
            hidden=~draft.ticked("needsFollowUp"),
        ),
    )


def send(form: str) -> rx.Component:
    """The button that sends the form of that name, wherever it stands."""
    return button(
        t("rate-send"),
        icon_name="send",
        type="submit",
        busy=draft.saving,
        custom_attrs={"form": form},
        class_name="w-full min-h-star",
    )


def _form() -> rx.Component:
    return rx.el.div(
        capture_form(
            FORM,
            parcel(),
            rating_question(),
            words(),
            rx.el.input(type="hidden", name="source", value=EntrySource.CUSTOMER.value),
            kept("link"),
            kept("supersedes"),
            # On phones Send stands at the foot of the screen, within a thumb's reach.
            rx.el.div(send(FORM), class_name="hidden md:block"),
            class_name="grid gap-4",
        ),
        hidden=draft.saved,
    )


def _notice(name: str, *content: rx.Component) -> rx.Component:
    return rx.el.div(
        *content,
        class_name="flex flex-wrap items-center justify-between gap-3 bg-brand-soft rounded-card px-4 py-2 mt-4",
        custom_attrs={"id": name},
    )


def _notices() -> rx.Component:
    """What there is to know before one begins; heard when it appears."""
    start_over = button(t("rate-start-over"), kind="quiet", on_click=draft.clear)
    restored = _notice("restored", rx.el.p(t("rate-restored")), start_over)
    correcting = _notice("correcting", rx.el.p(t("rate-correcting")), start_over)
    earlier = _notice(
        "earlier",
        rx.el.p(t("rate-earlier")),
        button(t("rate-correct"), kind="quiet", icon_name="edit", on_click=draft.correct(draft.earlier)),
    )
    over = _notice("over", rx.el.p(t("rate-link-over", day=day(draft.link_ends))))
    begun = rx.cond(draft.text("supersedes") != "", correcting, rx.cond(draft.restored, restored))
    return rx.el.div(
        rx.cond(draft.link_is_over, over),
        rx.cond(draft.withdrawn, _notice("withdrawn", rx.el.p(t("rate-withdrawn")))),
        rx.cond(draft.saved, rx.fragment(), rx.fragment(begun, rx.cond(draft.earlier != "", earlier))),
        role="status",
    )


def failure() -> rx.Component:
    """Why it could not be kept on this device; heard when it appears."""
    line = rx.el.p(
        icon("alert", "size-5 shrink-0"),
        draft.failure,
        custom_attrs={"id": "failure"},
        class_name="flex items-start gap-2 px-4 py-3 text-attention font-semibold",
    )
    return rx.el.div(rx.cond(draft.failure != "", line), role="alert", class_name="empty:hidden")


def _thanks() -> rx.Component:
    words = {state: t(f"thanks-{state}") for state in STATES}
    words["saved"] = unless_signed_out(words["saved"], t("thanks-signed-out"))
    done = card(
        state_path(draft.saved_state),
        state_badge(draft.saved_state, state_words()),
        rx.el.p(around("thanks-order", rx.el.strong(draft.saved_order)), class_name="text-lg"),
        rx.el.p(rx.match(draft.saved_state, *words.items(), "")),
        rx.el.div(
            button(t("rate-correct"), kind="quiet", icon_name="edit", on_click=draft.correct(draft.saved_id)),
            # What has left this phone can be corrected, but not fetched back.
            rx.cond(
                (draft.saved_state == "saved") | (draft.saved_state == "attention"),
                button(t("waiting-withdraw"), kind="quiet", icon_name="trash", on_click=draft.withdraw_saved),
            ),
            button(t("rate-another"), kind="quiet", on_click=draft.next),
            class_name="flex flex-wrap gap-3",
        ),
        custom_attrs={"id": "saved", "tabIndex": "-1"},
    )
    return rx.el.div(rx.cond(draft.saved, done), role="status", class_name="empty:hidden")


def page() -> rx.Component:
    """The form for one order."""
    foot = rx.el.div(send(FORM), hidden=draft.saved, class_name="px-4 py-2")
    return public_frame(
        rx.el.div(title(rx.cond(draft.saved, t("thanks-title"), t("rate-title"))), _notices()),
        blocked(),
        _form(),
        failure(),
        _thanks(),
        foot=foot,
    )


def add(app: rx.App) -> None:
    """Add the page, with and without an order in its address."""
    app.add_page(page, route=routes.RATE, title=t("rate-page"))
    app.add_page(page, route=f"{routes.RATE}/[order]", title=t("rate-page"))
