"""The rating page: one order, one tap, saved on this phone before anything else.

Stage: capture. In: a person at a door, or a link such as `/rate/A-17?courier=7`. Out: a record in the queue.
Always holds: nothing here waits for the server; Send is never disabled, it explains instead.
"""

from collections.abc import Mapping

import reflex as rx

from app.components.button import button
from app.components.card import card
from app.components.choice_chips import choice_chips
from app.components.empty_state import empty_state
from app.components.field import multiline_field, text_field
from app.components.star_rating import star_rating
from app.components.state_badge import RecordState, state_badge
from app.feedback.entry import MAX_COMMENT, MAX_CONTACT, MAX_ORDER_ID, REASONS, EntrySource, Verdict
from app.jazz import jazz_provider
from app.jazz.provider import capture_form, draft, queue, storage
from app.pages import routes
from app.pages.frame import public_frame, title

TITLE = "Rate an order"
STARS = ("Very bad", "Bad", "All right", "Good", "Very good")
# By field, then by what schema.ts finds wrong with it.
PROBLEMS: Mapping[str, Mapping[str, str]] = {
    "orderId": {
        "missing": "Which order is it? The number stands on the parcel.",
        "wrong_form": "An order number has only letters, digits and - _ . / #.",
        "too_long": f"An order number has at most {MAX_ORDER_ID} characters.",
    },
    "courierId": {
        "missing": "Who delivered it? The courier can tell you their number.",
        "wrong_type": "A courier's number is a whole number.",
        "out_of_range": "A courier's number is 1 or more.",
    },
    "rating": {"missing": "Tap one to five stars."},
    "reasons": {"too_many": "These are more reasons than we can count."},
    "comment": {"too_long": f"A comment has at most {MAX_COMMENT} characters."},
    "contact": {"too_long": f"This has at most {MAX_CONTACT} characters."},
}
TICK = "flex items-center gap-3 min-h-touch"


def _problem(field: str) -> rx.Var[str]:
    """The sentence about a field; empty when nothing is wrong with it."""
    code = draft.problem(field)
    words = rx.match(code, *PROBLEMS[field].items(), "Please look at this again.")
    return rx.cond(code == "", "", words)


def _reasons(verdict: Verdict, question: str, error: str | rx.Var[str] = "") -> rx.Component:
    keys = [(key, reason.label) for key, reason in REASONS.items() if reason.verdict is verdict]
    return choice_chips("reasons", question, keys, error=error)


def _tick(name: str, label: str) -> rx.Component:
    box = rx.el.input(type="checkbox", name=name, class_name="size-6 accent-brand")
    return rx.el.label(box, rx.el.span(label), class_name=TICK)


def _order() -> rx.Component:
    return card(
        text_field("orderId", "Order number", error=_problem("orderId"), auto_complete="off"),
        text_field("courierId", "Courier's number", error=_problem("courierId"), input_mode="numeric"),
    )


def _delivery() -> rx.Component:
    return card(
        star_rating("rating", "How was the delivery?", STARS, hint="Tap a star", error=_problem("rating")),
        _reasons(Verdict.WELL, "What went well?"),
        _reasons(Verdict.WRONG, "What went wrong?", _problem("reasons")),
        multiline_field(
            "comment",
            "Comment",
            max_length=MAX_COMMENT,
            counter_label="Characters used",
            error=_problem("comment"),
        ),
    )


def _afterwards() -> rx.Component:
    return card(
        _tick("publishConsent", "You may publish this without my name"),
        _tick("needsFollowUp", "Please call me back"),
        # Always there, so that a draft can fill it; seen only with the wish to be called back.
        rx.el.div(
            text_field("contact", "Phone or mail", error=_problem("contact")),
            hidden=~draft.ticked("needsFollowUp"),
        ),
    )


def _form() -> rx.Component:
    return capture_form(
        "rate",
        _order(),
        _delivery(),
        _afterwards(),
        rx.el.input(type="hidden", name="source", value=EntrySource.CUSTOMER.value),
        rx.el.div(
            _outcome(),
            button("Send", type="submit", busy=draft.saving, class_name="w-full"),
            class_name="sticky bottom-0 z-5 grid gap-3 py-3 bg-paper",
        ),
        class_name="grid gap-6",
    )


def _outcome() -> rx.Component:
    """What became of it. "Saved" stands here only when the storage has said so."""
    return rx.el.div(
        rx.cond(
            draft.saved,
            rx.el.p(
                "Saved on this phone. It will be sent when you are back online.",
                custom_attrs={"data-saved": draft.saved_order},
                class_name="font-semibold",
            ),
        ),
        rx.cond(
            draft.failure != "",
            rx.el.p(draft.failure, custom_attrs={"data-failure": ""}, class_name="text-attention font-medium"),
        ),
        role="status",
        class_name="empty:hidden",
    )


def _restored() -> rx.Component:
    return rx.el.div(
        rx.cond(
            draft.restored,
            rx.el.div(
                rx.el.p("We kept what you had begun."),
                button("Start over", kind="quiet", on_click=draft.clear),
                class_name="flex items-center justify-between gap-3 rounded-card bg-brand-soft p-4",
            ),
        ),
        role="status",
        class_name="empty:hidden",
    )


def _record(item: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    words: dict[RecordState, str] = {
        "saved": "Saved on this phone",
        "received": "Received",
        "stored": "In the database",
        "attention": "Needs attention",
    }
    return rx.el.li(
        rx.el.span(item["orderId"], class_name="font-semibold break-all"),
        state_badge(item["status"], words),
        rx.cond(
            item["status"] == "attention",
            button("Try again", kind="quiet", on_click=queue.retry(item["id"])),
        ),
        button("Take back", kind="quiet", on_click=queue.withdraw(item["id"])),
        key=item["id"],
        class_name="flex flex-wrap items-center justify-between gap-3 py-2",
    )


def _waiting() -> rx.Component:
    nothing = empty_state("package", "Nothing is waiting", "What you send stands here until it has arrived.")
    return card(
        rx.cond(
            queue.items.length() > 0,
            rx.el.ul(rx.foreach(queue.items, _record), aria_label="Waiting", class_name="divide-y divide-line"),
            nothing,
        ),
        rx.el.div(
            button("Save as a file", kind="quiet", on_click=queue.export_file),
            rx.el.label(
                "Read a file",
                rx.el.input(type="file", accept=".json", on_change=queue.import_file),
                class_name="grid gap-1",
            ),
            class_name="flex flex-wrap items-end gap-3",
        ),
        rx.el.div(
            rx.cond(queue.has_imported, rx.el.p("Added from the file: ", queue.imported["added"])),
            rx.cond(
                storage.quarantined > 0,
                rx.el.p("Some stored feedback can't be read. It was put aside; the rest is safe."),
            ),
            rx.cond(queue.trouble != "", rx.el.p(queue.trouble, custom_attrs={"data-trouble": ""})),
            role="status",
        ),
        heading="Waiting on this phone",
    )


def page() -> rx.Component:
    """The form for one order, and what waits on this phone."""
    return public_frame(jazz_provider(), title(TITLE), _restored(), _form(), _waiting())


def add(app: rx.App) -> None:
    """Add the page, with and without an order in its address."""
    for route in (routes.RATE, f"{routes.RATE}/[order]"):
        app.add_page(page, route=route, title=f"{TITLE} · Doorstep")
