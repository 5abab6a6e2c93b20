"""The orders of a day: for a courier's device its courier's, for the desk everybody's."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.permissions import Action, Resource, Thing, can, has_role
from app.access.principals import Principal, Role
from app.api.deps import AppSettings, Caller, Links, Store
from app.api.errors import says
from app.api.words import Words
from app.clock import time_zone, utc_now
from app.errors import NotAllowed
from app.feedback.entry import MAX_COURIER_ID, MAX_ORDER_ID
from app.store.orders import orders_of_day

router = APIRouter(prefix="/orders", tags=["orders"])

MAX_ORDERS = 500
NOBODYS = "Nobody has said yet whose device this is: an admin gives it to a courier."


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, from_attributes=True)


class OrderLine(Shape):
    """One order."""

    order_id: str
    courier_id: int | None
    address: str
    name: str
    rated: bool = Field(description="A rating of it is in the database.")
    reported: bool = Field(description="Its courier's own report is in the database.")
    link: str | None = Field(
        None, description="For its courier, where orders are rated only with their links: what to hand over with."
    )


class OrderList(Shape):
    """The orders of the day, by number."""

    day: date
    items: list[OrderLine]
    next: str | None = Field(description="What `after` is for the next page; null at the end.")
    links_only: bool = Field(description="Orders are rated only with their rating links.")


@router.get("", responses=says(401, 403, 422, 429, 503))
async def look(
    caller: Caller,
    database: Store,
    settings: AppSettings,
    links: Links,
    day: Annotated[date | None, Query(description="Without it, today in TIME_ZONE.")] = None,
    courier: Annotated[int | None, Query(ge=1, le=MAX_COURIER_ID, description="The desk only.")] = None,
    after: Annotated[Words | None, Query(max_length=MAX_ORDER_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_ORDERS)] = MAX_ORDERS,
) -> OrderList:
    """The orders that are delivered on a day."""
    courier = _whose(caller, courier)
    # A courier hands the form over at the door: where a link is asked for, the form must have one.
    with_links = settings.only_rating_links and caller.courier_id is not None
    that_day = day or utc_now().astimezone(time_zone(settings.time_zone)).date()
    found = await database.read(lambda session: orders_of_day(session, that_day, courier, after, limit + 1))
    items = [
        OrderLine(
            **row.model_dump(include=FIELDS),
            rated=rated,
            reported=reported,
            link=links.make(row.order_id, row.courier_id)[0] if with_links else None,
        )
        for row, rated, reported in found[:limit]
    ]
    following = items[-1].order_id if len(found) > limit else None
    return OrderList(day=that_day, items=items, next=following, links_only=settings.only_rating_links)


FIELDS = {"order_id", "courier_id", "address", "name"}


def _whose(caller: Principal, courier: int | None) -> int | None:
    # A device owns what its courier delivers: with nobody's, it owns nothing.
    own = caller.id if caller.courier_id is not None else None
    if not can(caller, Action.READ, Resource(Thing.ORDER, owner=own)):
        raise NotAllowed(NOBODYS if caller.room is not None else "This account may not do that.")
    if has_role(caller, Role.VIEWER):
        return courier
    if courier not in (None, caller.courier_id):
        raise NotAllowed("These are another courier's orders.")
    return caller.courier_id
