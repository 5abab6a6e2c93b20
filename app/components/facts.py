"""What is known of one thing: names, and what is said to each. In: pairs. Out: a list of terms."""

from collections.abc import Sequence

import reflex as rx

from app.components.handlers import Content, Text, joined


def facts(pairs: Sequence[tuple[Text, Content]], class_name: str = "") -> rx.Component:
    """The list, one line a fact."""
    return rx.el.dl(
        *(
            rx.fragment(
                rx.el.dt(name, class_name="text-sm text-quiet"), rx.el.dd(said, class_name="text-sm wrap-anywhere")
            )
            for name, said in pairs
        ),
        class_name=joined(
            "grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-2", class_name
        ),
    )
