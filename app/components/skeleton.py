"""Skeletons: the shape of what is being loaded.

In: a label and a shape. Out: grey bars that appear after 150 ms, so that quick answers never flash. Show it only where
nothing stands yet.
"""

from typing import Literal

import reflex as rx

from app.components.handlers import Text, joined

Shape = Literal["lines", "card", "table"]
BAR = "block bg-line rounded-control"


def skeleton(label: Text, *, shape: Shape = "lines", rows: int = 3) -> rx.Component:
    """The shape of `rows` lines, of a card or of a table; `label` is what a screen reader hears."""
    return rx.el.div(
        rx.el.span(label, class_name="sr-only"),
        *_bars(shape, rows),
        role="status",
        class_name=joined(
            "grid gap-3 animate-appear",
            "bg-card border border-line rounded-card p-4 md:p-6" if shape == "card" else "",
        ),
    )


def _bars(shape: Shape, rows: int) -> list[rx.Component]:
    if shape == "table":
        cells = (f"{BAR} h-4 w-3/4", f"{BAR} h-4 w-1/2", f"{BAR} h-4 w-1/2 justify-self-end")
        return [
            rx.el.span(
                *(rx.el.span(class_name=cell) for cell in cells),
                class_name="grid grid-cols-3 items-center gap-4 min-h-touch border-b border-line",
            )
            for _ in range(rows)
        ]
    widths = ("w-full", "w-11/12", "w-2/3")
    head = [rx.el.span(class_name=f"{BAR} h-6 w-1/3")] if shape == "card" else []
    return [*head, *(rx.el.span(class_name=f"{BAR} h-4 {widths[row % len(widths)]}") for row in range(rows))]
