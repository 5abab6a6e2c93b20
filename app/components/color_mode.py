"""The choice between light, dark and what the device says.

In: the words. Out: a small group of radio buttons. Reflex keeps the choice in the browser and sets it on the document
before anything is drawn; no server takes part.
"""

from typing import Any, Literal

import reflex as rx
from reflex.vars import VarData

from app.components.handlers import Text
from app.components.icons import icon

Mode = Literal["system", "light", "dark"]
ICONS: dict[Mode, str] = {"system": "system", "light": "sun", "dark": "moon"}
OPTION = (
    "relative grid place-items-center size-touch rounded-control text-quiet hover:text-ink "
    "has-checked:bg-brand-soft has-checked:text-ink has-focus-visible:outline-3 has-focus-visible:outline-brand"
)


CONTEXT = VarData(
    imports={"$/utils/context": [rx.ImportVar("ColorModeContext")], "react": [rx.ImportVar("useContext")]},
    hooks={"const { rawColorMode, setColorMode } = useContext(ColorModeContext)": None},
)
CHOSEN = rx.Var("rawColorMode", _var_data=CONTEXT).to(str)
CHOOSE: rx.Var[Any] = rx.Var("(e) => setColorMode(e.target.value)", _var_data=CONTEXT).to(rx.EventChain)


def color_mode(legend: Text, *, system: Text, light: Text, dark: Text) -> rx.Component:
    """The three choices; the words are heard and shown as tooltips."""
    words: dict[Mode, Text] = {"system": system, "light": light, "dark": dark}
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="sr-only"),
        *(_option(mode, word) for mode, word in words.items()),
        class_name="inline-flex border border-line rounded-control bg-card",
    )


def _option(mode: Mode, word: Text) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="color-mode",
            value=mode,
            checked=mode == CHOSEN,
            on_change=CHOOSE,
            class_name="sr-only",
        ),
        icon(ICONS[mode], "size-5"),
        rx.el.span(word, class_name="sr-only"),
        title=word,
        class_name=OPTION,
    )
