"""Fields: one question, one answer in text.

In: a name, a label, perhaps help, an error and a value. Out: a native control in a block: label above, help below it,
the error under it with an icon. The control is described by help, error and counter, so that they are read with it.
With `value` and `on_change` browser state holds the text; without, the form does (`default_value`).
"""

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from app.components.handlers import Content, Handler, Text, browser_handler, given, joined
from app.components.icons import icon
from app.components.scripts import FIELD

InputType = Literal["text", "email", "tel", "number", "password", "search", "url", "date"]

CONTROL = (
    "w-full min-h-touch px-3 py-2 bg-card text-ink text-base border border-edge rounded-control transition-colors "
    "hover:border-brand aria-invalid:border-2 aria-invalid:border-attention"
)


def text_field(
    name: str,
    label: Text,
    *,
    type: InputType = "text",  # noqa: A002  HTML's own word
    help_text: Text = "",
    error: Text = "",
    value: Text | None = None,
    default_value: Text | None = None,
    on_change: Handler | None = None,
    required: bool = False,
    **attributes: Any,
) -> rx.Component:
    """A field of one line."""
    control = rx.el.input(
        type=type,
        name=name,
        required=required,
        class_name=CONTROL,
        custom_attrs=_described(name, help_text, error) | attributes.pop("custom_attrs", {}),
        **given(value=value, default_value=default_value, on_change=on_change),
        **attributes,
    )
    return _block(name, label, help_text, error, control)


def multiline_field(
    name: str,
    label: Text,
    *,
    max_length: int,
    counter_label: Text,
    help_text: Text = "",
    error: Text = "",
    value: Text | None = None,
    default_value: Text | None = None,
    on_change: Handler | None = None,
    required: bool = False,
    rows: int = 4,
    **attributes: Any,
) -> rx.Component:
    """A field of several lines that counts its characters; `counter_label` says what the numbers are."""
    control = rx.el.textarea(
        name=name,
        required=required,
        rows=rows,
        max_length=max_length,
        class_name=joined(CONTROL, "block resize-y field-sizing-content max-h-80"),
        custom_attrs=_described(name, help_text, error, counts=True) | attributes.pop("custom_attrs", {}),
        **given(value=value, default_value=default_value, on_change=on_change),
        **attributes,
    )
    counter = rx.el.p(
        rx.el.span(counter_label, " ", class_name="sr-only"),
        rx.el.span(_length(value if value is not None else default_value), custom_attrs={"data-count": ""}),
        f" / {max_length}",
        custom_attrs={"id": f"{name}-count"},
        class_name="text-sm text-quiet tabular-nums text-end ms-auto whitespace-nowrap",
    )
    return _block(name, label, help_text, error, control, counter)


def select_field(
    name: str,
    label: Text,
    options: Sequence[tuple[str, Text]],
    *,
    help_text: Text = "",
    error: Text = "",
    value: Text | None = None,
    default_value: Text | None = None,
    on_change: Handler | None = None,
    required: bool = False,
    **attributes: Any,
) -> rx.Component:
    """A choice of one from a list of (value, text)."""
    control = rx.el.div(
        rx.el.select(
            *(rx.el.option(text, value=each) for each, text in options),
            name=name,
            required=required,
            class_name=joined(CONTROL, "appearance-none pe-12"),
            custom_attrs=_described(name, help_text, error) | attributes.pop("custom_attrs", {}),
            **given(value=value, default_value=default_value, on_change=on_change),
            **attributes,
        ),
        rx.el.span(
            icon("chevron-down"),
            class_name="pointer-events-none absolute inset-y-0 end-3 grid place-items-center text-quiet",
        ),
        class_name="relative",
    )
    return _block(name, label, help_text, error, control)


def error_line(field_id: Text, error: Text) -> rx.Component:
    """The line under a control that says what is wrong; always there, so that a new error is announced."""
    line = rx.el.span(
        icon("alert"),
        rx.el.span(error),
        class_name="flex items-start gap-2 text-attention font-medium",
    )
    content = rx.cond(error != "", line, None) if isinstance(error, rx.Var) else (line if error else None)
    return rx.el.div(
        *([content] if content is not None else []),
        custom_attrs={"id": f"{field_id}-error"},
        aria_live="polite",
        class_name="text-sm empty:hidden",
    )


def _described(name: str, help_text: Text, error: Text, *, counts: bool = False) -> dict[str, Any]:
    """Id and description of a control. As plain attributes: Reflex's own `id` would add a React ref to each."""
    has_help = isinstance(help_text, rx.Var) or bool(help_text)
    parts = [f"{name}-help"] * has_help + [f"{name}-count"] * counts + [f"{name}-error"]
    attributes: dict[str, Any] = {"id": name, "aria-describedby": " ".join(parts)}
    if isinstance(error, rx.Var):
        attributes["aria-invalid"] = rx.cond(error != "", "true", "false")
    elif error:
        attributes["aria-invalid"] = "true"
    if counts:
        attributes["onInput"] = browser_handler("(e) => countCharacters(e)", FIELD, "countCharacters")
    return attributes


def _block(
    name: str,
    label: Text,
    help_text: Text,
    error: Text,
    control: rx.Component,
    counter: rx.Component | None = None,
) -> rx.Component:
    above = rx.el.label(label, html_for=name, class_name="font-semibold justify-self-start")
    below = []
    if isinstance(help_text, rx.Var) or help_text:
        below.append(rx.el.p(help_text, custom_attrs={"id": f"{name}-help"}, class_name="text-sm text-quiet"))
    if counter is not None:
        # Beside the label it takes no line of its own, and nothing moves when one begins to type.
        above = rx.el.div(above, counter, class_name="flex flex-wrap items-baseline justify-between gap-x-3")
    return rx.el.div(
        above,
        control,
        *below,
        error_line(name, error),
        class_name="grid gap-2 min-w-0",
    )


def _length(value: Text | None) -> Content:
    if isinstance(value, rx.Var):
        return value.to(str).length()
    return str(len(value or ""))
