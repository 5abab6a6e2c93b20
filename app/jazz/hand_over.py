"""The hand-over mode, as Vars and handlers for pages.

Stage: capture. In: what hand_over.ts knows. Out: `handed`, and the script that keeps every page in the mode. Always
holds: nothing of it waits for a server.
"""

from pathlib import Path
from typing import Any

import reflex as rx
from reflex.vars import BooleanVar, StringVar, VarData

from app.jazz.provider import module

FOLLOW = "const handedOver = useHandOver();"
STAY = Path(__file__).with_name("stay.js")


def head() -> list[rx.Component]:
    """For rx.App(head_components=…), before anything that draws or routes."""
    return [rx.el.script(STAY.read_text())]


def _data(name: str, *hooks: str) -> VarData:
    return VarData(imports={module("hand_over.ts"): [rx.ImportVar(tag=name)]}, hooks=dict.fromkeys(hooks))


def _read(path: str) -> rx.Var[Any]:
    return rx.Var(f"(handedOver.{path})", _var_data=_data("useHandOver", FOLLOW))


def _call(name: str, *arguments: rx.Var[Any]) -> rx.Var[Any]:
    data = VarData.merge(_data(name), *(each._get_all_var_data() for each in arguments))  # noqa: SLF001
    given = ", ".join(map(str, arguments))
    call = f"() => {name}({given})" if arguments else f"(event) => {name}(event)"
    return rx.Var(f"({call})", _var_data=data).to(rx.EventChain)


class HandedOver:
    """The phone in a customer's hands."""

    @property
    def kept_open(self) -> rx.Component:
        """Renders nothing; keeps the page in front, awake and on the whole screen."""
        data = _data("useKeptOpen", "useKeptOpen();")
        kept: rx.Component = rx.fragment(rx.Var("null", _var_data=data))
        return kept

    @property
    def is_rated(self) -> BooleanVar:
        """Whether the customer has sent an answer."""
        return _read("isRated").to(bool)

    @property
    def has_pin(self) -> BooleanVar:
        """Whether a pin ends it."""
        return _read("hasPin").to(bool)

    @property
    def can_set_pin(self) -> BooleanVar:
        """Whether this browser can keep a pin as a hash."""
        return _read("canSetPin").to(bool)

    @property
    def is_holding(self) -> BooleanVar:
        """Whether the button is being held."""
        return _read("isHolding").to(bool)

    @property
    def is_forgotten(self) -> BooleanVar:
        """Whether it has lasted so long that a forgotten pin may be done without."""
        return _read("isForgotten").to(bool)

    @property
    def answer(self) -> StringVar[str]:
        """What became of a guess or of a new pin: see HandOver in hand_over.ts."""
        return _read("answer").to(str)

    @property
    def hold(self) -> rx.Var[Any]:
        """Handler for the begin of a long press."""
        return _call("hold")

    @property
    def let_go(self) -> rx.Var[Any]:
        """Handler for its end."""
        return _call("letGo")

    @property
    def guess(self) -> rx.Var[Any]:
        """Handler for the submit of a native form with a field `key`."""
        return _call("guess")

    @property
    def take_back_without_pin(self) -> rx.Var[Any]:
        """Handler: end it though the pin is forgotten."""
        return _call("takeBackWithoutPin")

    @property
    def choose_pin(self) -> rx.Var[Any]:
        """Handler for the submit of a native form with a field `pin`."""
        return _call("choosePin")

    @property
    def forget_pin(self) -> rx.Var[Any]:
        """Handler: no pin is asked for any more."""
        return _call("forgetPin")

    def begin(self, *order: rx.Var[Any]) -> rx.Var[Any]:
        """Handler for the press on the link that leads to the form: for the order, its courier, its signed link."""
        return _call("handOver", *order)

    def address(self, *order: rx.Var[Any]) -> StringVar[str]:
        """Where the form for an order stands; with the same as `begin`."""
        data = VarData.merge(_data("handOverAddress"), *(each._get_all_var_data() for each in order))  # noqa: SLF001
        return rx.Var(f"handOverAddress({', '.join(map(str, order))})", _var_data=data).to(str)


handed = HandedOver()
