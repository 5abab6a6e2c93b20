"""Where records wait for delivery, as the bridge sees it: a room of the sync server, or the browser's list.

Stage: drain. In: what became of records. Out: the records that wait. Always holds: both queues keep the same promises
(one suite of tests asks both): a record leaves only when it is in the database, one that was refused stays with the
reason and isn't handed out again until a person wants it, and what is no record is in nobody's way.
"""

import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, Protocol, TypeVar

from pycrdt import Doc

from app.clock import Clock, utc_now
from app.errors import Invalid
from app.jazz import decided, document
from app.jazz.document import Answered, Look, Record, complaint, is_record, same, same_id
from app.store.drains import Mark

logger = logging.getLogger("app.jazz")

T = TypeVar("T")
UNREADABLE = "The list of waiting records can't be read."


class PendingQueue(Protocol):
    """A queue of records."""

    @property
    def room(self) -> str:
        """Whose records they are."""

    async def open(self) -> None:
        """See that it can be worked with."""

    async def add(self, record: Record) -> Record | None:
        """Put a record behind the others, unless one with its id is there, refused or not: then it is that one."""

    async def look(self, most: int) -> Look:
        """The first records that wait."""

    async def find(self, record_id: str) -> Record | None:
        """The record with this id, refused or not."""

    async def take_in(self, record: Record) -> bool:
        """It is in the database, whatever was said of it: it leaves. Whether it stood there as it was looked at."""

    async def settle(self, answered: Sequence[Answered], aside: Collection[str] = ()) -> Mark | None:
        """Take out what is in the database, and what was put aside; note what was refused. One step, or none of it.

        How far the room's journal has come, when nothing waits up to there, and how much stands there refused.
        """


class Replica(Protocol):
    """A room's document, held by the server."""

    @property
    def doc(self) -> Doc[Any]: ...
    @property
    def head(self) -> int: ...
    async def edit(self, change: Callable[[Doc[Any]], T]) -> T: ...


class Rooms(Protocol):
    """The rooms of the sync server."""

    def replica(self, name: str) -> AbstractAsyncContextManager[Replica]: ...


class CrdtQueue:
    """The queue in a room: what is settled here, every phone of the room sees."""

    def __init__(self, rooms: Rooms, room: str, now: Clock = utc_now) -> None:
        self.room = room
        self._rooms = rooms
        self._now = now

    async def open(self) -> None:
        async with self._rooms.replica(self.room):
            pass

    async def add(self, record: Record) -> Record | None:
        async with self._rooms.replica(self.room) as replica:
            return await replica.edit(lambda doc: document.add(doc, record))

    async def look(self, most: int) -> Look:
        async with self._rooms.replica(self.room) as replica:
            return document.look(replica.doc, most)._replace(head=replica.head)

    async def find(self, record_id: str) -> Record | None:
        async with self._rooms.replica(self.room) as replica:
            return with_id(record_id, decided.records_in(replica.doc))

    async def take_in(self, record: Record) -> bool:
        at = moment(self._now)
        async with self._rooms.replica(self.room) as replica:
            return await replica.edit(lambda doc: decided.take_in(doc, record, at))

    async def settle(self, answered: Sequence[Answered], aside: Collection[str] = ()) -> Mark | None:
        at = moment(self._now)
        async with self._rooms.replica(self.room) as replica:
            refused = await replica.edit(lambda doc: document.settle(doc, answered, aside, at))
            return None if refused is None else Mark(replica.head, refused=refused)


class Carrier(ABC):
    """Whatever brings the browser's list here and takes it back. Told by its class: a state may have any method."""

    @abstractmethod
    async def change(self, work: Callable[[str], str | None]) -> None:
        """Hand the list over as JSON, and keep what comes back; None when nothing has changed."""


class LocalStorageQueue:
    """The list in the browser's localStorage. A record that was refused carries the reason in `error`."""

    def __init__(self, carrier: Carrier, room: str) -> None:
        self.room = room
        self._carrier = carrier

    async def open(self) -> None:
        await self._read()

    async def add(self, record: Record) -> Record | None:
        there: Record | None = None

        def work(text: str) -> str | None:
            nonlocal there
            items = entries(text)
            there = with_id(record["id"], items)
            return json.dumps([*items, record]) if there is None else None

        await self._carrier.change(work)
        return there

    async def look(self, most: int) -> Look:
        records: dict[str, Record] = {}
        for item in await self._read():
            if len(records) == most:
                return Look(list(records.values()), more=True, unreadable=[])
            if is_record(item) and not item.get("error"):
                records.setdefault(item["id"], item)
        # What is no record stays where it is: the browser shows it.
        return Look(list(records.values()), more=False, unreadable=[])

    async def find(self, record_id: str) -> Record | None:
        return with_id(record_id, await self._read())

    async def take_in(self, record: Record) -> bool:
        taken = False

        def work(text: str) -> str | None:
            nonlocal taken
            items = entries(text)
            left = [item for item in items if not same(record, item)]
            taken = len(left) < len(items)
            return json.dumps(left) if taken else None

        await self._carrier.change(work)
        return taken

    async def settle(self, answered: Sequence[Answered], aside: Collection[str] = ()) -> Mark | None:
        def work(text: str) -> str | None:
            wanted = {each.record["id"]: each for each in answered}
            before = entries(text)
            after = []
            for item in before:
                each = wanted.get(item["id"]) if is_record(item) else None
                if each is None or not same(each.record, item):
                    after.append(item)
                elif each.receipt.status.in_the_database:
                    # The same again has its own turn.
                    del wanted[item["id"]]
                else:
                    after.append({**each.record, "error": complaint(each.receipt)})
            return None if after == before else json.dumps(after)

        await self._carrier.change(work)
        return None

    async def _read(self) -> list[Any]:
        found: list[Any] = []

        def work(text: str) -> None:
            found.extend(entries(text))

        await self._carrier.change(work)
        return found


class StateCarrier(Carrier):
    """Carries the list in a Reflex state: `feedback_pending_queue = rx.LocalStorage(name="feedback_pending_queue")`.

    Outside of Reflex, in any object: in its attribute of that name.
    """

    FIELD = "feedback_pending_queue"

    def __init__(self, state: Any) -> None:
        self._state = state

    async def change(self, work: Callable[[str], str | None]) -> None:
        # In a background event a state is fresh, and may be written, only while it is held.
        async with self._state if hasattr(self._state, "__aenter__") else nullcontext():
            changed = work(str(getattr(self._state, self.FIELD) or ""))
            if changed is not None:
                setattr(self._state, self.FIELD, changed)


class ListCarrier(Carrier):
    """Carries a list that somebody has sent."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.text = json.dumps(list(items))

    async def change(self, work: Callable[[str], str | None]) -> None:
        changed = work(self.text)
        if changed is not None:
            self.text = changed


def entries(text: str) -> list[Any]:
    """The entries of the list; Invalid when the text is none, which then stays as it is."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        logger.warning("Jazz sync error: %s", UNREADABLE)
        raise Invalid(UNREADABLE)
    return found


def with_id(record_id: str, items: Sequence[Any]) -> Record | None:
    """The record among them with this id."""
    return next((item for item in items if is_record(item) and same_id(item["id"], record_id)), None)


def moment(now: Clock) -> str:
    """Now, as it is written into documents."""
    return now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
