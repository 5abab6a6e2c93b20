"""The courier and their orders, as Vars and handlers for pages.

Stage: queue. In: what courier.ts knows. Out: `courier`, used as a page uses a State. Always holds: all of it is there
with no network; a handler is a function of the browser.
"""

from typing import Any

import reflex as rx
from reflex.vars import ArrayVar, BooleanVar, NumberVar, StringVar, VarData

from app.access.fleet import SHORT_ID
from app.jazz.provider import module

FOLLOW = "const courierNow = useCourier();"
Row = dict[str, str]


def _data(name: str, *hooks: str) -> VarData:
    return VarData(imports={module("courier.ts"): [rx.ImportVar(tag=name)]}, hooks=dict.fromkeys(hooks))


def _read(path: str) -> rx.Var[Any]:
    return rx.Var(f"(courierNow.{path})", _var_data=_data("useCourier", FOLLOW))


def _handler(name: str) -> rx.Var[Any]:
    return rx.Var(f"((event) => {name}(event))", _var_data=_data(name)).to(rx.EventChain)


class Courier:
    """Who carries this device, and what they deliver today."""

    @property
    def ready(self) -> BooleanVar:
        """Whether what is kept on this device has been read."""
        return _read("ready").to(bool)

    @property
    def number(self) -> StringVar[str]:
        """The courier's number; empty before it was said."""
        return _read("number").to(str)

    @property
    def is_wrong(self) -> BooleanVar:
        """Whether what was typed is no number of a courier."""
        return _read("isWrong").to(bool)

    @property
    def is_changing(self) -> BooleanVar:
        """Whether another number is being typed."""
        return _read("isChanging").to(bool)

    @property
    def has_orders(self) -> BooleanVar:
        """Whether there is a list, however old."""
        return _read("day !== null").to(bool)

    @property
    def day(self) -> StringVar[str]:
        """The day of the list."""
        return _read('day?.day ?? ""').to(str)

    @property
    def told_at(self) -> NumberVar[int]:
        """When the server said so, in milliseconds since 1970."""
        return _read("day?.at ?? 0").to(int)

    @property
    def rows(self) -> ArrayVar[list[Row]]:
        """The orders that are looked for: see Row in orders.ts."""
        return _read("rows").to(list[Row])

    @property
    def total(self) -> NumberVar[int]:
        """How many orders the list has."""
        return _read("total").to(int)

    @property
    def rated(self) -> NumberVar[int]:
        """How many of them have an answer, wherever it is by now."""
        return _read("rated").to(int)

    @property
    def device_id(self) -> StringVar[str]:
        """What programs know this device by."""
        return _read("deviceId").to(str)

    @property
    def device_name(self) -> StringVar[str]:
        """What the desk finds this device by, short enough to be read out."""
        return _read(f"deviceId.slice(0, {SHORT_ID})").to(str)

    @property
    def trouble(self) -> StringVar[str]:
        """What keeps the list from coming: see Trouble in courier.ts."""
        return _read("trouble").to(str)

    @property
    def asking(self) -> BooleanVar:
        """Whether the server is being asked."""
        return _read("asking").to(bool)

    @property
    def looks_for(self) -> StringVar[str]:
        """What is searched for."""
        return _read("search").to(str)

    @property
    def say(self) -> rx.Var[Any]:
        """Handler for the submit of a native form with a field `courierId`."""
        return _handler("sayCourier")

    @property
    def change(self) -> rx.Var[Any]:
        """Handler: ask for the number anew."""
        return _handler("changeCourier")

    @property
    def refresh(self) -> rx.Var[Any]:
        """Handler: ask the server for the orders now."""
        return _handler("askForOrders")

    @property
    def search(self) -> rx.Var[Any]:
        """Handler for the input of the field in which one searches."""
        return _handler("searchOrders")


courier = Courier()
