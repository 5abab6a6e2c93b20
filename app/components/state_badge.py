"""State badges: where a record is, in a word, an icon and a colour.

In: one of the four states, plain or from browser state, and the words. Out: a badge. The three honest states follow
each other (saved on this device, received, in the database), which the path shows; `attention` stands beside them.
"""

from collections.abc import Mapping
from typing import Literal, get_args

import reflex as rx

from app.components.handlers import Flag, Text, joined
from app.components.icons import icon
from app.languages.text import t

RecordState = Literal["saved", "received", "stored", "attention"]
STATES: tuple[RecordState, ...] = get_args(RecordState)

BASE = "inline-flex items-center gap-1 rounded-full px-3 py-1 text-sm font-semibold w-fit"
LOOKS: dict[RecordState, tuple[str, str]] = {
    "saved": ("phone", "text-saved bg-saved-soft"),
    "received": ("cloud", "text-received bg-received-soft"),
    "stored": ("check", "text-stored bg-stored-soft"),
    "attention": ("hand", "text-attention bg-attention-soft"),
}


def state_words() -> dict[RecordState, Text]:
    """The word of each state, the same everywhere."""
    return {state: t(f"state-{state}") for state in STATES}


def state_badge(
    state: RecordState | rx.Var[str],
    words: Mapping[RecordState, Text],
) -> rx.Component:
    """The badge of a state; `words` names each state that may come."""
    if isinstance(state, rx.Var):
        cases = [(each, _badge(each, words[each])) for each in STATES if each in words]
        return rx.match(state, *cases, rx.fragment())
    return _badge(state, words[state])


def state_path(state: rx.Var[str]) -> rx.Component:
    """How far a record has come, as three places on one way; the badge beside it says the same in words."""
    received, stored = rx.cond((state == "received") | (state == "stored"), True, False), state == "stored"
    return rx.el.div(
        _place("saved", True),
        _stretch(received),
        _place("received", received),
        _stretch(stored),
        _place("stored", stored),
        aria_hidden="true",
        class_name="flex items-center gap-2 w-full max-w-80",
    )


def _place(state: RecordState, is_reached: Flag) -> rx.Component:
    icon_name, look = LOOKS[state]
    return rx.el.span(
        icon(icon_name, "size-6"),
        class_name=[
            "grid place-items-center size-12 shrink-0 rounded-full border transition-colors",
            _either(is_reached, f"{look} border-transparent", "text-quiet border-line border-dashed"),
        ],
    )


def _stretch(is_reached: Flag) -> rx.Component:
    return rx.el.span(
        class_name=[
            "grow h-0.5 rounded-full transition-colors",
            _either(is_reached, "bg-brand", "bg-line"),
        ]
    )


def _either(flag: Flag, yes: str, no: str) -> Text:
    if isinstance(flag, rx.Var):
        return rx.cond(flag, yes, no)
    return yes if flag else no


def _badge(state: RecordState, word: Text) -> rx.Component:
    icon_name, look = LOOKS[state]
    return rx.el.span(icon(icon_name), rx.el.span(word), class_name=joined(BASE, look))
