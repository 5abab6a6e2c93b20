"""Views of one list, each at an address of its own: which one is shown, and how many stand in the others.

In: words, counts and addresses. Out: a row of links that scrolls where it has no room.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import reflex as rx

from app.components.handlers import Content, Flag, Text


class View(NamedTuple):
    """One view; a number of nothing isn't shown, and None is none."""

    label: Text
    href: Text
    current: Flag
    number: rx.Var[Any] | None = None
    shown: Content | None = None
    """What stands for the number, where it is more than that."""


def views(label: Text, each: Sequence[View], *, aside: rx.Component | None = None) -> rx.Component:
    """The row; `aside` stands at its end."""
    return rx.el.div(
        rx.el.nav(rx.el.ul(*(rx.el.li(_link(view)) for view in each), class_name="flex"), aria_label=label),
        *([aside] if aside is not None else []),
        class_name="flex flex-wrap items-center max-md:flex-nowrap max-md:overflow-x-auto border-b border-line",
    )


def _link(view: View) -> rx.Component:
    return rx.el.a(
        view.label,
        *([_number(view.number, view.shown)] if view.number is not None else []),
        href=view.href,
        custom_attrs={"aria-current": rx.cond(view.current, "page", "false")},
        class_name="inline-flex items-center gap-2 min-h-touch md:min-h-10 px-3 font-semibold text-quiet no-underline "
        "whitespace-nowrap border-b-2 border-transparent hover:text-ink aria-[current=page]:text-ink "
        "aria-[current=page]:border-brand focus-visible:-outline-offset-3",
    )


def _number(count: rx.Var[Any], shown: Content | None) -> rx.Component:
    return rx.cond(
        count.to(int) > 0,
        rx.el.span(
            count.to(str) if shown is None else shown,
            class_name="min-w-6 px-2 rounded-full bg-saved-soft text-saved text-sm text-center tabular-nums",
        ),
    )
