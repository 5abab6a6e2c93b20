"""Choice chips: any number of a few short answers.

In: a name and (value, text) pairs. Out: a fieldset of real checkboxes that a thumb can hit; the chosen ones carry a
check mark as well as another colour, at their corner, so that nothing moves under the thumb. With `chosen` and
`on_change` browser state holds the choice; without, the form.
"""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from app.components.field import error_line
from app.components.handlers import Handler, Text, given
from app.components.icons import icon

CHIP = (
    "relative inline-flex items-center justify-center min-h-touch min-w-touch px-3 sm:px-4 py-2 rounded-[24px] "
    "border border-edge bg-card transition-colors hover:border-brand "
    "has-checked:bg-brand-soft has-checked:border-brand "
    "has-focus-visible:outline-3 has-focus-visible:outline-brand has-focus-visible:outline-offset-2"
)
MARK = "absolute -top-1 end-1 size-5 p-0.5 rounded-full bg-brand text-on-brand hidden peer-checked:block"
LEGEND = "font-semibold mb-2 float-start w-full"


def choice_chips(
    name: str,
    legend: Text,
    options: Sequence[tuple[str, Text]],
    *,
    chosen: Sequence[str] | rx.Var[list[str]] = (),
    on_change: Handler | None = None,
    help_text: Text = "",
    error: Text = "",
) -> rx.Component:
    """The question with its chips."""
    has_help = isinstance(help_text, rx.Var) or bool(help_text)
    return rx.el.fieldset(
        rx.el.legend(legend, class_name=LEGEND),
        *(
            [rx.el.p(help_text, custom_attrs={"id": f"{name}-help"}, class_name="text-sm text-quiet -mt-1 mb-2")]
            if has_help
            else []
        ),
        rx.el.div(
            *(choice_chip(name, value, text, chosen=chosen, on_change=on_change) for value, text in options),
            class_name="flex flex-wrap gap-2 clear-both",
        ),
        error_line(name, error),
        class_name="min-w-0 grid gap-2",
        custom_attrs={"aria-describedby": f"{name}-help {name}-error" if has_help else f"{name}-error"},
    )


def choice_chip(
    name: str,
    value: Text,
    text: Text,
    *,
    chosen: Sequence[str] | rx.Var[list[str]] = (),
    on_change: Handler | None = None,
) -> rx.Component:
    """One chip, for lists that the browser makes."""
    state: dict[str, Any]
    if isinstance(chosen, rx.Var):
        state = {"checked": chosen.to(list[str]).contains(value)}
    else:
        state = {"default_checked": value in chosen}
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=name,
            value=value,
            class_name="peer sr-only",
            **state,
            **given(on_change=on_change),
        ),
        icon(
            "check", "size-5 p-0.5 rounded-full bg-brand text-on-brand absolute -top-1 end-1 hidden peer-checked:block"
        ),
        rx.el.span(text),
        class_name=CHIP,
    )
