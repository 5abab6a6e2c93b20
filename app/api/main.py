"""Puts API, metrics and pages behind the doors, on one port.

In: Reflex's ASGI app. Out: the ASGI app that the server runs. Always: what lies under /api answers JSON, never a page.
"""

import json
from collections.abc import Callable
from pathlib import Path

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
from app.api.routes import devices, docs, export, feedback, health, links, quarantine, sign_in, stats
from app.config import Settings

ABOUT = """Delivery feedback that is never lost, doubled, or shown as safe before it is.

Every error has one body: `{"error": "<type>", "detail": "<sentence>"}`; wrong input adds `fields`."""


def create_api(settings: Settings) -> FastAPI:
    """The FastAPI app that stands under /api. What its routes need is put on its state by the lifespan."""
    api = FastAPI(title="Doorstep", version=VERSION, description=ABOUT, docs_url=None, redoc_url=None)
    api.state.settings = settings
    api.state.limits = RateLimits(settings)
    add_error_handlers(api)
    for routes in (feedback, export, stats, quarantine, devices, links, sign_in, health, docs):
        api.include_router(routes.router)
    return api


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
    names = page_names(static)

    def transform(pages: ASGIApp) -> ASGIApp:
        inside = Starlette(
            routes=[Mount("/api", api), Route("/metrics", metrics.show), Mount("/", PagesByName(pages, names))],
        )
        return behind_doors(inside, settings, metrics, scripts)

    return transform
