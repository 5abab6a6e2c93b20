"""Toasts: one quiet line that something went well, and goes by itself.

In: `show_toast(text)` as a handler, or showToast from toast.ts. Out: lines in a polite live region. They wait while a
pointer or the focus is on them, and can be dismissed. Never for what needs an answer: that stands in the page.
"""

import json
from typing import Any

import reflex as rx
from reflex.vars import VarData

from app.components.button import icon_button
from app.components.handlers import Text, browser_handler
from app.components.icons import icon
from app.components.scripts import TOAST

TOASTS = rx.Var(
    "toasts",
    _var_data=VarData(
        imports={TOAST: [rx.ImportVar("useToasts")]},
        hooks={"const toasts = useToasts()": None},
    ),
).to(list[dict[str, Any]])


def show_toast(text: str | rx.Var[str]) -> rx.Var[Any]:
    """The handler that shows a text as a toast."""
    expression = str(text) if isinstance(text, rx.Var) else json.dumps(text)
    return browser_handler(f"() => showToast({expression})", TOAST, "showToast")


def toaster(label: Text, dismiss_label: Text) -> rx.Component:
    """The place where toasts appear, for the `messages` of a page shell: above its foot on phones."""
    return rx.el.section(
        rx.el.div(
            rx.foreach(TOASTS, lambda toast: _toast(toast, dismiss_label)),
            role="status",
            aria_live="polite",
            class_name="grid gap-2 justify-items-center",
        ),
        aria_label=label,
        custom_attrs={
            "onPointerEnter": browser_handler("() => holdToasts()", TOAST, "holdToasts"),
            "onPointerLeave": browser_handler("() => releaseToasts()", TOAST, "releaseToasts"),
            "onFocus": browser_handler("() => holdToasts()", TOAST, "holdToasts"),
            "onBlur": browser_handler("() => releaseToasts()", TOAST, "releaseToasts"),
        },
        class_name="absolute bottom-full inset-x-4 mb-3 md:fixed md:bottom-6 md:mb-0 z-30 pointer-events-none",
    )


def _toast(toast: rx.Var[dict[str, Any]], dismiss_label: Text) -> rx.Component:
    number = toast.to(dict[str, Any])["id"]
    return rx.el.div(
        icon("check", "size-5 text-brand"),
        rx.el.span(toast.to(dict[str, Any])["text"].to(str), class_name="py-3 grow"),
        rx.cond(
            toast.to(dict[str, Any])["action"],
            rx.el.button(
                toast.to(dict[str, Any])["action"].to(str),
                type="button",
                on_click=browser_handler(f"() => actOnToast({number!s})", TOAST, "actOnToast"),
                class_name="min-h-touch min-w-touch px-2 font-semibold text-brand underline underline-offset-4",
            ),
        ),
        icon_button(
            "close",
            dismiss_label,
            on_click=browser_handler(f"() => dismissToast({number!s})", TOAST, "dismissToast"),
        ),
        key=number.to(str),
        class_name="pointer-events-auto flex items-center gap-2 ps-4 max-w-lg bg-card text-ink border border-line "
        "rounded-control shadow-float animate-arrive",
    )
