"""What a page's head says where devices belong to people who are signed in with Clerk: its script, which offers that.

In: the settings. Out: tags; none with JAZZ_AUTH_PROVIDER=anonymous. What pages do with it: clerk.ts. Always holds: no
page waits for it, and feedback is kept without it.
"""

import reflex as rx

from app.clerk_key import origin_of
from app.config import Settings

SCRIPT = "/npm/@clerk/clerk-js@5/dist/clerk.browser.js"


def head(settings: Settings) -> list[rx.Component]:
    """For rx.App(head_components=…)."""
    if settings.jazz_auth_provider != "clerk":
        return []
    key = settings.clerk_publishable_key
    return [
        rx.el.script(
            src=f"{origin_of(key)}{SCRIPT}",
            custom_attrs={"async": True, "crossOrigin": "anonymous", "data-clerk-publishable-key": key},
        )
    ]
