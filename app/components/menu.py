"""Menus: what can be done with one thing, behind a button.

In: a name, a label, items. Out: a menu button and its menu. Enter, Space or the down arrow open it; arrows, Home, End
and letters move; Esc closes and gives the focus back; a press elsewhere closes.
"""

from typing import Any, NamedTuple

import reflex as rx

from app.components.button import button, icon_button
from app.components.handlers import Flag, Handler, Text, browser_handler, given, joined
from app.components.icons import icon
from app.components.scripts import MENU

ITEM = (
    "flex items-center gap-3 w-full min-h-touch px-4 py-2 text-start no-underline hover:bg-brand-soft "
    "focus-visible:bg-brand-soft focus-visible:-outline-offset-2"
)


class MenuItem(NamedTuple):
    """One thing to do: a handler or an address to go to."""

    label: Text
    icon_name: str = ""
    on_click: Handler | None = None
    href: Text | None = None
    danger: bool = False
    shown: Flag = True
    on_phones: bool = False
    """Only where the rail isn't there."""


def menu(
    name: str,
    label: Text,
    *items: MenuItem,
    icon_name: str = "more",
    icon_only: bool = True,
) -> rx.Component:
    """The button with its menu; with `icon_only` the label is heard, not seen."""
    attributes: dict[str, Any] = {
        "id": f"{name}-button",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-controls": f"{name}-menu",
        "onClick": browser_handler("(e) => toggleMenu(e)", MENU, "toggleMenu"),
    }
    opener = (
        icon_button(icon_name, label, custom_attrs=attributes)
        if icon_only
        else button(label, kind="quiet", icon_name=icon_name, custom_attrs=attributes)
    )
    return rx.el.div(
        opener,
        rx.el.div(
            *(_item(item) for item in items),
            role="menu",
            hidden=True,
            custom_attrs={
                "id": f"{name}-menu",
                "aria-labelledby": f"{name}-button",
                "onClick": browser_handler("(e) => closeMenu(e)", MENU, "closeMenu"),
            },
            class_name="absolute z-20 top-full end-0 my-1 min-w-48 w-max max-w-[80vw] py-2 bg-card border "
            "border-line rounded-control shadow-float animate-arrive",
        ),
        class_name="relative inline-block",
        custom_attrs={
            "data-menu": "",
            "onKeyDown": browser_handler("(e) => moveInMenu(e)", MENU, "moveInMenu"),
        },
    )


def _item(item: MenuItem) -> rx.Component:
    mark = [icon(item.icon_name)] if item.icon_name else []
    look = joined(ITEM, "text-attention" if item.danger else "text-ink", "md:hidden" if item.on_phones else "")
    shared: dict[str, Any] = {"role": "menuitem", "tab_index": -1, "class_name": look}
    if item.href is not None:
        link = rx.el.a(*mark, rx.el.span(item.label), href=item.href, **shared, **given(on_click=item.on_click))
        return rx.cond(item.shown, link) if isinstance(item.shown, rx.Var) else link
    return rx.el.button(*mark, rx.el.span(item.label), type="button", **shared, **given(on_click=item.on_click))
