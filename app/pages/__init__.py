"""The pages: one module each, with its State."""

import reflex as rx

from app.pages import account, audit, desk, gallery, landing, my_feedback, not_found, people, rate, sign_in
from app.pages.closing import closing_pages, guard
from app.pages.session import connect

__all__ = ["closing_pages", "connect", "register"]


def register(app: rx.App, *, with_gallery: bool) -> None:
    """Add every page to the app."""
    guard(app)
    desk_pages = (desk, people, account, audit)
    for page in (landing, rate, my_feedback, sign_in, *desk_pages, not_found, *([gallery] if with_gallery else [])):
        page.add(app)
