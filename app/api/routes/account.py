"""One's own account: the sessions that are open, and the password."""

from datetime import datetime

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.passwords import MAX_LENGTH, MIN_LENGTH
from app.api.asked_first import AskedFirst
from app.api.deps import AllAccounts, ThisSession
from app.api.errors import says
from app.api.limits import limited

router = APIRouter(prefix="/me", tags=["sign in"], dependencies=[Depends(limited("public"))], route_class=AskedFirst)


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, from_attributes=True)


class SessionLine(Shape):
    """One session."""

    id: str
    agent: str = Field(description="What its browser calls itself.")
    created_at: datetime
    last_seen_at: datetime | None
    expires_at: datetime
    current: bool = Field(default=False, description="Whether it is the one that asks.")


class SessionList(Shape):
    """Used last first."""

    items: list[SessionLine]


class NewPassword(Shape):
    """The password, and the one before where there is one."""

    password: str = Field(min_length=MIN_LENGTH, max_length=MAX_LENGTH)
    current: str = Field(default="", max_length=MAX_LENGTH)


class PresentPassword(Shape):
    """The password as it is."""

    current: str = Field(default="", max_length=MAX_LENGTH)


@router.get("/sessions", responses=says(401, 403, 429, 503))
async def sessions(session: ThisSession, accounts: AllAccounts) -> SessionList:
    """Where this account is signed in."""
    lines = [SessionLine.model_validate(each) for each in await accounts.sessions(session.principal.id)]
    for line in lines:
        line.current = line.id == session.token_id
    return SessionList(items=lines)


@router.delete("/sessions/{session_id}", status_code=204, responses=says(401, 403, 404, 429, 503))
async def end_session(session_id: str, session: ThisSession, accounts: AllAccounts) -> None:
    """End one of them."""
    await accounts.end_session(session.principal, session.principal.id, session_id)


@router.delete("/sessions", status_code=204, responses=says(401, 403, 429, 503))
async def sign_out_everywhere(session: ThisSession, accounts: AllAccounts) -> None:
    """End all of them, this one too."""
    await accounts.sign_out_everywhere(session.principal, session.principal.id)


@router.put("/password", status_code=204, responses=says(400, 401, 403, 413, 422, 429, 503))
async def set_password(new: NewPassword, session: ThisSession, accounts: AllAccounts) -> None:
    """Set a password, or change it; every other session ends."""
    await accounts.set_password(session, new.password, new.current)


@router.post("/password/remove", status_code=204, responses=says(400, 401, 403, 413, 422, 429, 503))
async def remove_password(present: PresentPassword, session: ThisSession, accounts: AllAccounts) -> None:
    """Come in by link and code alone; every other session ends."""
    await accounts.remove_password(session, present.current)
