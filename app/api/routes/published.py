"""Published comments for everybody: as JSON, and as a script that shows them on any page.

Always holds: nothing in it tells who wrote or delivered: no name, no contact, no order, no device, no courier, no time
of day. Each look asks whether it has changed, so what is withdrawn is gone with the next look; mostly the answer is
three headers long. Pages of every origin may read it; no cookie is looked at.
"""

from datetime import date, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from starlette.responses import Response

from app.api.deps import AppSettings, Store
from app.api.errors import says
from app.api.limits import limited
from app.clock import time_zone
from app.feedback.entry import MAX_RATING, MIN_RATING
from app.feedback.publishing import shown_id
from app.store.published import Shelf, comments
from app.store.tables import FeedbackRow

router = APIRouter(prefix="/published", tags=["published"], dependencies=[Depends(limited("public"))])

MOST = 50
USUAL = 10
WIDGET = (Path(__file__).parents[1] / "embed" / "widget.js").read_bytes()
FOR_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
}
# Kept, but never shown without asking: consent may have been withdrawn a moment ago.
ASK_EACH_TIME = "public, max-age=0, must-revalidate"
# What it says of the script is nobody's consent.
AN_HOUR = "public, max-age=3600"


class Comment(BaseModel):
    """What somebody wrote, and agreed to have published."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)

    id: str = Field(description="Always the same for the same comment; the record's own id is not told.")
    rating: int = Field(ge=MIN_RATING, le=MAX_RATING)
    comment: str
    day: date = Field(description="When it was received, in TIME_ZONE.")


class Feed(BaseModel):
    """Newest first."""

    items: list[Comment]


@router.get(
    "",
    response_model=Feed,
    responses={**says(422, 429, 503), 304: {"description": "As it was, by If-None-Match."}},
)
async def feed(
    request: Request, database: Store, settings: AppSettings, limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL
) -> Response:
    """Approved comments whose authors agreed, the newest first."""
    rows = await database.read(lambda session: comments(session, Shelf.PUBLISHED, None, limit))
    zone = time_zone(settings.time_zone)
    body = Feed(items=[_shown(row, zone) for row in rows]).model_dump_json(by_alias=True).encode()
    return _answer(request, body, "application/json", ASK_EACH_TIME)


@router.get("/widget.js", include_in_schema=False)
async def widget(request: Request) -> Response:
    """The script that shows them."""
    return _answer(request, WIDGET, "text/javascript; charset=utf-8", AN_HOUR)


def _shown(row: FeedbackRow, zone: tzinfo) -> Comment:
    day = row.received_at.astimezone(zone).date()
    return Comment(id=shown_id(row.id), rating=row.rating, comment=row.comment, day=day)


def _answer(request: Request, body: bytes, media_type: str, caching: str) -> Response:
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {**FOR_EVERYBODY, "ETag": tag, "Cache-Control": caching}
    if _has(",".join(request.headers.getlist("if-none-match")), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _has(known: str, tag: str) -> bool:
    """Whether the caller's copy is this one; a proxy that compresses may have made the tag a weak one."""
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in known.split(","))
