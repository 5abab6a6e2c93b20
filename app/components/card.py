"""Cards: one question or one answer on a ground of its own.

In: content, perhaps a heading. Out: a section. It is no landmark: many on a page would only be in the way of those
who jump between them; `aria_label` makes it one.
"""

from typing import Any

import reflex as rx

from app.components.handlers import Content, joined


def card(
    *content: Content,
    heading: Content | None = None,
    aside: Content | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A card; `aside` stands at the right of its heading."""
    head = []
    if heading is not None:
        head = [
            rx.el.header(
                rx.el.h2(heading, class_name="text-lg leading-tight font-semibold"),
                *([aside] if aside is not None else []),
                class_name="flex flex-wrap items-center justify-between gap-2",
            )
        ]
    return rx.el.section(
        *head,
        *content,
        class_name=joined(
            "bg-card border border-line rounded-card p-4 md:p-6 grid grid-cols-[minmax(0,1fr)] gap-4 min-w-0",
            class_name,
        ),
        **attributes,
    )
