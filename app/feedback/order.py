"""An order as the company knows it: whose it is, and where and when it is delivered.

Pure. In: one line of the company's list. Out: an Order, cleaned. Always holds: feedback may name its number.
"""

from datetime import date
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from app.feedback.entry import CourierId, OrderId, one_line

MAX_ADDRESS = 300
MAX_NAME = 100


def _number(value: object) -> object:
    """A list has texts, also for numbers; nothing stands for none."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    return int(text) if text.isascii() and text.isdigit() else text or None


def _day(value: object) -> object:
    return value.strip() or None if isinstance(value, str) else value


def _names(*names: str) -> AliasChoices:
    return AliasChoices(*names)


class Order(BaseModel):
    """One order."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    order_id: OrderId = Field(validation_alias=_names("order_id", "orderId", "order"))
    courier_id: Annotated[CourierId | None, BeforeValidator(_number)] = Field(
        default=None, validation_alias=_names("courier_id", "courierId", "courier")
    )
    day: Annotated[date | None, BeforeValidator(_day)] = None
    address: Annotated[str, BeforeValidator(lambda value: one_line(MAX_ADDRESS, value))] = ""
    name: Annotated[str, BeforeValidator(lambda value: one_line(MAX_NAME, value))] = ""
