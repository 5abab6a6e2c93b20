"""Drains rooms by itself: whatever is committed in a room becomes rows, with nobody's page open.

Stage: drain. In: the names of rooms in which something was committed. Out: rows, and the receipts in the rooms. Always
holds: at the start, every room that may hold waiting records is found without being opened; a load carries records of
many rooms, some of each, so that nobody waits for another's queue; what failed is tried again, after a restart, too;
another process may drain the same rooms at the same time. A manager's room is left to it until a sweep finds it astray.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from app.clock import Clock, utc_now
from app.errors import DatabaseError, DoorstepError
from app.jazz.bridge import BATCH, Bridge, is_managers
from app.jazz.carry import Load, carry
from app.jazz.delivery import Kind, Trouble
from app.jazz.line import Line
from app.jazz.queues import CrdtQueue
from app.jazz.retry import Breaker, Chance
from app.jazz.strays import Strays
from app.store import drains
from app.store.drains import Mark
from app.store.engine import Database

logger = logging.getLogger("app.jazz")

OURS = (asyncio.CancelledError, KeyboardInterrupt, SystemExit, GeneratorExit)
# Rooms in other hands are looked at when their journal stands still, undrained, for that long.
SWEEP_SECONDS = 60.0
MARK_SECONDS = 1.0
STOP_SECONDS = 2.0
# A load begins with so many: more, and a room would need many turns; fewer, and others would wait long for theirs.
FEW_ROOMS = 2
# Less of a room isn't worth opening it: a load that is nearly full goes.
LEAST = 10
# While the API is left alone, it is asked that often whether it works again.
LONGEST_PAUSE_SECONDS = 30.0


class Draining:
    """Rooms → rows."""

    def __init__(
        self,
        bridge: Bridge,
        database: Database,
        *,
        at_once: int,
        longest_wait: float,
        now: Clock = utc_now,
        clock: Callable[[], float] = time.monotonic,
        chance: Chance = random.random,
    ) -> None:
        self.bridge = bridge
        self._database = database
        self._at_once = at_once
        self._now = now
        self._line = Line(longest_wait, clock, chance)
        self._breaker = Breaker(min(longest_wait, LONGEST_PAUSE_SECONDS), clock, chance)
        self._woken = asyncio.Event()
        self._marks: dict[str, Mark] = {}
        self._strays = Strays()
        self.working = False
        self.counts: Counter[str] = Counter(stored=0, duplicate=0, rejected=0, retry_later=0)

    # --- for whoever looks ---

    def trouble(self) -> str | None:
        """Why nothing is delivered now, as a sentence."""
        if not self._breaker.is_open:
            return None
        return f"Draining is paused: {self._breaker.reason}"

    def gauges(self) -> dict[str, tuple[str, float]]:
        """What metrics show of this moment."""
        return {
            "rooms_waiting": ("Rooms with records on their way to the database", len(self._line)),
            "rooms_put_off": ("Rooms that are tried again later", self._line.put_off),
            "lag_seconds": ("How long the first room in line has waited", self._line.lag()),
            "paused": ("Whether the API is left alone for a while", float(self._breaker.is_open)),
        }

    # --- the work ---

    def wake(self, room: str) -> None:
        """Something was committed in this room."""
        if not is_managers(room):
            self._line.add(room)
            self._woken.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Drain while the block runs; what is on its way at its end is finished, or left for the next start."""
        self.working = True
        loop = asyncio.get_running_loop()
        workers = [loop.create_task(self._work()) for _ in range(self._at_once)]
        beside = [
            loop.create_task(self._again(self._sweep, SWEEP_SECONDS)),
            loop.create_task(self._again(self._remember, MARK_SECONDS)),
        ]
        try:
            yield
        finally:
            self.working = False
            self._woken.set()
            await asyncio.wait(workers, timeout=STOP_SECONDS)
            for task in [*workers, *beside]:
                task.cancel()
            await asyncio.gather(*workers, *beside, return_exceptions=True)
            with suppress(DatabaseError):
                await self._remember()

    async def _work(self) -> None:
        while self.working:
            if self._line.seconds() != 0 or not self._breaker.may_try():
                await self._rest()
                continue
            loads = await self._take()
            try:
                await self._drain(loads)
            except Exception:
                logger.exception("Jazz sync error: a load of %d rooms failed", len(loads))
                self._breaker.gave_up()
                for load in loads:
                    if self._line.is_busy(load.queue.room):
                        self._put_off(load.queue.room)
            # Somebody may wait for the attempt of an open breaker, or for a room that was given back.
            self._woken.set()

    async def _rest(self) -> None:
        self._woken.clear()
        seconds = self._line.seconds()
        if seconds == 0:
            # Zero: another worker makes the attempt, and wakes us.
            seconds = self._breaker.seconds() or None
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    async def _drain(self, loads: Sequence[Load]) -> None:
        full = [load for load in loads if load.look.records or load.look.unreadable]
        trouble = await carry(full, self.bridge.delivery, self.bridge.put_aside) if full else None
        self._judge(full, trouble)
        for load in loads:
            room = load.queue.room
            settled = load in full
            mark = load.mark if settled else Mark(load.look.head, refused=load.look.refused)
            if load.left:
                self._put_off(room)
            elif self._line.done(room, more=mark is None, own=int(settled)) and mark is not None:
                self._marks[room] = mark

    async def _take(self) -> list[Load]:
        # Some of each of a few rooms; where those have little, of more and more rooms.
        loads: list[Load] = []
        few, space = FEW_ROOMS, BATCH
        while space >= LEAST and (rooms := self._line.take(min(few, space // LEAST))):
            share = max(1, space // len(rooms))
            looked = await asyncio.gather(*(self._look(room, share) for room in rooms))
            loads += [load for load in looked if load]
            space = BATCH - sum(len(load.look.records) for load in loads)
            few *= 2
        return loads

    async def _look(self, room: str, most: int) -> Load | None:
        queue = CrdtQueue(self.bridge.rooms, room, self._now)
        try:
            return Load(queue, await queue.look(most))
        except DoorstepError as error:
            logger.warning("Jazz sync error: room %s can't be looked into: %s", room, error)
        except OURS:
            raise
        except BaseException:
            # The CRDT library's panics are no Exceptions; one room must not end the draining of all.
            logger.exception("Jazz sync error: room %s can't be looked into", room)
        self._put_off(room)
        return None

    def _judge(self, loads: Sequence[Load], trouble: Trouble | None) -> None:
        done = 0
        for load in loads:
            done += len(load.answered)
            for name, count in vars(load.report).items():
                self.counts[name] += count
        if not any(load.look.records for load in loads):
            self._breaker.gave_up()
        elif trouble is None or (trouble.kind is Kind.BROKEN and done):
            if self._breaker.is_open:
                logger.info("Jazz draining goes on")
                self._line.hurry()
            self._breaker.succeeded()
        else:
            was_open = self._breaker.is_open
            self._breaker.failed(trouble.reason, trouble.after, at_once=trouble.kind is Kind.LOCKED)
            if not was_open:
                logger.warning("Jazz sync error: %s", trouble.reason)

    def _put_off(self, room: str) -> None:
        seconds = self._line.failed(room)
        self._marks[room] = Mark(0, self._line.failures[room], self._now() + timedelta(seconds=seconds))

    # --- what survives a restart ---

    async def _sweep(self) -> None:
        await self._remember()
        found = await drains.all_undrained(self._database)
        now = self._now()
        strays = self._strays.among({room: mark.head for room, mark in found.items()})
        for room, mark in found.items():
            if room not in strays or self._line.knows(room):
                continue
            if mark.due_at is None:
                self._line.add(room)
            else:
                self._line.put_off_for(room, (mark.due_at - now).total_seconds(), mark.failures)
        self._woken.set()

    async def _remember(self) -> None:
        marks, self._marks = self._marks, {}
        if not marks:
            return
        try:
            await self._database.write(lambda session: drains.mark(session, marks))
        except BaseException:
            self._marks = marks | self._marks
            raise

    async def _again(self, work: Callable[[], Awaitable[None]], seconds: float) -> None:
        while True:
            try:
                await work()
            except Exception:
                logger.exception("Jazz sync error: looking after the draining failed")
            await asyncio.sleep(seconds)
