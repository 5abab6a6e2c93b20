"""Wherever in a drain the process dies: after the next start each record is one row, with its receipt."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from pycrdt import Doc

from app.jazz.bridge import Bridge
from app.jazz.delivery import Delivered, Delivery, Parcel
from app.jazz.queues import Replica, Rooms
from app.store.feedback import count_feedback
from tests.integration.jazz.conftest import Start
from tests.support.bridge import ids_of, put, until_left
from tests.support.entries import record

T = TypeVar("T")

STEPS = ["read", "stored", "settled, not committed"]
DEADLINE_SECONDS = 30


class Died(Exception):
    """Here the process is gone."""


class Death:
    """Strikes at one step."""

    def __init__(self, step: str) -> None:
        self._step = step
        self.struck = asyncio.Event()

    def at(self, step: str) -> None:
        if step == self._step:
            self.struck.set()
            raise Died(step)


class DyingDelivery(Delivery):
    """The real one, around which death strikes."""

    def __init__(self, real: Delivery, death: Death) -> None:
        vars(self).update(vars(real))
        self._death = death

    async def deliver(self, parcels: Sequence[Parcel]) -> Delivered:
        self._death.at("read")
        delivered = await super().deliver(parcels)
        self._death.at("stored")
        return delivered


class DyingReplica:
    """A real one, of which an edit is done and not committed."""

    def __init__(self, real: Replica, death: Death) -> None:
        self._real = real
        self._death = death
        self.doc = real.doc
        self.head = real.head

    async def edit(self, change: Callable[[Doc[Any]], T]) -> T:
        def done(doc: Doc[Any]) -> T:
            result = change(doc)
            self._death.at("settled, not committed")
            return result

        return await self._real.edit(done)


class DyingRooms:
    """The real ones, with such replicas."""

    def __init__(self, real: Rooms, death: Death) -> None:
        self._real = real
        self._death = death

    @asynccontextmanager
    async def replica(self, name: str) -> AsyncIterator[Replica]:
        async with self._real.replica(name) as replica:
            yield DyingReplica(replica, self._death)


def struck_by(death: Death, bridge: Bridge) -> Bridge:
    return replace(bridge, delivery=DyingDelivery(bridge.delivery, death), rooms=DyingRooms(bridge.rooms, death))


@pytest.mark.parametrize("step", STEPS)
async def test_each_record_is_one_row_with_its_receipt(start: Start, step: str) -> None:
    said = [record() for _ in range(30)]
    async with start() as services:
        await put(services, "van", said)
        death = Death(step)
        services.draining.bridge = struck_by(death, services.draining.bridge)
        async with asyncio.timeout(DEADLINE_SECONDS), services.draining.running():
            await death.struck.wait()
        assert await services.database.read(count_feedback) == (0 if step == "read" else len(said))
    async with start() as services:
        wanted = [each["id"] for each in said]
        assert await ids_of(services, "van") == wanted
        async with services.draining.running():
            await until_left(services, "van")
        assert await services.database.read(count_feedback) == len(said)
        assert await ids_of(services, "van", "receipts") == wanted
