"""The connection line: one quiet line that says where the page stands when the server can't be reached.

Offline is normal at a door, so it is neither red nor loud, and it says nothing while there is nothing to say.
"""

import reflex as rx

from app.languages.text import t
from app.offline import browser

# What the browser may find (Saying in app/offline/connection.ts).
SAYINGS = ("offline", "unanswered", "reconnecting", "outdated", "partial")


def connection_line(*, live: bool = False) -> rx.Component:
    """The line; `live` for pages that show what the server sends."""
    says = browser.connection(live=live)
    words = [(each, t(f"connection-{each}")) for each in SAYINGS]
    line = "block border-b border-line bg-card px-4 py-2 text-sm text-quiet"
    # The region stays on the page while it is empty: screen readers announce changes of a region they know.
    return rx.el.div(
        rx.cond(
            says != "",
            rx.el.span(rx.match(says, *words, ""), class_name=line),
        ),
        role="status",
        aria_live="polite",
        custom_attrs={"data-connection": says},
    )
