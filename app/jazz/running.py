"""The bridge with everything that it works with: the way to the API, the rooms, and the draining.

In: the API of this process as an ASGI app. Out: a Draining that is yet to be started. Always: the API is reached over
HTTP only, whether it is in this process or at FEEDBACK_API_URL.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

import httpx
from starlette.types import ASGIApp

from app.access.workers import Workers, WorkerToken
from app.clock import Clock, utc_now
from app.config import Settings
from app.jazz import bridge
from app.jazz.bridge import Bridge
from app.jazz.carry import PutAside
from app.jazz.delivery import Credentials, Delivery, GivenToken, base_url
from app.jazz.draining import Draining
from app.jazz.queues import Rooms
from app.store.engine import Database
from app.store.quarantine import put_unreadable_aside

# The API in this process has no address: nothing in its name may lead to anybody.
INSIDE = "http://doorstep.invalid"
WORKER = "bridge"


class CommittingRooms(Rooms, Protocol):
    """The rooms, and the news of what is committed in them."""

    def on_committed(self, callback: Callable[[str], None]) -> None:
        """Call back with the name of each room of which something has been committed."""


@asynccontextmanager
async def open_bridge(
    settings: Settings,
    database: Database,
    rooms: CommittingRooms,
    workers: Workers,
    inside: ASGIApp,
    now: Clock = utc_now,
) -> AsyncIterator[Draining]:
    """The bridge, for JazzStateManager and for draining; it hears of every commit from now on."""
    credentials: Credentials
    if settings.feedback_api_url:
        address, transport = base_url(settings.feedback_api_url), None
        credentials = GivenToken(settings.feedback_api_token)
    else:
        address, transport = INSIDE, httpx.ASGITransport(inside, raise_app_exceptions=False)
        credentials = WorkerToken(workers, WORKER, now)
    async with httpx.AsyncClient(
        base_url=address, transport=transport, timeout=settings.feedback_api_seconds
    ) as client:
        opened = Bridge(settings.use_jazz_sync, rooms, Delivery(client, credentials, now), _shelf(database, now), now)
        draining = Draining(
            opened,
            database,
            at_once=settings.drain_at_once,
            longest_wait=settings.drain_longest_wait_seconds,
            now=now,
        )
        rooms.on_committed(draining.wake)
        bridge.connect(opened)
        try:
            yield draining
        finally:
            bridge.disconnect(opened)


def _shelf(database: Database, now: Clock) -> PutAside:
    async def put_aside(room: str, texts: Sequence[str]) -> None:
        moment = now()
        await database.write(lambda session: put_unreadable_aside(session, room, texts, moment))

    return put_aside
