"""The pages: one module each, with its State."""

import reflex as rx

from app.pages import gallery, landing, rate


def register(app: rx.App, *, with_gallery: bool) -> None:
    """Add every page to the app."""
    landing.add(app)
    rate.add(app)
    if with_gallery:
        gallery.add(app)
