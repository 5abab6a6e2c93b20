"""Puts API, metrics and pages behind the doors, on one port.

In: Reflex's ASGI app. Out: the ASGI app that the server runs. Always: what lies under /api answers JSON, never a page.
"""

import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from app import VERSION
from app.api.deps import PARTS, Parts
from app.api.doors import behind_doors
from app.api.doors.strangers import StrangersDoor
from app.api.errors import FRAMEWORK, add_error_handlers, error_body, nowhere, refused
from app.api.limits import RateLimits, host_of
from app.api.metrics import Metrics
from app.api.pages import PagesByName, page_names
from app.api.routes import (
    account,
    audit,
    devices,
    docs,
    export,
    feedback,
    health,
    links,
    orders,
    paired,
    people,
    published,
    quarantine,
    queue,
    sign_in,
    stats,
    sync,
)
from app.config import Settings
from app.errors import TooMany
from app.jazz.metrics import DrainCollector
from app.sync.endpoint import Desk, SyncEndpoint, SyncFirst
from app.sync.metrics import RoomsCollector, Seen
from app.sync.rooms import Rooms

ABOUT = """Delivery feedback that is never lost, doubled, or shown as safe before it is.

Every error has one body: `{"error": "<type>", "detail": "<sentence>"}`; wrong input adds `fields`."""

EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


ROUTES = (
    feedback,
    queue,
    export,
    stats,
    published,
    quarantine,
    devices,
    paired,
    links,
    orders,
    sign_in,
    account,
    people,
    audit,
    sync,
    health,
    docs,
)


def create_api(settings: Settings, routes: Sequence[ModuleType] = ROUTES) -> FastAPI:
    """The FastAPI app that stands under /api. What its routes need is put on its state by the lifespan."""
    api = FastAPI(
        title="Doorstep",
        version=VERSION,
        description=ABOUT,
        servers=[{"url": "/api"}],
        # The routes have a manual of their own, which is counted.
        openapi_url=None,
        redirect_slashes=False,
    )
    api.state.settings = settings
    api.state.limits = RateLimits(settings)
    add_error_handlers(api)
    for module in routes:
        api.include_router(module.router)
    return api


def sync_desk(api: FastAPI) -> Callable[[], Desk | None]:
    """What the rooms' endpoint works with, once the lifespan has put it there."""

    def desk() -> Desk | None:
        rooms: Rooms | None = getattr(api.state, "rooms", None)
        return None if rooms is None else Desk(rooms, api.state.sign_in)

    return desk


def seen(desk: Desk | None) -> Seen | None:
    """What metrics show of the rooms."""
    return None if desk is None else (desk.rooms.meters, desk.rooms.gauges())


def connect(api: FastAPI, parts: Parts) -> None:
    """Hand the API what its routes work with."""
    for name in PARTS:
        setattr(api.state, name, getattr(parts, name))


def inline_scripts(file: Path) -> list[str]:
    """The hashes of the scripts that stand inside the built pages; none before a build."""
    hashes: list[str] = json.loads(file.read_text()) if file.is_file() else []
    return hashes


class OnePort:
    """What one port serves: `inside` is for Reflex to put its pages into, `outside` goes around what it makes of it."""

    def __init__(self, api: FastAPI, settings: Settings, static: Path, scripts: list[str]) -> None:
        desk = sync_desk(api)
        self._api = api
        self._settings = settings
        self._metrics = Metrics()
        self._metrics.registry.register(RoomsCollector(lambda: seen(desk())))
        self._metrics.registry.register(DrainCollector(lambda: getattr(api.state, "draining", None)))
        self._sync = SyncEndpoint(desk)
        self._names = page_names(static)
        self._scripts = scripts

    def inside(self, pages: ASGIApp) -> ASGIApp:
        """API, rooms, metrics and pages, each at its place."""
        return Starlette(
            routes=[
                Route("/api", nothing_here, methods=EVERY_METHOD),
                Mount("/api", self._api),
                Mount("/sync", self._sync),
                Route("/metrics", self._show_metrics),
                Route("/metrics", only_read, methods=EVERY_METHOD),
                Mount("/", PagesByName(pages, self._names)),
            ],
        )

    async def _show_metrics(self, request: Request) -> Response:
        try:
            await self._api.state.limits.count("probes", host_of(request))
        except TooMany as error:
            return refused(error)
        return await self._metrics.show(request)

    def outside(self, app: ASGIApp) -> ASGIApp:
        """The doors; the sync sockets pass before them and before whatever the framework puts in between."""
        state = self._api.state
        app = StrangersDoor(
            app, lambda address: state.limits.count("devices", address), lambda token: state.sign_in.session(token)
        )
        return SyncFirst(behind_doors(app, self._settings, self._metrics, self._scripts), self._sync)


async def only_read(_request: Request) -> Response:
    """What a page would answer to another method is no answer to a program."""
    return error_body(
        HTTPStatus.METHOD_NOT_ALLOWED, *FRAMEWORK[HTTPStatus.METHOD_NOT_ALLOWED], headers={"Allow": "GET, HEAD"}
    )


async def nothing_here(_request: Request) -> Response:
    """What lies under /api answers JSON, and /api itself lies there."""
    return nowhere()
