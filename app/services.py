"""Builds the object graph from the settings; running() is the one lifespan, for the app and for tests."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.types import ASGIApp

from app.access.acceptance import Acceptance
from app.access.devices import Devices
from app.access.links import RatingLinks
from app.access.sign_in import SignIn
from app.access.workers import Workers, WorkerToken
from app.api.main import connect, create_api
from app.api.routes import feedback
from app.clock import utc_now
from app.config import Settings
from app.jazz import bridge
from app.jazz.bridge import Bridge
from app.jazz.carry import PutAside
from app.jazz.delivery import Credentials, Delivery, GivenToken, base_url
from app.jazz.draining import Draining
from app.store.engine import Database
from app.store.feedback import FeedbackStore
from app.store.migrate import migrate
from app.store.quarantine import put_unreadable_aside
from app.store.secrets import load_secret
from app.sync.rooms import Rooms
from app.sync.running import open_rooms

# The API as the bridge reaches it in one process: no address of anybody's network.
INSIDE = "http://doorstep.invalid"
BRIDGE = "bridge"
# Signs what we hand out and must know again, such as rating links.
SIGNING_KEY = "signing.key"


@dataclass(frozen=True)
class Services:
    """What pages and API work with while the program runs."""

    settings: Settings
    database: Database
    sign_in: SignIn
    signing_key: bytes
    rooms: Rooms
    feedback: FeedbackStore
    devices: Devices
    workers: Workers
    links: RatingLinks
    acceptance: Acceptance
    bridge: Bridge
    draining: Draining


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Services]:
    """Everything started in order, and stopped in the reverse order."""
    database = Database(settings.database_url)
    try:
        signing_key = load_secret(settings.data_dir, SIGNING_KEY)
        await migrate(database)
        sign_in = SignIn(database)
        devices, links = Devices(database, signing_key), RatingLinks(signing_key)
        workers = Workers(database)
        inside = create_api(settings, (feedback,))
        async with AsyncExitStack() as stack:
            rooms = await stack.enter_async_context(open_rooms(settings, database, sign_in))
            delivery = await stack.enter_async_context(_delivery(settings, workers, inside))
            wired = Bridge(settings.use_jazz_sync, rooms, delivery, _shelf(database))
            services = Services(
                settings=settings,
                database=database,
                sign_in=sign_in,
                signing_key=signing_key,
                rooms=rooms,
                feedback=FeedbackStore(database),
                devices=devices,
                workers=workers,
                links=links,
                acceptance=Acceptance(settings, database, devices, links),
                bridge=wired,
                draining=Draining(
                    wired,
                    database,
                    at_once=settings.drain_at_once,
                    longest_wait=settings.drain_longest_wait_seconds,
                ),
            )
            rooms.on_committed(services.draining.wake)
            connect(inside, services)
            bridge.connect(wired)
            stack.callback(bridge.disconnect, wired)
            yield services
    finally:
        database.close()


@asynccontextmanager
async def _delivery(settings: Settings, workers: Workers, inside: ASGIApp) -> AsyncIterator[Delivery]:
    """The way to the API: over the network, or to the one in this process."""
    if settings.feedback_api_url:
        client = httpx.AsyncClient(base_url=base_url(settings.feedback_api_url), timeout=settings.feedback_api_seconds)
        credentials: Credentials = GivenToken(settings.feedback_api_token)
    else:
        transport = httpx.ASGITransport(inside, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url=INSIDE)
        credentials = WorkerToken(workers, BRIDGE)
    async with client:
        yield Delivery(client, credentials)


def _shelf(database: Database) -> PutAside:
    async def put_aside(room: str, texts: Sequence[str]) -> None:
        now = utc_now()
        await database.write(lambda session: put_unreadable_aside(session, room, texts, now))

    return put_aside
