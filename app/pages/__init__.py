"""The pages: one module each, with its State."""

import reflex as rx

from app.pages import admin, landing, rate


def register(app: rx.App) -> None:
    """Add every page to the app."""
    landing.add(app)
    rate.add(app)
    admin.add(app)
