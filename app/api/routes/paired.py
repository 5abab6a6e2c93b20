"""The devices of the caller's room: who they are, what they are called, and which of them leaves."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import Field

from app.access.paired import PairedDevices
from app.access.principals import Principal
from app.api.asked_first import AskedFirst
from app.api.deps import AllPaired, Caller
from app.api.errors import says
from app.api.routes.devices import DeviceId, DeviceName, Shape

router = APIRouter(prefix="/devices/paired", tags=["devices"], route_class=AskedFirst)


class Name(Shape):
    """What a person calls the device."""

    name: DeviceName


class PairedLine(Shape):
    """A device that shares the caller's room, or the caller itself."""

    id: str
    name: str
    created_at: datetime
    last_seen_at: datetime | None
    here: bool = Field(default=False, description="Whether it is the caller.")


class PairedList(Shape):
    """In the order in which they came."""

    items: list[PairedLine]


@router.get("", responses=says(401, 403, 429, 503))
async def look(caller: Caller, paired: AllPaired) -> PairedList:
    """The devices that share this one's room."""
    return await _room_of(caller, paired)


@router.patch("/{device_id}", responses=says(400, 401, 403, 404, 413, 422, 429, 503))
async def rename(device_id: DeviceId, name: Name, caller: Caller, paired: AllPaired) -> PairedList:
    """Call a device of this room something else."""
    await paired.rename(caller, device_id, name.name)
    return await _room_of(caller, paired)


@router.delete("/{device_id}", responses=says(401, 403, 404, 422, 429, 503))
async def disconnect(device_id: DeviceId, caller: Caller, paired: AllPaired) -> PairedList:
    """Let a device out of this room, into one of its own. What it has not sent stays on it and goes there."""
    await paired.disconnect(caller, device_id)
    return await _room_of(caller, paired)


async def _room_of(caller: Principal, paired: PairedDevices) -> PairedList:
    found = [PairedLine.model_validate(each) for each in await paired.of(caller)]
    return PairedList(items=[each.model_copy(update={"here": each.id == caller.id}) for each in found])
