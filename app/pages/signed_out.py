"""What public pages say and offer while nobody is signed in with Clerk, so that nothing can be sent.

Stage: sync. In: the queue's Vars. Out: what stands in the place of the usual words, and the button. Always holds: pages
that were built without Clerk have none of it.
"""

from typing import Any

import reflex as rx

from app.components.button import Kind, button
from app.config import load_settings
from app.jazz.provider import queue
from app.languages.text import t


def unless_signed_out(usual: Any, instead: Any) -> Any:
    """What is usual, or what stands in its place while somebody has to sign in first."""
    if load_settings().jazz_auth_provider != "clerk":
        return usual
    return rx.cond(queue.status == "signed_out", instead, usual)


def sign_in_button(kind: Kind = "primary", icon_name: str = "") -> rx.Component:
    """Opens Clerk's dialog."""
    return button(
        t("mine-sign-in"), kind=kind, icon_name=icon_name, on_click=queue.sign_in, class_name="whitespace-nowrap"
    )
