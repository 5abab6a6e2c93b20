"""State badges: where a record is, in a word, an icon and a colour.

In: one of the four states, plain or from browser state, and the words. Out: a badge. The three honest states follow
each other (saved on this device, received, in the database); `attention` stands beside them.
"""

from collections.abc import Mapping
from typing import Literal, get_args

import reflex as rx

from app.components.handlers import Text, joined
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


def _badge(state: RecordState, word: Text) -> rx.Component:
    icon_name, look = LOOKS[state]
    return rx.el.span(icon(icon_name), rx.el.span(word), class_name=joined(BASE, look))
