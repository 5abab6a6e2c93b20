"""The browser's list, from phones without the CRDT queue: drained like a room, and answered record by record.

In: what waits in localStorage. Out: what became of each. Always: it goes through JazzStateManager, so a record is
delivered, repeated and refused here exactly as out of a room; the phone takes out only what is in the database.
"""

from collections.abc import Collection, Sequence
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.access.permissions import Action, Resource, Thing, can
from app.api.asked_first import AskedFirst
from app.api.deps import Caller, Drainage
from app.api.errors import says
from app.errors import NotAllowed
from app.feedback.submission import ReceiptStatus, is_none, told_id
from app.jazz.bridge import JazzStateManager
from app.jazz.document import Answered, complaint, is_record
from app.jazz.queues import ListCarrier, LocalStorageQueue
from app.store.drains import Mark

router = APIRouter(prefix="/queue", tags=["feedback"], route_class=AskedFirst)

MAX_ITEMS = 500


class Waiting(BaseModel):
    """What waits on the phone."""

    items: list[Any] = Field(max_length=MAX_ITEMS, description="Records, each like the body of POST /api/feedback.")


class Outcome(BaseModel):
    """What became of one record."""

    id: str | None = Field(description="Null when it can't be told back.")
    status: ReceiptStatus
    error: str | None = Field(
        default=None, exclude_if=is_none, description="Why, when it is not in the database: a sentence."
    )


class Outcomes(BaseModel):
    """Of each record that came to its end. Those that aren't named wait on: bring them again later."""

    outcomes: list[Outcome]


class Noted(LocalStorageQueue):
    """The list of one call, which remembers what became of its records."""

    def __init__(self, items: list[Any], room: str) -> None:
        # What is no record stays on the phone, and nested without end it would break whoever writes it down.
        super().__init__(ListCarrier([each for each in items if is_record(each)]), room)
        self.outcomes: list[Outcome] = []

    async def settle(self, answered: Sequence[Answered], aside: Collection[str] = ()) -> Mark | None:
        settled = await super().settle(answered, aside)
        self.outcomes += [_outcome(each) for each in answered]
        return settled


def _outcome(answered: Answered) -> Outcome:
    receipt = answered.receipt
    why = None if receipt.status.in_the_database else complaint(receipt)
    return Outcome(id=told_id(answered.record["id"]), status=receipt.status, error=why)


@router.post("", responses=says(400, 401, 403, 408, 413, 422, 429, 503))
async def drain(waiting: Waiting, caller: Caller, draining: Drainage) -> Outcomes:
    """Bring what waits in a browser's list; each record is judged alone. Needs a device's token.

    A repeat is always safe. A record that carries an `error` was refused before and is passed over.
    """
    if caller.room is None or not can(caller, Action.SYNC, Resource(Thing.ROOM, room=caller.room)):
        raise NotAllowed("Only a device has a queue.")
    queue = Noted(waiting.items, caller.room)
    await JazzStateManager(queue, draining.bridge).drain()
    return Outcomes(outcomes=queue.outcomes)
