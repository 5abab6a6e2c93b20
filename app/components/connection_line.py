"""The connection line: one quiet line that says where the page stands when the server can't be reached.

Offline is normal at a door, so it is neither red nor loud, and it says nothing while there is nothing to say.
"""

from collections.abc import Mapping

import reflex as rx

from app.offline import browser

# By what the browser found (Saying in app/offline/connection.ts).
WORDS: Mapping[str, str] = {
    "offline": "Offline. What you enter is kept on this phone.",
    "unanswered": "The server doesn't answer just now. What you enter is kept on this phone.",
    "reconnecting": "Live view is reconnecting. What you see may be some seconds old.",
    "outdated": "Offline. What you see is from the last connection.",
    "partial": "The server answers only in part. What you see is live, but some actions may fail.",
}


def connection_line(*, live: bool = False, words: Mapping[str, str] = WORDS) -> rx.Component:
    """The line; `live` for pages that show what the server sends."""
    says = browser.connection(live=live)
    line = "block border-b border-line bg-card px-4 py-2 text-sm text-quiet"
    # The region stays on the page while it is empty: screen readers announce changes of a region they know.
    return rx.el.div(
        rx.cond(
            says != "",
            rx.el.span(rx.match(says, *words.items(), ""), class_name=line),
        ),
        role="status",
        aria_live="polite",
        custom_attrs={"data-connection": says},
    )
