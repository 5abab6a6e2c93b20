"""Records that were put aside because another one has their id."""

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.permissions import Action, Thing
from app.api.deps import Store, allowed
from app.api.errors import says
from app.store.quarantine import MAX_ASIDE, newest

router = APIRouter(prefix="/quarantine", tags=["feedback"])


class Aside(BaseModel):
    """One of them, as it came."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)

    id: str = Field(description="The id that another record has, with other content.")
    room: str | None
    received_at: datetime
    record: dict[str, Any]


class AsideList(BaseModel):
    """Newest first."""

    items: list[Aside]


@router.get("", dependencies=[Depends(allowed(Action.READ, Thing.QUARANTINE))], responses=says(401, 403, 422, 503))
async def look(database: Store, limit: Annotated[int, Query(ge=1, le=MAX_ASIDE)] = MAX_ASIDE) -> AsideList:
    """What was put aside, newest first."""
    rows = await database.read(lambda session: newest(session, limit))
    return AsideList(
        items=[
            Aside(id=row.feedback_id, room=row.room, received_at=row.received_at, record=json.loads(row.record))
            for row in rows
        ]
    )
