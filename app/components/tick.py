"""Ticks: a yes to one sentence.

In: a name, the sentence, perhaps what it means. Out: a native checkbox; its whole row is the target.
"""

import reflex as rx

from app.components.handlers import Content, Text


def tick(name: str, label: Text, *, help_text: Content | None = None) -> rx.Component:
    """The row."""
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, class_name="size-6 shrink-0 mt-0.5"),
        rx.el.span(
            label,
            *([rx.el.span(help_text, class_name="block text-sm text-quiet")] if help_text is not None else []),
        ),
        class_name="flex items-start gap-3 min-h-touch py-2 cursor-pointer",
    )
