"""The row of filters that pages of the desk share; what is chosen stands in their address and nowhere else.

In: what a page calls itself, and what it wants beside them. Out: the row. What follows from a choice is the page's
own `load`, which is told the new address.
"""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex.vars import VarData

from app.build.script import script
from app.components.handlers import Text, browser_handler
from app.components.icons import icon
from app.feedback.entry import MAX_RATING, MIN_RATING, OTHER_REASON, REASONS, EntrySource
from app.languages.text import t
from app.pages.looking import ALL, MAX_TEXT, PERIODS

SCRIPT = script(__name__, "filters.ts")
CONTROL = (
    "min-h-touch md:min-h-10 px-3 bg-card text-ink text-base md:text-sm border border-edge rounded-control "
    "transition-colors hover:border-brand"
)
CHANGED = browser_handler("(e) => changeFilter(e)", SCRIPT, "changeFilter")


class Filtered(rx.State, mixin=True):
    """What a page with filters knows of them."""

    # The query that says what is shown; other pages of the desk understand it, too.
    query: str = ""
    custom: bool = False
    filtered: bool = False


def filters(label: Text, here: str, state: Any, *more: rx.Component) -> rx.Component:
    """The row; `more` stands at its end."""
    # Without a value in it: such a text is already in the visitor's language when the page is first drawn.
    ratings = [(str(each), t(f"filter-stars-{each}")) for each in range(MAX_RATING, MIN_RATING - 1, -1)]
    clear = rx.el.a(
        icon("close"),
        rx.el.span(t("filter-clear")),
        href=here,
        class_name="inline-flex items-center gap-1 min-h-touch md:min-h-10 px-2 text-sm font-semibold text-brand "
        "whitespace-nowrap rounded-control",
    )
    return rx.el.form(
        select("period", t("filter-period"), [(each, t(f"period-{each}")) for each in (*PERIODS, ALL, "custom")]),
        rx.cond(state.custom, rx.fragment(_day("from", t("filter-from")), _day("to", t("filter-to")))),
        select("rating", t("filter-rating"), [("", t("filter-any-rating")), *ratings]),
        select("reason", t("filter-reason"), [("", t("filter-any-reason")), *reasons()]),
        select("source", t("filter-source"), [("", t("filter-any-source")), *sources()]),
        typed("courier", t("filter-courier"), "w-28 shrink-0", input_mode="numeric"),
        typed("q", t("filter-text"), "w-48 grow shrink-0", type="search", max_length=MAX_TEXT),
        rx.cond(state.filtered, clear),
        *more,
        aria_label=label,
        role="search",
        custom_attrs={"onSubmit": browser_handler("(e) => applyFilters(e)", SCRIPT, "applyFilters")},
        class_name="flex items-center gap-2 -mx-4 px-4 md:-mx-8 md:px-8 py-2 overflow-x-auto bg-paper md:sticky "
        "md:top-10 md:z-10 border-b border-line",
    )


def reasons() -> list[tuple[str, rx.Var[str]]]:
    """Every reason in words, by its key."""
    return [*((key, t(f"reason-{key}")) for key in REASONS), (OTHER_REASON, t("filter-reason-other"))]


def sources() -> list[tuple[str, rx.Var[str]]]:
    """Every source in words."""
    return [(each.value, t(f"source-{each}")) for each in EntrySource]


def select(name: str, label: Text, options: Sequence[tuple[str, Text]]) -> rx.Component:
    """A filter that is one of a few."""
    return rx.el.select(
        *(rx.el.option(word, value=value) for value, word in options),
        name=name,
        aria_label=label,
        on_change=CHANGED,
        custom_attrs={"data-filter": "", "autoComplete": "off"},
        # As wide as what is chosen, not as the longest of what could be.
        class_name=f"{CONTROL} shrink-0 max-w-56 [field-sizing:content]",
    )


def typed(name: str, label: Text, class_name: str, **attributes: Any) -> rx.Component:
    """A filter that is typed."""
    return rx.el.input(
        name=name,
        aria_label=label,
        placeholder=label,
        auto_complete="off",
        custom_attrs={"data-filter": "", "onInput": CHANGED},
        class_name=f"{CONTROL} {class_name}",
        **attributes,
    )


def _day(name: str, label: Text) -> rx.Component:
    return rx.el.input(
        name=name,
        type="date",
        aria_label=label,
        on_change=CHANGED,
        custom_attrs={"data-filter": ""},
        class_name=f"{CONTROL} shrink-0",
    )


# Wherever this text stands, the address is followed.
def following(text: rx.Var[str]) -> rx.Var[str]:
    """The text, in a page whose filters follow its address."""
    data = VarData(imports={SCRIPT: [rx.ImportVar("useFilters")]}, hooks={"useFilters()": None})
    return rx.Var(str(text), _var_data=VarData.merge(text._get_all_var_data(), data)).to(str)  # noqa: SLF001
