"""The people of the desk: who has which role."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.permissions import Action, Thing
from app.access.principals import Principal, Role
from app.api.asked_first import AskedFirst
from app.api.deps import AllAccounts, AllPeople, allowed
from app.api.errors import says
from app.api.routes.sign_in import MAX_MAIL
from app.api.words import Words

MAX_NAME = 80

Manager = Annotated[Principal, Depends(allowed(Action.MANAGE, Thing.PEOPLE))]

router = APIRouter(prefix="/people", tags=["people"], route_class=AskedFirst)


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, from_attributes=True)


class NewPerson(Shape):
    """Who comes in, and as what."""

    email: Words = Field(min_length=3, max_length=MAX_MAIL, examples=["agent@example.com"])
    role: Role = Role.VIEWER
    name: Words = Field(default="", max_length=MAX_NAME)


class Invited(Shape):
    """Who may come in."""

    id: str
    mailed: bool = Field(description="Whether the link was mailed.")
    link: str | None = Field(description="The link, once, where no mail is sent: hand it over yourself.")
    expires_at: datetime


class PersonLine(Shape):
    """Somebody with a role."""

    id: str
    email: str | None
    name: str
    role: Role
    created_at: datetime
    last_seen_at: datetime | None
    disabled_at: datetime | None


class PersonList(Shape):
    """Those who may come in first."""

    items: list[PersonLine]


class Change(Shape):
    """What is to be different; what isn't given stays."""

    role: Role | None = None
    disabled: bool | None = None


@router.get("", responses=says(401, 403, 429, 503))
async def look(_by: Manager, people: AllPeople) -> PersonList:
    """Everybody with a role."""
    return PersonList(items=[PersonLine.model_validate(each) for each in await people.everybody()])


@router.post("", status_code=HTTPStatus.CREATED, responses=says(400, 401, 403, 413, 422, 429, 503))
async def invite(new: NewPerson, by: Manager, people: AllPeople) -> Invited:
    """Let somebody in; who has been invited before gets another link and keeps their role."""
    made = await people.invite(by, new.email, new.role, new.name)
    link = None if made.mailed else made.link
    return Invited(id=made.person.id, mailed=made.mailed, link=link, expires_at=made.expires_at)


@router.patch("/{person_id}", status_code=204, responses=says(400, 401, 403, 404, 413, 422, 429, 503))
async def change(person_id: str, wanted: Change, by: Manager, people: AllPeople) -> None:
    """Change somebody's role, or whether they may come in; both, or neither."""
    await people.change(by, person_id, wanted.role, wanted.disabled)


@router.post("/{person_id}/sign-out", status_code=204, responses=says(401, 403, 404, 429, 503))
async def sign_out(person_id: str, by: Manager, accounts: AllAccounts) -> None:
    """End all sessions of somebody."""
    await accounts.sign_out_everywhere(by, person_id)
