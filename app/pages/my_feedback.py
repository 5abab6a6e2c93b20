"""The page at /queue: everything that this device keeps of one's feedback, where it is, and what can be done about it.

Stage: queue. In: the queue, live in every tab. Out: taps on it. Always holds: it works with the server away; what is
shown of thousands of records is what is near the window.
"""

import reflex as rx

from app.components.button import button
from app.components.card import card
from app.components.skeleton import skeleton
from app.components.tabs import Tab, tabs
from app.config import load_settings
from app.jazz.provider import queue, storage
from app.languages.text import ago, t
from app.pages import routes
from app.pages.blocked import blocked
from app.pages.frame import public_frame, title
from app.pages.paired import paired
from app.pages.passphrase import unlocking
from app.pages.records import records, totals
from app.pages.signed_out import sign_in_button, unless_signed_out
from app.pages.this_phone import this_phone

TABS = "mine"
# How it stands with the connection, where that is worth a word (Status in app/jazz/news.ts).
STANDING = ("connecting", "waiting", "stopped", "signed_out")


def _sending() -> rx.Component:
    """When server and device last had the same, how it stands, and the button for what a person can do about it."""
    since = rx.cond(queue.last_sync > 0, t("mine-synced", when=ago(queue.last_sync)), t("mine-never"))
    words = rx.match(queue.status, *((each, t(f"mine-{each}")) for each in STANDING), "")
    send = button(t("mine-send"), icon_name="send", on_click=queue.send_now, busy=queue.status == "connecting")
    return rx.el.div(
        rx.el.div(
            rx.el.p(since),
            rx.el.p(words, role="status", class_name="empty:hidden"),
            class_name="text-sm text-quiet min-w-0",
        ),
        rx.cond(queue.pending > 0, unless_signed_out(send, sign_in_button(icon_name="user"))),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )


def _parts() -> rx.Component:
    views = [
        Tab("records", t("mine-records"), rx.el.div(totals(), records(), class_name="grid gap-4 min-w-0")),
        Tab("phone", t("mine-phone"), this_phone()),
    ]
    # The list in localStorage is this browser's alone.
    if load_settings().use_jazz_sync:
        views.append(Tab("devices", t("mine-devices"), paired(f"{TABS}-tab-devices")))
    return rx.el.div(
        _sending(),
        tabs(TABS, t("mine-parts"), *views),
        class_name="grid gap-4 min-w-0",
    )


def _locked() -> rx.Component:
    return card(
        unlocking(),
        rx.el.p(queue.other_trouble, role="alert", class_name="text-attention empty:hidden"),
        heading=t("mine-locked"),
    )


def page() -> rx.Component:
    """What waits, or why that can't be said now."""
    opening = rx.cond(storage.blocked, rx.fragment(), skeleton(t("mine-loading"), shape="card", rows=4))
    return public_frame(
        title(t("mine-title")),
        _live(),
        blocked(),
        rx.cond(queue.ready, rx.cond(storage.locked, _locked(), _parts()), opening),
    )


def _live() -> rx.Component:
    """Keep the connection while somebody looks at what other devices do. Renders nothing."""
    return rx.fragment(rx.Var("null", _var_data=queue.stay_live))


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.QUEUE, title=t("mine-page"))
