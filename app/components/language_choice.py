"""The choice of the language: a quiet line under everything else.

In: its label. Out: a native list with each language in its own words. It says at first which language the visitor's
browser asked for; a choice is remembered on the device. No server takes part.
"""

import reflex as rx

from app.components.handlers import Text
from app.components.icons import icon
from app.languages import text
from app.languages.delivery import names

NAME = "language"


def language_choice(label: Text) -> rx.Component:
    """The line."""
    return rx.el.footer(
        icon("globe", "size-5"),
        rx.el.label(label, html_for=NAME),
        rx.el.select(
            *(rx.el.option(name, value=code, custom_attrs={"lang": code}) for code, name in names().items()),
            value=text.code(),
            on_change=text.choose(),
            custom_attrs={"id": NAME},
            class_name="min-h-touch px-2 bg-paper text-ink underline underline-offset-4 rounded-control",
        ),
        class_name="flex flex-wrap items-center gap-2 text-sm text-quiet print:hidden",
    )
