"""The courier's own report on an order: what was in the way, and how it ended.

Stage: capture. In: an order of the list, and what the courier says. Out: a record of the source `courier` in the queue:
kept, sent and stored as every record is, and never counted as a rating.
"""

import reflex as rx

from app.components.button import button, link_button
from app.components.card import card
from app.components.choice_chips import LEGEND, choice_chips
from app.components.field import error_line, multiline_field, text_field
from app.components.state_badge import STATES, state_badge, state_path, state_words
from app.components.tick import tick
from app.feedback.entry import MAX_COMMENT, OTHER_REASON, OUTCOMES, REASONS, EntrySource, Verdict
from app.jazz import jazz_provider
from app.jazz.courier import courier
from app.jazz.provider import capture_form, draft
from app.languages.text import around, t
from app.pages import routes
from app.pages.blocked import blocked
from app.pages.frame import public_frame, title
from app.pages.rate import failure, kept, parcel, problem, send

FORM = "report"
CHOICE = (
    "relative flex items-center gap-3 min-h-touch px-4 py-2 rounded-control border border-edge bg-card cursor-pointer "
    "hover:border-brand has-checked:bg-brand-soft has-checked:border-brand "
    "has-focus-visible:outline-3 has-focus-visible:outline-brand"
)


def page() -> rx.Component:
    """The report until it is saved, then where it is."""
    foot = rx.el.div(send(FORM), hidden=draft.saved, class_name="px-4 py-2")
    return public_frame(
        jazz_provider(),
        rx.cond(draft.saved, title(t("report-done")), title(t("report-title"), t("report-lead"))),
        blocked(),
        _restored(),
        _form(),
        failure(),
        rx.el.div(rx.cond(draft.saved, _thanks()), role="status", class_name="empty:hidden"),
        # The list of orders must learn which record is a report.
        rx.el.span(hidden=courier.ready),
        foot=foot,
    )


def _form() -> rx.Component:
    kinds = [(key, t(f"reason-{key}")) for key, reason in REASONS.items() if reason.verdict is Verdict.REPORT]
    return rx.el.div(
        capture_form(
            FORM,
            parcel(),
            card(
                choice_chips("reasons", t("report-kinds"), [*kinds, (OTHER_REASON, t("report-other"))]),
                _outcome(),
            ),
            card(
                multiline_field(
                    "comment",
                    t("report-comment"),
                    max_length=MAX_COMMENT,
                    counter_label=t("rate-characters"),
                    rows=3,
                    error=problem("comment"),
                ),
                tick("needsFollowUp", t("report-follow-up"), opens="contact"),
                rx.el.div(
                    text_field("contact", t("rate-contact"), error=problem("contact"), auto_complete="off"),
                    hidden=~draft.ticked("needsFollowUp"),
                ),
            ),
            rx.el.input(type="hidden", name="source", value=EntrySource.COURIER.value),
            kept("link"),
            kept("supersedes"),
            rx.el.div(send(FORM), class_name="hidden md:block"),
            class_name="grid gap-4",
        ),
        hidden=draft.saved,
    )


def _outcome() -> rx.Component:
    """A record has a rating: in a report it says how the delivery ended."""
    choices = [
        rx.el.label(
            rx.el.input(type="radio", name="rating", value=str(rating), class_name="size-6 shrink-0"),
            rx.el.span(t(f"outcome-{outcome}")),
            class_name=CHOICE,
        )
        for rating, outcome in OUTCOMES.items()
    ]
    missing = rx.cond(draft.problem("rating") != "", t("report-outcome-missing"), "")
    return rx.el.fieldset(
        rx.el.legend(t("report-outcome"), class_name=LEGEND),
        rx.el.div(*choices, class_name="grid gap-2 clear-both"),
        error_line("rating", missing),
        class_name="min-w-0 grid gap-2",
        custom_attrs={"aria-describedby": "rating-error"},
    )


def _restored() -> rx.Component:
    notice = rx.el.div(
        rx.el.p(t("rate-restored")),
        button(t("rate-start-over"), kind="quiet", on_click=draft.clear),
        class_name="flex flex-wrap items-center justify-between gap-3 bg-brand-soft rounded-card px-4 py-2",
    )
    return rx.el.div(rx.cond(draft.restored & ~draft.saved, notice), role="status", class_name="empty:hidden")


def _thanks() -> rx.Component:
    return card(
        state_path(draft.saved_state),
        state_badge(draft.saved_state, state_words()),
        rx.el.p(around("thanks-order", rx.el.strong(draft.saved_order)), class_name="text-lg"),
        rx.el.p(rx.match(draft.saved_state, *((each, t(f"thanks-{each}")) for each in STATES), "")),
        rx.el.div(
            link_button(t("hand-back"), routes.COURIER, icon_name="arrow-left"),
            # What has left this phone can't be fetched back.
            rx.cond(
                (draft.saved_state == "saved") | (draft.saved_state == "attention"),
                button(t("waiting-withdraw"), kind="quiet", icon_name="trash", on_click=draft.withdraw_saved),
            ),
            class_name="flex flex-wrap gap-3",
        ),
        custom_attrs={"id": "saved", "tabIndex": "-1"},
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.REPORT, title=t("report-page"))
