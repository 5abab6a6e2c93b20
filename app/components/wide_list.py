"""A list of many rows: columns under a head that stays where there is room, short lines on phones.

In: a label, heads, the rows as a Var, and how one row and one short line are drawn. Out: a region that scrolls.
"""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from app.components.handlers import Content, Text, joined

CELL = "px-3 py-2 align-middle border-t border-line"
HEAD = (
    "sticky top-0 z-1 bg-card px-3 py-2 text-sm font-semibold text-quiet whitespace-nowrap "
    "shadow-[inset_0_-1px_var(--color-line)]"
)
NUMBERS = "text-end tabular-nums"

Draw = Callable[[Any], rx.Component]


def wide_list(label: Text, heads: Sequence[rx.Component], rows: rx.Var[Any], row: Draw, short: Draw) -> rx.Component:
    """The list; `heads` are made by `head`."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption(label, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*heads)),
            rx.el.tbody(rx.foreach(rows, row)),
            class_name="w-full text-base md:text-sm border-collapse max-md:hidden",
        ),
        rx.el.ul(rx.foreach(rows, short), aria_label=label, class_name="md:hidden px-4"),
        role="region",
        tab_index=0,
        aria_label=label,
        class_name="bg-card border border-line rounded-card overflow-auto max-h-[75dvh] max-md:max-h-none",
    )


def head(word: Content, class_name: str = "") -> rx.Component:
    """The head of a column."""
    return rx.el.th(word, scope="col", class_name=joined(HEAD, class_name or "text-start"))
