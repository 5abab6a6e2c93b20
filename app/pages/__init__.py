"""The pages: one module each, with its State."""

import reflex as rx

from app.pages import (
    account,
    audit,
    courier,
    desk,
    devices,
    feedback,
    gallery,
    hand_over,
    inbox,
    landing,
    mishap,
    my_feedback,
    not_found,
    people,
    privacy,
    publishing,
    quarantine,
    rate,
    report,
    sheet,
    sign_in,
)
from app.pages.closing import closing_pages, guard
from app.pages.session import connect

__all__ = ["closing_pages", "connect", "mishap", "register"]


def register(app: rx.App, *, with_gallery: bool) -> None:
    """Add every page to the app."""
    guard(app)
    desk_pages = (
        desk,
        feedback,
        inbox,
        publishing,
        devices,
        quarantine,
        people,
        account,
        audit,
        privacy,
        sheet,
    )
    for page in (
        landing,
        rate,
        my_feedback,
        courier,
        report,
        hand_over,
        sign_in,
        *desk_pages,
        not_found,
        *([gallery] if with_gallery else []),
    ):
        page.add(app)
