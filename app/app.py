"""The composition root: pages, API, lifespan; nothing else."""

import reflex as rx
from reflex.state import FrontendEventExceptionState

from app.config import load_settings
from app.offline.head import head
from app.pages import register

settings = load_settings()

# Reflex would reload the page on some errors in the browser, whatever is typed in it.
FrontendEventExceptionState.auto_reload_on_errors = []

app = rx.App(theme=None, app_wraps={}, toaster=None, html_lang="en", head_components=head())
register(app)
