"""The composition root: pages, API, lifespan; nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.state import FrontendEventExceptionState
from reflex.utils.exec import is_prod_mode
from starlette.types import ASGIApp

from app import pages
from app.api.main import OnePort, connect, create_api, inline_scripts
from app.build.frontend import INLINE_SCRIPTS, STATIC
from app.config import load_settings
from app.jazz.clerk import head as clerk_head
from app.jazz.hand_over import head as hand_over_head
from app.languages.head import head as language_head
from app.offline.head import head
from app.services import running

settings = load_settings()
api = create_api(settings)
port = OnePort(api, settings, STATIC, inline_scripts(INLINE_SCRIPTS))

# Reflex would reload the page on some errors in the browser, whatever is typed in it.
FrontendEventExceptionState.auto_reload_on_errors = []


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Start the services and hand them to API and pages."""
    async with running(settings) as services:
        connect(api, services)
        pages.connect(services)
        # These run here and not at the shell, which has no log to show them in.
        async with (
            services.draining.running(),
            services.mailer.running(),
            services.retention.running(),
            pages.closing_pages(app),
        ):
            yield


async def drain() -> None:
    """Before the server stops: everything is committed, and whoever is connected hears that we come back."""
    if (rooms := getattr(api.state, "rooms", None)) is not None:
        await rooms.drain()


class DoorstepApp(rx.App):
    """Reflex's app behind our doors: they must also stand before the layers that Reflex adds last."""

    def __call__(self) -> ASGIApp:
        return port.outside(super().__call__())


app = DoorstepApp(
    theme=None,
    app_wraps={},
    toaster=None,
    html_lang="en",
    # Tailwind brings a reset of its own.
    reset_style=False,
    stylesheets=["styles/doorstep.css"],
    head_components=[*language_head(), *hand_over_head(), *clerk_head(settings), *head()],
    api_transformer=port.inside,
)
app.register_lifespan_task(lifespan)
pages.register(app, with_gallery=settings.gallery or not is_prod_mode())
