"""Ticks: a yes to one sentence.

In: a name, the sentence, perhaps what it means, perhaps the field that it brings up. Out: a checkbox; its whole row is
the target. Whoever says yes goes on in that field at once.
"""

import reflex as rx

from app.components.handlers import Content, Text, browser_handler
from app.components.scripts import FIELD


def tick(name: str, label: Text, *, help_text: Content | None = None, opens: str = "") -> rx.Component:
    """The row; `opens` is the id of a field that appears with it."""
    opening = {"onChange": browser_handler(f'(e) => focusOpened(e, "{opens}")', FIELD, "focusOpened")} if opens else {}
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, class_name="size-6 shrink-0 mt-0.5", custom_attrs=opening),
        rx.el.span(
            label,
            *([rx.el.span(help_text, class_name="block text-sm text-quiet")] if help_text is not None else []),
        ),
        class_name="flex items-start gap-3 min-h-touch py-2 cursor-pointer",
    )
