"""Erasing somebody's feedback for good, wherever it is, and what has grown too old.

In: an order, a device or a contact; or an age. Out: how much there is, then how much went. Always holds: rooms come
before rows, so that an erasure that was broken off finds again what it has left; nothing of it stays in a room's
journal, nor in the documents before it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol, TypeVar

from pycrdt import Doc

from app.access.erasing import Erasing, Found
from app.access.principals import Principal
from app.background import again_and_again, beside
from app.clock import Clock, utc_now
from app.jazz import decided
from app.jazz.document import Record
from app.jazz.queues import Rooms
from app.store import drains
from app.store.engine import Database
from app.store.personal import By, Whose, matcher

T = TypeVar("T")

DAY_SECONDS = 24 * 3600.0
# Everybody else's turn, between one room and the next.
PAUSE_SECONDS = 0.01

logger = logging.getLogger(__name__)


class PurgingRooms(Rooms, Protocol):
    """Rooms that can forget."""

    async def purge(self, name: str, change: Callable[[Doc[Any]], T]) -> tuple[T, bool]:
        """Change the document, and keep nothing of what stood there before; whether that was possible."""


@dataclass(frozen=True, slots=True)
class Traced:
    """All that there is of somebody."""

    found: Found
    waiting: frozenset[str]
    """The ids of what stands in rooms and is no row."""
    rooms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Erased:
    """What went."""

    records: int
    rooms: int
    stubborn: int
    """Rooms whose journal can't be read, so that it may still hold some of it."""


class Erasure:
    """Whoever wants to be forgotten."""

    def __init__(self, rooms: PurgingRooms, database: Database, erasing: Erasing) -> None:
        self._rooms = rooms
        self._database = database
        self._erasing = erasing

    async def trace(self, by: By, value: str) -> Traced:
        """What there is of that order, device or contact."""
        found = await self._erasing.find(by, value)
        waiting: set[str] = set()
        rooms = found.rooms
        for room in await self._candidates(found.whose, rooms):
            async with self._rooms.replica(room) as replica:
                ids = _standing(replica.doc, found.whose, room)
            if ids:
                waiting |= ids
                rooms.add(room)
        return Traced(found, frozenset(waiting - found.ids), frozenset(rooms))

    async def erase(self, who: Principal, by: By, value: str) -> Erased:
        """Erase all of it."""
        traced = await self.trace(by, value)
        found, gone, stubborn = traced.found, set(traced.waiting), 0
        for room in sorted(traced.rooms):
            ids, is_clean = await self._rooms.purge(
                room, partial(_take_out, whose=found.whose, room=room, ids=found.ids)
            )
            gone |= ids
            stubborn += not is_clean
        await self._erasing.erase(who, found, gone)
        return Erased(len(gone | found.ids), len(traced.rooms), stubborn)

    async def _candidates(self, whose: Whose, known: Collection[str]) -> set[str]:
        """Rooms in which something of them may wait, beside those that are known."""
        if whose.by is By.DEVICE and whose.room is not None:
            return set(known)
        refusing = await self._database.read(partial(drains.refusing, most=2**31))
        undrained = await drains.all_undrained(self._database)
        return {*known, *refusing, *undrained}


class Retention:
    """What is kept only for so many days."""

    def __init__(self, rooms: PurgingRooms, erasing: Erasing, *, days: int, zone: str, now: Clock = utc_now) -> None:
        self.days = days
        self._rooms = rooms
        self._erasing = erasing
        self._zone = zone
        self._now = now

    @property
    def before(self) -> datetime | None:
        """What came before this moment is too old; None: nothing is."""
        return self._now() - timedelta(days=self.days) if self.days else None

    async def due(self) -> int:
        """How many rows are too old now."""
        return 0 if self.before is None else await self._erasing.count_outdated(self.before)

    async def apply(self) -> int:
        """Remove what is too old; how many rows went."""
        before, gone = self.before, 0
        if before is None:
            return 0
        while rows := await self._erasing.outdated(before):
            for room in sorted({row.room for row in rows if row.room}):
                ids = {row.id for row in rows if row.room == room}
                await self._rooms.purge(room, partial(decided.erase, matches=_nothing, ids=ids))
                await asyncio.sleep(PAUSE_SECONDS)
            gone += await self._erasing.remove(rows)
        await self._erasing.finish(before, self._zone, gone)
        if gone:
            logger.info("Removed %d records that came more than %d days ago", gone, self.days)
        return gone

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Once a day while this lasts."""
        async with beside(again_and_again(self.apply, DAY_SECONDS, "removing what is too old")):
            yield


def _standing(doc: Doc[Any], whose: Whose, room: str) -> set[str]:
    belongs = matcher(whose)
    return {each["id"] for each in decided.records_in(doc) if whose.room == room or belongs(each)}


def _take_out(doc: Doc[Any], whose: Whose, room: str, ids: Collection[str]) -> set[str]:
    return decided.erase_all(doc) if whose.room == room else decided.erase(doc, matcher(whose), ids)


def _nothing(_record: Record) -> bool:
    return False
