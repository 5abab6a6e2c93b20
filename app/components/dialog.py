"""Dialogs: one thing to decide or to look at, before going on.

In: a name, a heading, content, actions. Out: a native <dialog>: the browser keeps the focus in it, closes it on Esc and
gives the focus back. It opens by the handler `open_dialog(name)`, or follows `shown` where browser state decides.
"""

from typing import Any, Literal

import reflex as rx

from app.components.button import icon_button
from app.components.handlers import Content, Text, browser_handler, joined
from app.components.scripts import DIALOG

Place = Literal["middle", "side"]
PLACES: dict[Place, str] = {
    "middle": "m-auto rounded-card w-[min(32rem,calc(100vw-32px))] max-h-[calc(100dvh-32px)]",
    "side": "ms-auto me-0 my-0 h-dvh max-h-none w-[min(30rem,100vw)] md:rounded-s-card",
}


def open_dialog(name: str) -> rx.Var[Any]:
    """The handler that opens the dialog of that name."""
    return browser_handler(f'() => openDialog("{name}")', DIALOG, "openDialog")


def close_dialog() -> rx.Var[Any]:
    """The handler that closes the dialog around the button that was pressed."""
    return browser_handler("(e) => closeDialog(e)", DIALOG, "closeDialog")


def dialog(
    name: str,
    heading: Content,
    *content: Content,
    close_label: Text,
    actions: tuple[rx.Component, ...] = (),
    place: Place = "middle",
    shown: rx.Var[bool] | None = None,
    on_close: rx.Var[Any] | None = None,
) -> rx.Component:
    """The dialog; `actions` stand at its foot, the first one is the safe one.

    With `shown`, give an `on_close` that tells the browser state of it: what state still wants is opened again.
    """
    attributes: dict[str, Any] = {
        "id": name,
        "aria-labelledby": f"{name}-heading",
        "onClick": browser_handler("(e) => closeFromOutside(e)", DIALOG, "closeFromOutside"),
    }
    if shown is not None:
        attributes["ref"] = browser_handler(f"(node) => follow(node, {shown!s})", DIALOG, "follow")
        attributes["data-shown"] = shown
    if on_close is not None:
        attributes["onClose"] = on_close
    return rx.el.dialog(
        rx.el.div(
            rx.el.header(
                rx.el.h2(heading, custom_attrs={"id": f"{name}-heading"}, class_name="text-xl font-semibold pt-2"),
                icon_button("close", close_label, on_click=close_dialog(), class_name="-me-2"),
                class_name="flex items-start justify-between gap-3",
            ),
            *content,
            *([rx.el.footer(*actions, class_name="flex flex-wrap justify-end gap-3 pt-2")] if actions else []),
            class_name="grid gap-4 p-4 md:p-6",
        ),
        class_name=joined("bg-card text-ink p-0 shadow-float overflow-auto open:animate-arrive", PLACES[place]),
        custom_attrs=attributes,
    )
