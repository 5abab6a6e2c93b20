"""The composition root: pages, API, lifespan; nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.state import FrontendEventExceptionState
from reflex.utils.exec import is_prod_mode

from app import pages
from app.api.main import connect, create_api, inline_scripts, on_one_port
from app.build.frontend import INLINE_SCRIPTS, STATIC
from app.config import load_settings
from app.offline.head import head
from app.services import running

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
