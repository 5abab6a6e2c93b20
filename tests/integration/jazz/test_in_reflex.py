"""JazzStateManager in a real Reflex state, as the integration guide shows it: in a background event."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import reflex as rx
from reflex.istate.data import RouterData
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.istate.proxy import StateProxy
from reflex_base.event.context import EventContext

from app.jazz.bridge import JazzStateManager, room_of
from app.services import Services
from app.store.feedback import count_feedback
from tests.integration.jazz.conftest import Start
from tests.support.bridge import held
from tests.support.entries import record

FEEDBACK = {"order_id": "ORDER123", "courier_id": 7, "rating": 5}
CLIENT = "2b5ffa2a-7b8f-4f3c-9b67-6a2b2f9f0d2e"


class GuideState(rx.State):
    """A page's state, as the guide has it."""

    submitted: str = ""

    @rx.event(background=True)
    async def init_jazz(self) -> None:
        jazz_manager = JazzStateManager(self)
        await jazz_manager.initialize()

        # Add to queue
        await jazz_manager.enqueue(FEEDBACK)

        # Sync to server
        items = await jazz_manager.get_pending()
        for item in items:
            if not item["synced"]:
                async with self:
                    self.submitted += item["order_id"]
                await jazz_manager.mark_synced(item["order_id"])


class CourierState(GuideState):
    """The same with the list that the browser keeps."""

    feedback_pending_queue: str = rx.LocalStorage("[]", name="feedback_pending_queue")

    @rx.event(background=True)
    async def deliver(self) -> None:
        await JazzStateManager(self).drain()


@asynccontextmanager
async def a_client(kind: type[GuideState] = CourierState) -> AsyncIterator[Any]:
    """A Reflex state of that kind as a background event gets it, for a client with that token."""
    manager: Any = StateManagerMemory()  # type: ignore[abstract]

    async def nobody_listens(token: str, *_: Any, **__: Any) -> None:
        assert token

    context = EventContext(
        token=CLIENT, state_manager=manager, enqueue_impl=nobody_listens, emit_delta_impl=nobody_listens
    )
    with context:
        token = BaseStateToken(ident=CLIENT, cls=kind)
        async with manager.modify_state(token) as root:
            root.router = RouterData.from_router_data({"token": CLIENT})
            state = root.get_substate(kind.get_full_name().split("."))
        yield StateProxy(state)
    await manager.close()


async def run(state: Any, handler: Any) -> None:
    await handler.fn(state)


@pytest.mark.parametrize("use_crdt", [True, False])
async def test_the_guide_unchanged(start: Start, use_crdt: bool) -> None:
    async with start(use_jazz_sync=use_crdt) as services, a_client(GuideState) as state:
        await run(state, GuideState.init_jazz)
        await in_its_room(services, state)


async def test_with_the_crdt_queue_the_browsers_list_is_left_alone(services: Services) -> None:
    async with a_client() as state:
        await run(state, CourierState.init_jazz)
        await in_its_room(services, state)
        assert state.feedback_pending_queue == "[]"


async def in_its_room(services: Services, state: Any) -> None:
    """See that the guide's record has come and gone there."""
    assert state.submitted == "ORDER123"
    room = room_of(state)
    assert CLIENT not in room
    assert await held(services, room) == []
    assert [each["orderId"] for each in await held(services, room, "receipts")] == ["ORDER123"]


async def test_the_guide_with_the_browsers_list(start: Start) -> None:
    async with start(use_jazz_sync=False) as services, a_client() as state:
        await run(state, CourierState.init_jazz)
        assert state.submitted == "ORDER123"
        assert json.loads(state.feedback_pending_queue) == []
        waiting, bad = record(), record(rating=9)
        async with state:
            state.feedback_pending_queue = json.dumps([waiting, bad])
        await run(state, CourierState.deliver)
        [left] = json.loads(state.feedback_pending_queue)
        assert left["id"] == bad["id"]
        assert "1 to 5" in left["error"]
        assert await services.database.read(count_feedback) == 1
