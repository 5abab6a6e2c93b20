"""The audit log."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.audit import MAX_LINES, Act, newest
from app.access.permissions import Action, Thing
from app.api.deps import Store, allowed
from app.api.errors import says

router = APIRouter(prefix="/audit", tags=["people"])

LARGEST = 2**63 - 1


class AuditLine(BaseModel):
    """Who did what, when, to whom."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, from_attributes=True)

    number: int
    at: datetime
    actor_id: str | None
    actor: str = Field(description="As they were called then.")
    act: str
    subject_id: str | None
    subject: str
    detail: str


class AuditLines(BaseModel):
    """Newest first."""

    items: list[AuditLine]


@router.get("", dependencies=[Depends(allowed(Action.READ, Thing.AUDIT))], responses=says(401, 403, 422, 429, 503))
async def look(
    database: Store,
    before: Annotated[int | None, Query(ge=1, le=LARGEST, description="`number` of the last line before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LINES)] = MAX_LINES,
    act: Act | None = None,
) -> AuditLines:
    """What was done, newest first. No line is ever changed or taken out."""
    rows = await database.read(lambda session: newest(session, before, limit, act))
    return AuditLines(items=[AuditLine.model_validate(row) for row in rows])
