"""Long lists: thousands of rows, of which those near the window are in the page.

In: a name, a Var with items that have an `id`, what a row shows, its height. Out: a list that says to screen readers
how long it is and which row each is; Tab, arrows, Page keys, Home and End reach all of them. The first button of a row
is what takes the focus.
"""

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex.vars import ArrayVar, ObjectVar, VarData

from app.components.handlers import Text, browser_handler
from app.components.scripts import LONG_LIST

Row = ObjectVar[dict[str, str]]


def long_list(
    name: str,
    label: Text,
    items: ArrayVar[Any],
    row: Callable[[Row], rx.Component],
    *,
    height: str,
) -> rx.Component:
    """The list; `height` are classes that set `--row`, in rem, so that it follows the reader's size."""
    drawn = f"{name}_drawn"
    data = VarData.merge(
        items._get_all_var_data(),  # noqa: SLF001
        VarData(
            imports={LONG_LIST: [rx.ImportVar("useLongList")]},
            hooks={f'const {drawn} = useLongList("{name}", {items!s});': None},
        ),
    )
    count = items.length()
    place = rx.Var(drawn, _var_data=data).to(list[dict[str, Any]])
    return rx.el.div(
        rx.el.ul(
            rx.foreach(place, lambda each: _row(each, row, count)),
            role="list",
            aria_label=label,
            custom_attrs={
                "id": name,
                "data-count": count,
                "style": rx.Var.create({"--count": count.to(str)}),
                "onKeyDown": browser_handler("(e) => moveInList(e)", LONG_LIST, "moveInList"),
            },
            class_name=f"relative h-[calc(var(--count)*var(--row))] {height}",
        ),
        class_name="@container min-w-0",
    )


def _row(each: ObjectVar[dict[str, Any]], row: Callable[[Row], rx.Component], count: rx.Var[int]) -> rx.Component:
    item = each["item"].to(dict[str, str])
    return rx.el.li(
        row(item),
        key=item["id"],
        custom_attrs={
            "data-id": item["id"],
            "aria-setsize": count,
            "aria-posinset": each["at"].to(int) + 1,
            "style": rx.Var.create({"--at": each["at"].to(str)}),
        },
        class_name="absolute inset-x-0 h-[var(--row)] top-[calc(var(--at)*var(--row))] [contain:strict]",
    )
