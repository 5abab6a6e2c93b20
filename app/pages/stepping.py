"""Going through a list by keys: j to the next one, k to the one before.

In: where one stands, and the State whose `move` goes on from there. Out: the neighbour; the two buttons.
"""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from app.components.button import icon_button
from app.components.handlers import Flag, Text


def neighbour(ids: Sequence[str], chosen: str, by: int) -> int:
    """Where the next one stands in a list that has any, or with -1 the one before; where none is chosen, the first."""
    if chosen not in ids:
        return 0
    return max(0, min(len(ids) - 1, ids.index(chosen) + (1 if by > 0 else -1)))


def steps(move: Any, before: Text, following: Text) -> rx.Component:
    """What the keys press."""
    return rx.fragment(
        icon_button("arrow-left", before, on_click=move(-1), custom_attrs={"data-keys": "k"}),
        icon_button("arrow-right", following, on_click=move(1), custom_attrs={"data-keys": "j"}),
    )


def keyed_list(rows: rx.Var[Any], line: Any, label: Text, more: Flag, more_button: rx.Component) -> rx.Component:
    """The list, and the button below it while there is more."""
    return rx.el.div(
        rx.el.ul(
            rx.foreach(rows, line),
            aria_label=label,
            class_name="bg-card border border-line rounded-card overflow-clip",
        ),
        rx.cond(more, more_button),
        class_name="grid gap-3",
    )
