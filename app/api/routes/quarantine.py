"""Records that were put aside because another one has their id, and what is decided about them."""

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from app.access.permissions import Action, Thing
from app.access.principals import Principal
from app.api.asked_first import AskedFirst
from app.api.deps import AllUnsettled, Store, allowed
from app.api.errors import says
from app.api.words import Words
from app.feedback.entry import RecordId
from app.store.quarantine import MAX_ASIDE, newest
from app.store.tables import QuarantineRow

router = APIRouter(prefix="/quarantine", tags=["feedback"], route_class=AskedFirst)

MAX_REASON = 500

Worker = Annotated[Principal, Depends(allowed(Action.WORK, Thing.QUARANTINE))]
ContentHash = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)


class Aside(Shape):
    """One of them, as it came."""

    id: str = Field(description="The id that another record has, with other content.")
    content_hash: str = Field(description="With the id, it names this one.")
    room: str | None
    received_at: datetime
    resolved_at: datetime | None
    accepted_as: str | None = Field(description="The id of the record that it became.")
    reason: str | None = Field(description="Why it was rejected.")
    record: dict[str, Any]


class AsideList(Shape):
    """Newest first."""

    items: list[Aside]


class Rejecting(Shape):
    """Why it shall be no record."""

    reason: Annotated[Words, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_REASON)]


@router.get("", dependencies=[Depends(allowed(Action.READ, Thing.QUARANTINE))], responses=says(401, 403, 422, 429, 503))
async def look(
    database: Store,
    resolved: Annotated[bool, Query(description="Those that are decided, instead of those that are not.")] = False,
    limit: Annotated[int, Query(ge=1, le=MAX_ASIDE)] = MAX_ASIDE,
) -> AsideList:
    """What was put aside and waits for a decision, newest first."""
    rows = await database.read(lambda session: newest(session, resolved, limit))
    return AsideList(items=[_shown(row) for row in rows])


@router.post("/{record_id}/{content_hash}/accept", responses=says(401, 403, 404, 409, 422, 429, 503))
async def accept(record_id: RecordId, content_hash: ContentHash, by: Worker, unsettled: AllUnsettled) -> Aside:
    """Make it a record of its own, under a new id; the phone that brought it hears of it."""
    return _shown(await unsettled.accept_aside(by, record_id, content_hash))


@router.post("/{record_id}/{content_hash}/reject", responses=says(400, 401, 403, 404, 409, 413, 422, 429, 503))
async def reject(
    record_id: RecordId, content_hash: ContentHash, rejecting: Rejecting, by: Worker, unsettled: AllUnsettled
) -> Aside:
    """Leave it out, and say why. It is kept, and the phone that brought it shows the reason."""
    return _shown(await unsettled.reject_aside(by, record_id, content_hash, rejecting.reason))


def _shown(row: QuarantineRow) -> Aside:
    kept = row.model_dump(exclude={"feedback_id", "record"})
    return Aside(**kept, id=row.feedback_id, record=json.loads(row.record))
