"""Buttons and links that look like them.

In: a label, a kind, perhaps an icon and a handler. Out: a native button or link of at least 48 px. A busy button keeps
its width and its focus, says so to screen readers, and swallows presses: it is never greyed out.
"""

from typing import Any, Literal

import reflex as rx

from app.components.handlers import Content, Flag, Handler, Text, browser_handler, given, joined
from app.components.icons import icon

Kind = Literal["primary", "quiet", "plain", "danger"]

BASE = (
    "inline-flex items-center justify-center gap-2 min-h-touch min-w-touch px-4 py-2 rounded-control font-semibold "
    "text-base leading-tight text-center select-none transition-colors no-underline"
)
KINDS: dict[Kind, str] = {
    "primary": "bg-brand text-on-brand hover:bg-brand-strong",
    "quiet": "bg-card text-ink border border-edge hover:bg-brand-soft hover:border-brand",
    # For what is seldom wanted, beside what it changes.
    "plain": "text-brand underline underline-offset-4 hover:bg-brand-soft",
    "danger": "bg-attention text-on-attention hover:opacity-90",
}
LET_PASS = browser_handler("() => undefined")
SWALLOW = browser_handler("(e) => e.preventDefault()")


def button(
    label: Content,
    *,
    kind: Kind = "primary",
    icon_name: str = "",
    on_click: Handler | None = None,
    busy: Flag = False,
    type: Literal["button", "submit", "reset"] = "button",  # noqa: A002  HTML's own word
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A button; with `busy`, its icon turns and presses do nothing."""
    swallows = on_click
    if isinstance(busy, rx.Var):
        swallows = rx.cond(busy, SWALLOW, on_click if on_click is not None else LET_PASS)
    elif busy:
        swallows = SWALLOW
    return rx.el.button(
        _mark(icon_name, busy),
        rx.el.span(label),
        type=type,
        class_name=joined(BASE, KINDS[kind], class_name),
        **given(on_click=swallows, aria_busy=_aria(busy), aria_disabled=_aria(busy)),
        **attributes,
    )


def icon_button(
    icon_name: str,
    label: Text,
    *,
    on_click: Handler | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A button that shows only an icon; the label is what a screen reader says."""
    return rx.el.button(
        icon(icon_name, "size-6"),
        type=attributes.pop("type", "button"),
        aria_label=label,
        title=label,
        class_name=joined(
            "inline-grid place-items-center size-touch rounded-control text-quiet transition-colors "
            "hover:bg-brand-soft hover:text-ink",
            class_name,
        ),
        **given(on_click=on_click),
        **attributes,
    )


def link_button(
    label: Content,
    href: Text,
    *,
    kind: Kind = "primary",
    icon_name: str = "",
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A link that looks like a button, for what leads to another page."""
    return rx.el.a(
        *([icon(icon_name)] if icon_name else []),
        rx.el.span(label),
        href=href,
        class_name=joined(BASE, KINDS[kind], class_name),
        **attributes,
    )


def _mark(icon_name: str, busy: Flag) -> rx.Component:
    still = icon(icon_name) if icon_name else rx.fragment()
    turning = icon("turn", "size-[1.25em] animate-turn")
    if isinstance(busy, rx.Var):
        return rx.cond(busy, turning, still)
    return turning if busy else still


def _aria(flag: Flag) -> rx.Var[str] | str | None:
    if isinstance(flag, rx.Var):
        return rx.cond(flag, "true", "false")
    return "true" if flag else None
