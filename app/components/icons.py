"""Icons: a small set of our own, drawn in lines on a grid of 24.

In: a name. Out: an inline SVG in the colour of the text around it, 1.25 times as high, hidden from screen readers:
the word beside it, or the label of its button, says what it means.
"""

import reflex as rx

from app.components.handlers import Text

STAR = "M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 17l-5.4 2.9 1.1-6.1L3.2 9.6l6.1-.8z"

PATHS: dict[str, str] = {
    "alert": "M12 8v5M12 16.3v.2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "chart": "M4 20h16M7 16v-4M12 16V6M17 16v-7",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "chevron-down": "M6 9.5l6 6 6-6",
    "clock": "M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
    "close": "M6 6l12 12M18 6L6 18",
    "cloud": "M7.5 18.5a4 4 0 0 1-.6-7.95 5.5 5.5 0 0 1 10.6 1.2 3.4 3.4 0 0 1-.5 6.75z",
    "cloud-off": "M4 4l16 16M8.6 8.3a5.5 5.5 0 0 0-1.7 2.25 4 4 0 0 0 .6 7.95H17"
    "M12 6.5a5.5 5.5 0 0 1 5.5 5.25 3.4 3.4 0 0 1 2.3 4.6",
    "download": "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
    "edit": "M4 20l1-4.2L16.2 4.6a1.8 1.8 0 0 1 2.6 0l.6.6a1.8 1.8 0 0 1 0 2.6L8.2 19z",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "globe": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z",
    "hand": "M8 13V6.2a1.4 1.4 0 0 1 2.8 0V11V4.6a1.4 1.4 0 0 1 2.8 0V11V6.2a1.4 1.4 0 0 1 2.8 0V14"
    "c0 4-2.3 6.5-5.6 6.5-2.6 0-4-1-5.2-3.2l-2-3.6a1.4 1.4 0 0 1 2.4-1.4z",
    "home": "M4 11.5L12 4.5l8 7M6.5 9.5V19.5h11V9.5",
    "inbox": "M4 13.5l2.5-8h11l2.5 8v5H4zM4 13.5h5a3 3 0 0 0 6 0h5",
    "info": "M12 11v5.5M12 7.7v.2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "message": "M4.5 5.5h15v11h-8l-4 3.5v-3.5h-3z",
    "moon": "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z",
    "more": "M5 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M17 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0",
    "package": "M4 8l8-4.2L20 8v8l-8 4.2L4 16zM4 8l8 4.2L20 8M12 12.2v8",
    "phone": "M8.5 3.5h7a1.5 1.5 0 0 1 1.5 1.5v14a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19V5a1.5 1.5 0 0 1 1.5-1.5z"
    "M11 17.5h2",
    "plus": "M12 5v14M5 12h14",
    "scan": "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
    "search": "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
    "send": "M4.5 12L20 4.5 15.5 20l-4-6.5zM11.5 13.5L20 4.5",
    "settings": "M4 8h9M17 8h3M4 16h3M11 16h9M15 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM9 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    "star": STAR,
    "sun": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7"
    "M7 17l-1.4 1.4",
    "system": "M4 5h16v11H4zM9 20h6M12 16v4",
    "trash": "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7",
    "turn": "M12 4a8 8 0 1 1-7.5 5.2",
    "upload": "M12 15.5V4.5M7.5 9L12 4.5 16.5 9M5 20h14",
    "user": "M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4zM4.8 20a7.3 7.3 0 0 1 14.4 0",
    "users": "M9 5a3.4 3.4 0 1 0 0 6.8A3.4 3.4 0 0 0 9 5zM2.8 19.5a6.3 6.3 0 0 1 12.4 0M15.5 5.3a3.4 3.4 0 0 1 0 6.2"
    "M17.5 13.8a6.3 6.3 0 0 1 3.7 5.7",
}

# Those that point along the line turn with it.
TURNED = frozenset(("arrow-left", "arrow-right", "send"))


def icon(name: str, class_name: Text = "size-[1.25em]") -> rx.Component:
    """The icon of that name; `class_name` replaces its size."""
    return rx.el.svg(
        rx.el.path(d=PATHS[name]),
        view_box="0 0 24 24",
        aria_hidden="true",
        class_name=["icon rtl:-scale-x-100" if name in TURNED else "icon", class_name],
    )
