"""The pages: one module each, with its State."""

import reflex as rx

from app.pages import desk, gallery, landing, not_found, rate, sign_in
from app.pages.session import connect

__all__ = ["connect", "register"]


def register(app: rx.App, *, with_gallery: bool) -> None:
    """Add every page to the app."""
    for page in (landing, rate, desk, sign_in, not_found, *([gallery] if with_gallery else [])):
        page.add(app)
