"""A manager's room is left to its manager, with draining as in `serve`; what stays behind there is delivered, too."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.jazz import draining
from app.jazz.bridge import JazzStateManager, room_of
from app.jazz.carry import Report
from app.services import Services
from app.store.feedback import count_feedback
from tests.integration.jazz.conftest import Start
from tests.support.bridge import ids_of, put, until_left
from tests.support.entries import record

FEEDBACK = {"order_id": "ORDER123", "courier_id": 7, "rating": 5}


def of_a_client() -> Any:
    """What a manager looks at in a Reflex state."""
    return SimpleNamespace(router=SimpleNamespace(session=SimpleNamespace(client_token="one client's")))


def with_a_list() -> Any:
    """The same where the state carries the browser's list."""
    return SimpleNamespace(feedback_pending_queue="", **vars(of_a_client()))


async def drain_another_room(services: Services) -> None:
    """See that the server has drained what came later."""
    await put(services, "van", [record()])
    await until_left(services, "van")


@pytest.mark.parametrize("state", [None, of_a_client(), with_a_list()])
@pytest.mark.parametrize("use_crdt", [True, False])
async def test_a_manager_finds_and_drains_what_it_has_put_in(start: Start, use_crdt: bool, state: Any) -> None:
    async with start(use_jazz_sync=use_crdt) as services, services.draining.running():
        jazz_manager = JazzStateManager(state)
        added = [await jazz_manager.enqueue(FEEDBACK) for _ in range(3)]
        await drain_another_room(services)
        assert await jazz_manager.get_pending() == added
        await jazz_manager.mark_synced(added[0]["id"])
        await drain_another_room(services)
        assert await jazz_manager.drain() == Report(stored=2)


@pytest.mark.parametrize("state", [None, of_a_client()])
async def test_what_a_manager_left_behind_is_delivered_after_its_process_has_ended(
    start: Start, monkeypatch: pytest.MonkeyPatch, state: Any
) -> None:
    async with start() as services:
        await JazzStateManager(state).enqueue(FEEDBACK)
    monkeypatch.setattr(draining, "SWEEP_SECONDS", 0.1)
    async with start() as services, services.draining.running():
        await until_left(services, room_of(state))
        assert await services.database.read(count_feedback) == 1
        # While the process runs on, what is left behind later is found as well.
        await JazzStateManager(state).enqueue(FEEDBACK)
        await until_left(services, room_of(state))
        assert await services.database.read(count_feedback) == 2


async def test_a_node_that_starts_leaves_the_room_to_the_manager_on_another(start: Start) -> None:
    async with start() as one:
        added = await JazzStateManager(None).enqueue(FEEDBACK)
        said = record()
        await put(one, "van", [said])
        async with start() as other, other.draining.running():
            # Both were dirty at its start; the phone's room is drained at once.
            await until_left(other, "van")
            await drain_another_room(other)
            assert await ids_of(other, room_of(None)) == [added["id"]]
