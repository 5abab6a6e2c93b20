"""Rating links, for mails and for the labels on parcels."""

from datetime import datetime, timedelta
from http import HTTPStatus

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.links import LIFETIME, link_for
from app.access.permissions import Action, Thing
from app.api.asked_first import AskedFirst
from app.api.deps import AppSettings, Links, Store, allowed
from app.api.errors import says
from app.feedback.entry import CourierId, OrderId

router = APIRouter(prefix="/links", tags=["rating links"], route_class=AskedFirst)

MAX_DAYS = 3650


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)


class NewLink(Shape):
    """What the link is for."""

    order_id: OrderId
    courier_id: CourierId | None = Field(default=None, description="Then it rates this courier and no other.")
    days: int = Field(default=LIFETIME.days, ge=1, le=MAX_DAYS, description="How long it is good.")


class Link(Shape):
    """The link, and its token alone."""

    url: str
    token: str
    expires_at: datetime


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    dependencies=[Depends(allowed(Action.CREATE, Thing.LINK))],
    responses=says(400, 401, 403, 413, 422, 429, 503),
)
async def make(wanted: NewLink, links: Links, database: Store, settings: AppSettings) -> Link:
    """A link with which one order can be rated; the order is known from now on."""
    token, link = await link_for(links, database, wanted.order_id, wanted.courier_id, timedelta(days=wanted.days))
    return Link(url=f"{settings.address}/rate/{token}", token=token, expires_at=link.expires_at)
