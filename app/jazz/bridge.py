"""JazzStateManager: the queue and its draining for whoever writes Python.

Stage: queue and drain. In: feedback, and whose queue is meant. Out: what waits, and what became of it. Always holds:
the same calls do the same over the CRDT queue and over the browser's list; a record leaves only when it is in the
database.

    @rx.event(background=True)
    async def deliver(self):
        jazz_manager = JazzStateManager(self)
        await jazz_manager.initialize()
        await jazz_manager.enqueue({"order_id": "ORDER123", "courier_id": 7, "rating": 5})
        report = await jazz_manager.drain()

Whose queue: a Reflex state has a room of its own, for each client (or the room that it names in `jazz_room`); with
USE_JAZZ_SYNC=false, a state that declares `feedback_pending_queue = rx.LocalStorage(name="feedback_pending_queue")`
has that list of the browser instead. A server worker, without Reflex, gives the name of a room,
`JazzStateManager("room")`, or any object of its own that names one in `jazz_room`; None, or an object that names none,
means the room of the server's own workers. Into a room that is named so phones may write, too, and the server drains
it at once. The others it leaves to their managers, and delivers what they have left behind a minute or two later.
"""

import asyncio
import hashlib
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from app.clock import Clock, utc_now
from app.errors import Conflict, DoorstepError, Invalid
from app.feedback.ids import new_record_id
from app.feedback.submission import Receipt, ReceiptStatus, content_hash
from app.jazz.carry import Load, PutAside, Report, carry, order_of, tell
from app.jazz.delivery import Delivery
from app.jazz.document import Answered, Look, Record
from app.jazz.queues import Carrier, CrdtQueue, LocalStorageQueue, PendingQueue, Rooms, StateCarrier, moment
from app.jazz.retry import wait
from app.jazz.schema import FeedbackItem

logger = logging.getLogger("app.jazz")

BATCH = 100
LONGEST_WAIT_SECONDS = 5.0
ROOM = "jazz_room"
WORKERS_ROOM = "workers"
STATES_ROOM = "state-"
# What only the server writes: whoever brings a record back as it was handed out brings it along.
OURS = frozenset({"synced", "synced_at", "syncedAt", "error"})


@dataclass(frozen=True)
class Bridge:
    """What a manager works with; the lifespan connects it."""

    use_crdt: bool
    rooms: Rooms
    delivery: Delivery
    put_aside: PutAside
    now: Clock = utc_now


class NotConnected(DoorstepError):
    """Doorstep isn't running here: use JazzStateManager inside the app, or inside `async with running(settings)`."""


_connected: list[Bridge] = []


def connect(bridge: Bridge) -> None:
    """From now on managers work with this."""
    _connected[:] = [bridge]


def disconnect(bridge: Bridge) -> None:
    """It has come to its end."""
    if _connected == [bridge]:
        _connected.clear()


class JazzStateManager:
    """The queue of one state, room or list. `state`: see above; also a PendingQueue or a Carrier of a list."""

    def __init__(self, state: Any, bridge: Bridge | None = None) -> None:
        if bridge is None:
            if not _connected:
                raise NotConnected(NotConnected.__doc__)
            bridge = _connected[0]
        self._bridge = bridge
        self.queue = queue_of(state, bridge)

    async def initialize(self) -> None:
        """See that the queue can be worked with."""
        await self.queue.open()
        logger.info("Jazz queue initialized")

    async def enqueue(self, feedback_data: Mapping[str, Any]) -> dict[str, Any]:
        """Keep one record; as it was kept, with snake_case keys.

        Invalid, with the fields, when it breaks a rule; Conflict, when another one waits under its id.
        """
        item = self._item(feedback_data)
        there = await self.queue.add(item.to_wire())
        if there is None:
            logger.info("Added to Jazz queue: %s", item.order_id)
        else:
            item = _again(item, there, dated=any(feedback_data.get(name) for name in ("created_at", "createdAt")))
        return item.model_dump(mode="json")

    async def get_pending(self) -> list[dict[str, Any]]:
        """What waits for delivery, oldest first, with snake_case keys. What was refused waits for a person."""
        look = await self.queue.look(most=2**31)
        return [in_snake_case(record) for record in look.records]

    async def mark_synced(self, order_id: str) -> None:
        """Say that a record is in the database: by its id, refused or not, or by its order, if one of that waits.

        Where an order has several waiting, nobody can know which one is meant: they are then delivered here, which is
        harmless for those that are rows already, and leave with their receipts.
        """
        found = await self.queue.find(order_id)
        waiting = [] if found else (await self.queue.look(most=2**31)).records
        meant = [found] if found else [each for each in waiting if _is_of(order_id, each)]
        if len(meant) == 1:
            if await self.queue.take_in(meant[0]):
                tell([Answered(meant[0], Receipt(id=meant[0]["id"], status=ReceiptStatus.STORED))])
        elif meant:
            await self._carry(Look(meant, more=False, unreadable=[]))

    async def drain(self) -> Report:
        """Deliver what waits, in batches, until nothing is left or something stands in the way."""
        report = Report()
        while True:
            look = await self.queue.look(BATCH)
            if not look.records and not look.unreadable:
                return report
            load = await self._carry(look)
            report.add(load.report)
            if load.left:
                return report

    async def wait_for_sync(self, timeout: float) -> bool:  # noqa: ASYNC109 - the promised name
        """Deliver, again and again, until nothing waits; False when something still does after so many seconds."""
        try:
            async with asyncio.timeout(timeout) as limit:
                failures = 0
                while not await self._is_done():
                    failures += 1
                    await asyncio.sleep(wait(failures, LONGEST_WAIT_SECONDS, random.random))
        except TimeoutError:
            if not limit.expired():
                raise
            # What was delivered and not yet noted is delivered again, which changes nothing.
            return not (await self.queue.look(1)).records
        return True

    async def _is_done(self) -> bool:
        await self.drain()
        return not (await self.queue.look(1)).records

    async def _carry(self, look: Look) -> Load:
        load = Load(self.queue, look)
        trouble = await carry([load], self._bridge.delivery, self._bridge.put_aside)
        if trouble is not None:
            logger.warning("Jazz sync error: %s", trouble.reason)
        return load

    def _item(self, feedback_data: Mapping[str, Any]) -> FeedbackItem:
        now = self._bridge.now
        made = {"id": new_record_id(now()), "created_at": moment(now)}
        given = {name: value for name, value in feedback_data.items() if value is not None and name not in OURS}
        if "createdAt" in given:
            del made["created_at"]
        try:
            return FeedbackItem.model_validate(made | given)
        except ValidationError as error:
            fields = {str(each["loc"][0]): str(each["msg"]) for each in error.errors()}
            logger.warning("Jazz sync error: %s", " ".join(f"{name}: {told}" for name, told in fields.items()))
            raise Invalid("The feedback breaks a rule.", fields) from None


def _again(item: FeedbackItem, there: Record, *, dated: bool) -> FeedbackItem:
    """The item as it is there already, which has to say the same; when, only if the caller has `dated` it."""
    try:
        kept = FeedbackItem.model_validate(there)
    except ValidationError:
        kept = None
    if kept is not None and not dated:
        item = item.model_copy(update={"created_at": kept.created_at})
    if kept is None or (content_hash(kept), kept.link) != (content_hash(item), item.link):
        logger.warning("Jazz sync error: %s was refused: %s", item.order_id, Conflict.__doc__)
        raise Conflict(Conflict.__doc__)
    return item


def _is_of(order_id: str, record: Record) -> bool:
    """Whether it is about that order, as it stands there or as it was handed out."""
    return order_id in (record.get("orderId", record.get("order_id")), in_snake_case(record)["order_id"])


def queue_of(state: Any, bridge: Bridge) -> PendingQueue:
    """The queue that is meant by a state, by the name of a room, or by what carries a list."""
    if isinstance(state, CrdtQueue | LocalStorageQueue):
        return state
    if isinstance(state, str):
        return CrdtQueue(bridge.rooms, state, bridge.now)
    if isinstance(state, Carrier):
        return LocalStorageQueue(state, "")
    if not bridge.use_crdt and hasattr(state, StateCarrier.FIELD):
        return LocalStorageQueue(StateCarrier(state), room_of(state))
    # Where there is no list to keep it in, a record is as well kept in a room without the CRDT queue.
    return CrdtQueue(bridge.rooms, room_of(state), bridge.now)


def room_of(state: Any) -> str:
    """The room that a state names; else, of a Reflex state, one for its client alone, and of others the workers'."""
    named = getattr(state, ROOM, "")
    if named:
        return str(named)
    if not hasattr(state, "router"):
        return WORKERS_ROOM
    token: str = state.router.session.client_token
    # The token opens the client's state: it must not stand in a database.
    return f"{STATES_ROOM}{hashlib.sha256(token.encode()).hexdigest()[:32]}"


def is_managers(room: str) -> bool:
    """Whether only managers write there: what they have put in they also find, mark and drain, as in a list."""
    return room == WORKERS_ROOM or room.startswith(STATES_ROOM)


def in_snake_case(record: Record) -> dict[str, Any]:
    """The record with snake_case keys, complete where it is right, and as it is where it isn't."""
    try:
        return FeedbackItem.model_validate(record).model_dump(mode="json")
    except ValidationError:
        names = {field.alias: name for name, field in FeedbackItem.model_fields.items()}
        known = {names.get(key, key): value for key, value in record.items()}
        return {"order_id": order_of(record), "synced": False} | known
