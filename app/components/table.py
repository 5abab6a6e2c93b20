"""Tables: rows of facts under a head that stays.

In: a caption, columns, rows. Out: a native table in a region that scrolls by itself and that keys can reach; numbers
stand at the right, in figures of equal width. The first cell of a row names it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import reflex as rx

from app.components.handlers import Content, Handler, Text, given, joined

CELL = "px-4 py-2 align-middle"
NUMERIC = "text-end tabular-nums"


class Column(NamedTuple):
    """One column: its head, and whether it holds numbers."""

    label: Text
    numeric: bool = False


def table(
    name: str,
    caption: Text,
    columns: Sequence[Column],
    *rows: rx.Component,
    class_name: str = "max-h-[70dvh]",
) -> rx.Component:
    """The table; `rows` are made by `table_row`, or one rx.foreach that makes them."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption(
                caption, custom_attrs={"id": f"{name}-caption"}, class_name="text-start font-semibold px-4 pt-3 pb-2"
            ),
            rx.el.thead(rx.el.tr(*(_head(column) for column in columns))),
            rx.el.tbody(*rows),
            class_name="w-full border-collapse text-base",
        ),
        role="region",
        tab_index=0,
        custom_attrs={"aria-labelledby": f"{name}-caption"},
        class_name=joined("overflow-auto bg-card border border-line rounded-card", class_name),
    )


def table_row(columns: Sequence[Column], *cells: Content, on_click: Handler | None = None) -> rx.Component:
    """One row; give `on_click` besides a button or a link in its first cell, never instead."""
    first, *others = cells
    return rx.el.tr(
        rx.el.th(first, scope="row", class_name=joined(CELL, "font-medium whitespace-nowrap", _align(columns[0]))),
        *(
            rx.el.td(cell, class_name=joined(CELL, _align(column)))
            for column, cell in zip(columns[1:], others, strict=True)
        ),
        class_name=joined(
            "border-t border-line h-touch hover:bg-brand-soft", "cursor-pointer" if on_click is not None else ""
        ),
        **given(on_click=on_click),
    )


def _head(column: Column) -> rx.Component:
    return rx.el.th(
        column.label,
        scope="col",
        class_name=joined(
            "sticky top-0 bg-card px-4 py-2 text-sm font-semibold text-quiet shadow-[inset_0_-1px_var(--color-line)]",
            _align(column),
        ),
    )


def _align(column: Column) -> str:
    return NUMERIC if column.numeric else "text-start"
