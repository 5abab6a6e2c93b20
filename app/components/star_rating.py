"""The star rating: one to five, each with its word.

In: a name, a legend, five words. Out: a group of real radio buttons, so that arrow keys and screen readers know it.
Filled and outlined shapes tell what is chosen, and the word under the stars says it; the style sheet does both, so
nothing waits for a script. With `value` and `on_change` browser state holds the number; without, the form does.
"""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from app.components.choice_chips import LEGEND
from app.components.field import error_line
from app.components.handlers import Handler, Text, given
from app.components.icons import icon

STARS = 5
LABEL = (
    "relative grid place-items-center size-star rounded-control text-star hover:bg-brand-soft "
    "has-focus-visible:outline-3 has-focus-visible:outline-brand"
)


def star_rating(
    name: str,
    legend: Text,
    words: Sequence[Text],
    *,
    hint: Text = "",
    value: int | rx.Var[int] | None = None,
    default_value: int | None = None,
    on_change: Handler | None = None,
    required: bool = False,
    error: Text = "",
) -> rx.Component:
    """The question with its stars; `words` name the stars from one to five, `hint` stands until one is chosen."""
    if len(words) != STARS:
        raise ValueError(f"{STARS} stars need as many words, not {len(words)}")
    return rx.el.fieldset(
        rx.el.legend(legend, class_name=LEGEND),
        rx.el.div(
            rx.el.div(
                *(
                    _star(name, number, word, value, default_value, on_change, required=required)
                    for number, word in enumerate(words, start=1)
                ),
                class_name="flex flex-wrap justify-between max-w-80 -ms-2",
            ),
            rx.el.p(
                rx.el.span(hint, class_name="text-quiet"),
                *(rx.el.span(word, class_name="font-semibold") for word in words),
                aria_hidden="true",
                class_name="stars-word grid text-base mt-1",
            ),
            class_name="stars clear-both",
        ),
        error_line(name, error),
        class_name="min-w-0 grid gap-2",
        custom_attrs={"aria-describedby": f"{name}-error"},
    )


def stars_shown(rating: int | rx.Var[int], label: Text) -> rx.Component:
    """A rating that was given, in small stars; the label says it in words."""
    return rx.el.span(
        *(icon("star", _shown(rating, number)) for number in range(1, STARS + 1)),
        rx.el.span(label, class_name="sr-only"),
        class_name="inline-flex gap-0.5 text-star align-middle",
    )


def _star(
    name: str,
    number: int,
    word: Text,
    value: int | rx.Var[int] | None,
    default_value: int | None,
    on_change: Handler | None,
    *,
    required: bool,
) -> rx.Component:
    state: dict[str, Any] = (
        {"default_checked": default_value == number} if value is None else {"checked": value == number}
    )
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=str(number),
            required=required,
            class_name="sr-only",
            **state,
            **given(on_change=on_change),
        ),
        icon("star", "star-shape size-10"),
        rx.el.span(f"{number}, ", word, class_name="sr-only"),
        class_name=LABEL,
    )


def _shown(rating: int | rx.Var[int], number: int) -> str | rx.Var[str]:
    filled, empty = "size-4 star-filled", "size-4"
    if isinstance(rating, rx.Var):
        return rx.cond(rating.to(int) >= number, filled, empty)
    return filled if rating >= number else empty
