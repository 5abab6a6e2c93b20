"""Empty states: what will stand here, and the one thing to do.

In: an icon, a heading, a sentence, perhaps one action. Out: a calm block in the place of the missing content.
"""

import reflex as rx

from app.components.handlers import Content
from app.components.icons import icon


def empty_state(icon_name: str, heading: Content, text: Content, *, action: rx.Component | None = None) -> rx.Component:
    """The block that stands until there is something to show."""
    return rx.el.div(
        rx.el.span(
            icon(icon_name, "size-6"),
            class_name="grid place-items-center size-12 rounded-full bg-brand-soft text-brand",
        ),
        rx.el.p(heading, class_name="text-lg font-semibold"),
        rx.el.p(text, class_name="text-quiet max-w-md text-balance"),
        *([rx.el.div(action, class_name="mt-2")] if action is not None else []),
        class_name="grid justify-items-center gap-2 text-center wrap-anywhere py-8 px-4",
    )
