"""The composition root: pages, API, lifespan; nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.state import FrontendEventExceptionState
from reflex.utils.exec import is_prod_mode
from starlette.types import ASGIApp

from app import pages
from app.api.main import connect, create_api, inline_scripts, on_one_port, sync_desk
from app.build.frontend import INLINE_SCRIPTS, STATIC
from app.config import load_settings
from app.offline.head import head
from app.services import running
from app.sync.endpoint import SyncEndpoint, SyncFirst

settings = load_settings()
api = create_api(settings)

# Reflex would reload the page on some errors in the browser, whatever is typed in it.
FrontendEventExceptionState.auto_reload_on_errors = []


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Start the services and hand them to API and pages."""
    async with running(settings) as services:
        connect(api, services)
        pages.connect(services.sign_in, services.database)
        yield


async def drain() -> None:
    """Before the server stops: everything is committed, and whoever is connected hears that we come back."""
    if (rooms := getattr(api.state, "rooms", None)) is not None:
        await rooms.drain()


def first(pages_and_api: ASGIApp) -> ASGIApp:
    """The sync sockets pass before Reflex's own layers, too."""
    return SyncFirst(pages_and_api, SyncEndpoint(sync_desk(api)))


app = rx.App(
    theme=None,
    app_wraps={},
    toaster=None,
    html_lang="en",
    # Tailwind brings a reset of its own.
    reset_style=False,
    stylesheets=["styles/doorstep.css"],
    head_components=head(),
    api_transformer=on_one_port(api, settings, STATIC, inline_scripts(INLINE_SCRIPTS)),
)
app.register_lifespan_task(lifespan)
pages.register(app, with_gallery=settings.gallery or not is_prod_mode())
