"""What is said of a device, alike in the list and beside it: its name, whose it is, what waits, how its storage is."""

from typing import Any

import reflex as rx

from app.access.devices import Storage
from app.components.handlers import Content
from app.components.icons import icon
from app.languages.text import ago, t

MARK = "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-sm font-semibold whitespace-nowrap"
ATTENTION = f"{MARK} text-attention bg-attention-soft"
LOOKS = {
    Storage.KEPT: f"{MARK} text-stored bg-stored-soft",
    Storage.CLEARABLE: f"{MARK} text-saved bg-saved-soft",
    Storage.LOW: ATTENTION,
    Storage.FULL: ATTENTION,
    Storage.DAMAGED: ATTENTION,
}


def called(line: Any) -> rx.Var[str]:
    """How it is called."""
    nameless = t("fleet-nameless", id=line["short"].to(str))
    return rx.cond(line["name"] != "", line["name"].to(str), nameless).to(str)


def whose(line: Any) -> rx.Component:
    """The courier that it was given to, and that it is shut out."""
    courier = rx.el.span(t("part-courier", courier=line["courier"].to(str)), class_name=f"{MARK} bg-brand-soft")
    return rx.fragment(
        rx.cond(line["courier"] != "", courier),
        rx.cond(line["disabled"] != "", rx.el.span(t("fleet-is-revoked"), class_name=ATTENTION)),
    )


def seen(line: Any) -> Content:
    """When it was here last."""
    return rx.cond(line["seen"] != "", ago(line["seen"].to(str)), t("fleet-never"))


def waiting(line: Any) -> rx.Component:
    """How much waits since when."""
    since = t("fleet-since", count=line["waiting"], when=ago(line["oldest"].to(str)))
    return rx.cond(line["waiting"].to(int) > 0, rx.el.span(since, class_name="text-received font-semibold"), none())


def refused(line: Any) -> rx.Component:
    """How many records somebody has to decide about."""
    mark = rx.el.span(icon("hand"), t("fleet-refused-count", count=line["refused"]), class_name=ATTENTION)
    return rx.cond(line["refused"].to(int) > 0, mark, none())


def storage(line: Any) -> rx.Component:
    """How its storage is, in a word."""
    words = [(each.value, rx.el.span(t(f"storage-{each}"), class_name=look)) for each, look in LOOKS.items()]
    return rx.match(line["storage"], *words, none())


def version(line: Any) -> rx.Component:
    """What it runs."""
    older = rx.el.span(" · ", t("fleet-outdated"))
    known = rx.fragment(line["version"].to(str), rx.cond(line["outdated"].to(bool), older))
    return rx.cond(line["version"] != "", known, none())


def none() -> rx.Component:
    """That there is nothing to say."""
    return rx.el.span("–", class_name="text-quiet")
