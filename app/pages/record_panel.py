"""One record beside the list of feedback, with its history: what came when, and who did what with it."""

from typing import Any

import reflex as rx

from app.access.audit import Act
from app.components.dialog import dialog
from app.components.facts import facts
from app.components.handlers import Content, Text
from app.components.icons import icon
from app.components.local_time import local_time
from app.languages.text import t
from app.pages import routes
from app.pages.audit import who
from app.pages.feedback_state import FeedbackState
from app.pages.figures import stars
from app.pages.filters import reasons, sources

HANDLED = tuple(act for act in Act if act.startswith(("follow_up_", "case_", "comment_")))


def panel() -> rx.Component:
    """The record that was opened."""
    record: Any = FeedbackState.record
    return dialog(
        "record",
        rx.cond(record["order"], t("record-title", order=record["order"].to(str)), t("desk-feedback")),
        rx.cond(record["id"], _record(record)),
        close_label=t("close"),
        place="side",
        shown=(record["id"].to(str) != "") & (record.to(dict[str, Any]).length() > 0),
        on_close=rx.Var.create(rx.EventChain.create(FeedbackState.open(""), args_spec=rx.event.no_args_event_spec)),
    )


def _record(record: Any) -> rx.Component:
    said = (
        ("list-courier", record["courier"].to(str)),
        ("filter-source", rx.match(record["source"], *sources(), record["source"])),
        ("record-contact", rx.cond(record["contact"] != "", record["contact"], "–")),
        ("record-consent", rx.cond(record["consent"].to(bool), t("record-yes"), t("record-no"))),
        ("record-device", record["device"].to(str)),
        ("record-id", record["id"].to(str)),
    )
    return rx.el.div(
        rx.el.div(
            row_stars(record),
            marks(record),
            rx.cond(
                record["case"] != "",
                rx.el.a(
                    t("part-case"), href=rx.Var.create(f"{routes.INBOX}?case=") + record["case"].to(str),
                    class_name="ms-auto text-sm font-semibold text-brand",
                ),
            ),
            class_name="flex flex-wrap items-center gap-3 text-lg",
        ),
        rx.cond(record["comment"] != "", rx.el.p(record["comment"].to(str), class_name="text-lg whitespace-pre-line")),
        rx.el.ul(
            rx.foreach(record["reasons"].to(list[str]), _reason), aria_label=t("filter-reason"),
            class_name="flex flex-wrap gap-2 empty:hidden",
        ),
        facts([(t(key), value) for key, value in said], "border-t border-line pt-4"),
        rx.el.h3(t("record-history"), class_name="font-semibold border-t border-line pt-4"),
        rx.el.ol(*_history(record), rx.foreach(FeedbackState.acts, _act), class_name="grid gap-3"),
        class_name="grid gap-4",
    )  # fmt: skip


def _reason(reason: Any) -> rx.Component:
    return rx.el.li(
        rx.match(reason, *reasons(), reason), key=reason, class_name="rounded-full border border-line px-3 py-1 text-sm"
    )


def _history(record: Any) -> list[rx.Component]:
    corrects = rx.el.button(
        t("record-corrects"),
        type="button",
        on_click=FeedbackState.open(record["corrects"].to(str)),
        class_name="underline text-start",
    )
    corrected = rx.el.button(
        t("record-corrected"), type="button", on_click=FeedbackState.open(record["correctedBy"].to(str)),
        class_name="underline text-start",
    )  # fmt: skip
    return [
        _step(t("record-created"), record["created"]),
        rx.cond(record["corrects"] != "", _step(corrects, record["at"])),
        _step(t("record-received"), record["at"]),
        rx.cond(record["correctedBy"] != "", _step(corrected, record["correctedAt"])),
        rx.cond(record["publishedAt"] != "", _step(t("figure-published"), record["publishedAt"])),
    ]


def _act(each: Any) -> rx.Component:
    did = rx.match(each["act"], *((act.value, t(f"audit-did-{act}")) for act in HANDLED), each["act"])
    return _step(rx.fragment(rx.el.strong(who(each["who"].to(str))), " ", did), each["at"])


def _step(what: Content, at: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(class_name="size-2 mt-2 rounded-full bg-brand"),
        rx.el.span(what, class_name="grow"),
        rx.el.span(local_time(at.to(str)), class_name="text-sm text-quiet whitespace-nowrap"),
        class_name="flex items-start gap-3",
    )


def row_stars(row: Any) -> rx.Component:
    """Its rating."""
    return stars(row["rating"], t("filter-stars", stars=row["rating"]))


def marks(row: Any) -> rx.Component:
    """What was made of it."""
    return rx.el.span(
        rx.cond(row["followUp"].to(bool), _mark("phone", t("list-follow-up"), "text-received bg-received-soft")),
        rx.cond(row["published"].to(bool), _mark("globe", t("figure-published"), "text-stored bg-stored-soft")),
        class_name="flex gap-1",
    )


def _mark(icon_name: str, word: Text, look: str) -> rx.Component:
    return rx.el.span(
        icon(icon_name),
        rx.el.span(word),
        class_name=f"inline-flex items-center gap-1 rounded-full px-2 text-sm font-semibold whitespace-nowrap {look}",
    )
