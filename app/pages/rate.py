"""The rating page: one order, one tap, saved on this phone before anything else.

Stage: capture. In: a person at a door, or a link with `?order=…&courier=…`. Out: a record in the queue.
Always holds: nothing here waits for the server; Send is never disabled, it explains instead.
"""

from collections.abc import Mapping

import reflex as rx

from app.feedback.entry import (
    MAX_COMMENT,
    MAX_CONTACT,
    MAX_ORDER_ID,
    MAX_RATING,
    MIN_RATING,
    REASONS,
    EntrySource,
    Verdict,
)
from app.jazz import jazz_provider
from app.jazz.provider import capture_form, draft, queue, storage

STAR_NAMES = {1: "Very bad", 2: "Bad", 3: "All right", 4: "Good", 5: "Very good"}
QUESTIONS = {Verdict.WELL: "What went well?", Verdict.WRONG: "What went wrong?"}
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
    "comment": {"too_long": f"A comment has at most {MAX_COMMENT} characters."},
    "contact": {"too_long": f"This has at most {MAX_CONTACT} characters."},
    "reasons": {"too_many": "These are too many reasons."},
}
STATES = {
    "saved": "Saved on this phone",
    "received": "Received",
    "stored": "In the database",
    "attention": "Needs attention",
}
CONTROL = "block w-full min-h-12 rounded-lg border px-3 py-2 text-base"
BUTTON = "min-h-12 rounded-lg border px-4 text-base"


def _problem(field: str) -> rx.Component:
    words = [(code, sentence) for code, sentence in PROBLEMS[field].items()]
    return rx.cond(
        draft.problem(field) != "",
        rx.el.p(
            rx.match(draft.problem(field), *words, "Please look at this again."),
            id=f"{field}-problem",
            role="alert",
        ),
    )


def _labelled(label: str, field: str, control: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=field, class_name="block font-medium"),
        control,
        _problem(field),
    )


def _described(field: str) -> dict[str, rx.Var[str] | rx.Var[bool]]:
    wrong = draft.problem(field) != ""
    return {"aria-invalid": wrong, "aria-describedby": rx.cond(wrong, f"{field}-problem", "")}


def _order() -> rx.Component:
    return _labelled(
        "Order number",
        "orderId",
        rx.el.input(
            id="orderId",
            name="orderId",
            class_name=CONTROL,
            auto_complete="off",
            custom_attrs={"autoCapitalize": "characters", **_described("orderId")},
        ),
    )


def _courier() -> rx.Component:
    return _labelled(
        "Courier's number",
        "courierId",
        rx.el.input(
            id="courierId",
            name="courierId",
            input_mode="numeric",
            class_name=CONTROL,
            custom_attrs=_described("courierId"),
        ),
    )


def _star(rating: int) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="rating", value=str(rating), class_name="size-6"),
        rx.el.span(f"{rating} – {STAR_NAMES[rating]}"),
        class_name="flex min-h-14 items-center gap-2",
    )


def _stars() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("How was the delivery?", class_name="font-medium"),
        *(_star(rating) for rating in range(MAX_RATING, MIN_RATING - 1, -1)),
        _problem("rating"),
    )


def _chips(verdict: Verdict) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(QUESTIONS[verdict], class_name="font-medium"),
        *(
            rx.el.label(
                rx.el.input(type="checkbox", name="reasons", value=key, class_name="size-5"),
                rx.el.span(reason.label),
                class_name="inline-flex min-h-12 items-center gap-2 rounded-full border px-4",
            )
            for key, reason in REASONS.items()
            if reason.verdict is verdict
        ),
        class_name="flex flex-wrap gap-2",
    )


def _comment() -> rx.Component:
    return _labelled(
        "Anything else?",
        "comment",
        rx.el.textarea(
            id="comment", name="comment", rows="4", class_name=CONTROL, custom_attrs=_described("comment")
        ),
    )


def _tick(name: str, label: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, class_name="size-5"),
        rx.el.span(label),
        class_name="flex min-h-12 items-center gap-2",
    )


def _contact() -> rx.Component:
    # Always there, so that a draft can fill it; shown only with the wish to be called back.
    return rx.el.div(
        _labelled(
            "How can we reach you?",
            "contact",
            rx.el.input(id="contact", name="contact", class_name=CONTROL, custom_attrs=_described("contact")),
        ),
        hidden=~draft.ticked("needsFollowUp"),
    )


def _form() -> rx.Component:
    return capture_form(
        "rate",
        _order(),
        _courier(),
        _stars(),
        _chips(Verdict.WELL),
        _chips(Verdict.WRONG),
        _problem("reasons"),
        _comment(),
        _tick("publishConsent", "You may publish my comment"),
        _tick("needsFollowUp", "Please call me back"),
        _contact(),
        rx.el.input(type="hidden", name="source", value=EntrySource.CUSTOMER.value),
        rx.el.button("Send", type="submit", class_name=f"{BUTTON} w-full font-medium"),
        class_name="space-y-6",
    )


def _restored() -> rx.Component:
    return rx.cond(
        draft.restored,
        rx.el.p(
            "We kept what you had begun. ",
            rx.el.button("Start over", type="button", on_click=draft.clear, class_name=BUTTON),
            id="restored",
            role="status",
        ),
    )


def _outcome() -> rx.Component:
    return rx.el.div(
        rx.cond(
            draft.saved,
            rx.el.p(
                "Saved on this phone. It will be sent when you are back online.",
                id="saved",
            ),
        ),
        rx.cond(draft.failure != "", rx.el.p(draft.failure, id="failure", role="alert")),
        role="status",
    )


def _waiting_record(item: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.li(
        rx.el.span(item["orderId"], class_name="font-medium"),
        rx.el.span(rx.match(item["status"], *STATES.items(), "")),
        rx.cond(
            item["status"] == "attention",
            rx.el.button("Try again", type="button", on_click=queue.retry(item["id"]), class_name=BUTTON),
        ),
        rx.el.button("Take back", type="button", on_click=queue.withdraw(item["id"]), class_name=BUTTON),
        key=item["id"],
        class_name="flex items-center justify-between gap-4 py-2",
    )


def _waiting() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Waiting on this phone", class_name="text-lg font-medium"),
        rx.cond(
            queue.items.length() > 0,
            rx.el.ul(rx.foreach(queue.items, _waiting_record), id="waiting"),
            rx.el.p("Nothing is waiting. What you send stands here until it is in the database."),
        ),
        rx.el.button("Save as a file", type="button", on_click=queue.export_file, class_name=BUTTON),
        rx.el.label(
            "Read a file",
            rx.el.input(type="file", accept=".json", id="import", on_change=queue.import_file),
        ),
        rx.cond(
            queue.imported["added"].to_string() != "undefined",
            rx.el.p("Added from the file: ", queue.imported["added"], id="imported", role="status"),
        ),
        rx.cond(
            storage.quarantined > 0,
            rx.el.p("Some stored feedback can't be read. It was put aside.", id="quarantined"),
        ),
        rx.cond(queue.trouble != "", rx.el.p(queue.trouble, id="trouble", role="alert")),
        class_name="mt-8 space-y-3",
    )


def page() -> rx.Component:
    """The form for one order, and what waits on this phone."""
    return rx.el.main(
        jazz_provider(),
        rx.el.h1("How was your delivery?", class_name="text-2xl"),
        _restored(),
        _form(),
        _outcome(),
        _waiting(),
        class_name="mx-auto max-w-lg p-4",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route="/rate", title="Rate a delivery · Doorstep")
