"""Devices come in, and join each other's rooms."""

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.devices import MAX_DEVICES, NewDevice, Storage
from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Principal
from app.api.asked_first import AskedFirst
from app.api.deps import Account, AllDevices, BearerToken, Caller, SignInDesk, allowed, refusal
from app.api.errors import says
from app.api.limits import limited
from app.errors import NotAllowed, NotSignedIn
from app.feedback.entry import MAX_DEVICE_ID, CourierId, Moment, one_line

router = APIRouter(prefix="/devices", tags=["devices"], route_class=AskedFirst)

MAX_NAME = 80
MAX_CODE = 40
MAX_VERSION = 40
VERSION = "^[0-9A-Za-z.+-]+$"


DeviceId = Annotated[str, Path(max_length=MAX_DEVICE_ID)]
# On one line, with nothing in it that can't be shown.
DeviceName = Annotated[str, BeforeValidator(partial(one_line, MAX_NAME)), Field(max_length=MAX_NAME)]
Manager = Annotated[Principal, Depends(allowed(Action.MANAGE, Thing.DEVICE))]


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, from_attributes=True)


class Naming(Shape):
    """What a person may call the device."""

    name: DeviceName | None = None


class Joining(Naming):
    """The code that the other device shows."""

    code: str = Field(min_length=1, max_length=MAX_CODE, examples=["7K3M-QX2P"])


class DeviceToken(Shape):
    """What the device keeps. The token is shown this once."""

    device_id: str
    room: str
    token: str
    expires_at: datetime


class PairingCode(Shape):
    """Good once, for ten minutes."""

    code: str
    expires_at: datetime


class DeviceLine(Shape):
    """A device, as the desk sees it."""

    id: str
    room: str | None
    name: str
    created_at: datetime
    last_seen_at: datetime | None
    disabled_at: datetime | None
    courier_id: int | None = Field(description="Whose orders it is shown.")


class Giving(Shape):
    """Whose device it is."""

    courier_id: CourierId | None = Field(description="Null: nobody's.")


class Report(Shape):
    """What a device says of itself."""

    version: str = Field(max_length=MAX_VERSION, pattern=VERSION, examples=["0.1.0"])
    storage: Storage = Field(description="How its browser keeps what waits on it.")


class DeviceList(Shape):
    """Newest first."""

    items: list[DeviceLine]


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    dependencies=[Depends(limited("devices"))],
    responses=says(400, 401, 413, 422, 429, 503),
)
async def register(devices: AllDevices, account: Account, naming: Naming | None = None) -> DeviceToken:
    """A new device with a room of its own; with JAZZ_AUTH_PROVIDER=clerk, the session's token of Clerk is asked for,
    and all devices of one person share a room.
    """
    return _token(await devices.register((naming and naming.name) or "", account))


@router.post("/pairing", status_code=HTTPStatus.CREATED, responses=says(401, 403, 429, 503))
async def pairing(caller: Caller, devices: AllDevices) -> PairingCode:
    """A code with which one other device joins this one's room; the code before it is void."""
    if caller.room is None or not can(caller, Action.PAIR, Resource(Thing.ROOM, room=caller.room)):
        raise NotAllowed("Only a device has a room that others can join.")
    issued = await devices.pairing_code(caller)
    return PairingCode(code=issued.token, expires_at=issued.expires_at)


@router.post(
    "/join",
    status_code=HTTPStatus.CREATED,
    dependencies=[Depends(limited("pairing"))],
    responses=says(400, 401, 413, 422, 429, 503),
)
async def join(joining: Joining, devices: AllDevices) -> DeviceToken:
    """A new device in the room that the code is for, with a token of its own."""
    return _token(await devices.join(joining.code, joining.name or ""))


@router.post("/refresh", dependencies=[Depends(limited("devices"))], responses=says(401, 403, 429, 503))
async def refresh(token: BearerToken, devices: AllDevices, desk: SignInDesk) -> DeviceToken:
    """A new token for the device that shows its last one, also when that one has expired."""
    try:
        return _token(await devices.renew(token))
    except NotSignedIn as error:
        raise await refusal(desk, token, error, "Only a device has a room to come back to.") from None


@router.put("/report", responses=says(400, 401, 403, 413, 422, 429, 503))
async def report(caller: Caller, said: Report, devices: AllDevices) -> Report:
    """Which version the device runs and how its storage is, for the desk to see whom to help; the last word counts."""
    if caller.room is None or not can(caller, Action.SYNC, Resource(Thing.ROOM, room=caller.room)):
        raise NotAllowed("Only a device speaks of itself here.")
    await devices.report(caller, said.version, said.storage)
    return said


@router.get("", dependencies=[Depends(allowed(Action.READ, Thing.DEVICE))], responses=says(401, 403, 422, 429, 503))
async def look(
    devices: AllDevices,
    before: Annotated[Moment | None, Query(description="`createdAt` of the last device of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_DEVICES)] = MAX_DEVICES,
) -> DeviceList:
    """The devices, newest first."""
    found = await devices.newest(before, limit)
    return DeviceList(items=[DeviceLine.model_validate(each) for each in found])


@router.post("/{device_id}/disable", responses=says(401, 403, 404, 422, 429, 503))
async def disable(device_id: DeviceId, by: Manager, devices: AllDevices) -> DeviceLine:
    """Let the device no longer in. What it has not sent stays on it."""
    return DeviceLine.model_validate(await devices.disable(by, device_id))


@router.post("/{device_id}/enable", responses=says(401, 403, 404, 422, 429, 503))
async def enable(device_id: DeviceId, by: Manager, devices: AllDevices) -> DeviceLine:
    """Let it in again."""
    return DeviceLine.model_validate(await devices.enable(by, device_id))


@router.put("/{device_id}/courier", responses=says(400, 401, 403, 404, 413, 422, 429, 503))
async def give(device_id: DeviceId, giving: Giving, by: Manager, devices: AllDevices) -> DeviceLine:
    """Say whose device it is: from now on it is shown this courier's orders."""
    return DeviceLine.model_validate(await devices.give(by, device_id, giving.courier_id))


def _token(device: NewDevice) -> DeviceToken:
    return DeviceToken(
        device_id=device.principal.id,
        room=device.room,
        token=device.issued.token,
        expires_at=device.issued.expires_at,
    )
