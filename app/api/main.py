"""Puts API, metrics and pages behind the doors, on one port.

In: Reflex's ASGI app. Out: the ASGI app that the server runs. Always: what lies under /api answers JSON, never a page.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from app import VERSION
from app.api.deps import PARTS, Parts
from app.api.doors import behind_doors
from app.api.errors import add_error_handlers
from app.api.limits import RateLimits
from app.api.metrics import Metrics
from app.api.pages import PagesByName, page_names
from app.api.routes import devices, docs, export, feedback, health, links, quarantine, sign_in, stats, sync
from app.config import Settings
from app.sync.endpoint import Desk, SyncEndpoint, SyncFirst
from app.sync.metrics import RoomsCollector, Seen
from app.sync.rooms import Rooms

ABOUT = """Delivery feedback that is never lost, doubled, or shown as safe before it is.

Every error has one body: `{"error": "<type>", "detail": "<sentence>"}`; wrong input adds `fields`."""


ROUTES = (feedback, export, stats, quarantine, devices, links, sign_in, sync, health, docs)


def create_api(settings: Settings, routes: Sequence[ModuleType] = ROUTES) -> FastAPI:
    """The FastAPI app that stands under /api. What its routes need is put on its state by the lifespan."""
    api = FastAPI(title="Doorstep", version=VERSION, description=ABOUT, docs_url=None, redoc_url=None)
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


def on_one_port(api: FastAPI, settings: Settings, static: Path, scripts: list[str]) -> Callable[[ASGIApp], ASGIApp]:
    """The transformer that Reflex applies to its own app; `static` is where the built pages are."""
    metrics = Metrics()
    desk = sync_desk(api)
    metrics.registry.register(RoomsCollector(lambda: seen(desk())))
    sync = SyncEndpoint(desk)
    names = page_names(static)

    def transform(pages: ASGIApp) -> ASGIApp:
        inside = Starlette(
            routes=[
                Mount("/api", api),
                Mount("/sync", sync),
                Route("/metrics", metrics.show),
                Mount("/", PagesByName(pages, names)),
            ],
        )
        return SyncFirst(behind_doors(inside, settings, metrics, scripts), sync)

    return transform
