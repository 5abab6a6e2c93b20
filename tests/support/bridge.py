"""What tests of the bridge do with rooms: bring records as a phone does, look at what is left."""

from collections.abc import Sequence
from typing import Any

from pycrdt import Array, Doc

from app.services import Services
from tests.support.rooms import until_asked


async def put(services: Services, room: str, items: Sequence[Any]) -> None:
    """Bring items into a room, as a phone does."""
    doc: Doc[Any] = Doc()
    doc.get("queue", type=Array).extend(list(items))
    await services.rooms.exchange(room, b"", doc.get_update(), None)


async def held(services: Services, room: str, name: str = "queue") -> list[Any]:
    """What stands in the room."""
    async with services.rooms.replica(room) as replica:
        return list(replica.doc.get(name, type=Array).to_py() or [])


async def ids_of(services: Services, room: str, name: str = "queue") -> list[str]:
    """The ids of what stands there."""
    return [item["id"] for item in await held(services, room, name)]


async def until_left(services: Services, room: str, ids: Sequence[str] = ()) -> None:
    """Wait until the room's queue holds these and no others."""

    async def is_so() -> bool:
        return await ids_of(services, room) == list(ids)

    await until_asked(is_so)
