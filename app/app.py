"""The composition root: pages, API, lifespan; nothing else."""

import reflex as rx
from reflex.utils.exec import is_prod_mode

from app.config import load_settings
from app.pages import register

settings = load_settings()

app = rx.App(
    theme=None,
    app_wraps={},
    toaster=None,
    html_lang="en",
    # Tailwind brings a reset of its own.
    reset_style=False,
    stylesheets=["styles/doorstep.css"],
)
register(app, with_gallery=settings.gallery or not is_prod_mode())
