"""The status bar of every public page: what waits, where it is, since when; it leads to all of it.

Stage: queue. In: the queue's Vars. Out: one quiet line, and above it what went wrong
last. Always holds: it says nothing while there is nothing to say, and nothing is an alarm because the network is away.
"""

import reflex as rx

from app.components.button import icon_button
from app.components.handlers import Text
from app.components.page_shell import status_bar
from app.components.state_badge import LOOKS, RecordState
from app.feedback.entry import EntryStatus
from app.jazz.provider import queue, storage
from app.languages.text import ago, t
from app.pages import routes
from app.pages.signed_out import sign_in_button, unless_signed_out


def status() -> rx.Component:
    """The line; empty for a visitor of whom nothing is kept here."""
    saved, received = EntryStatus.SAVED, EntryStatus.RECEIVED
    line = rx.cond(
        storage.locked,
        _line("settings", "text-quiet", t("bar-locked", count=queue.pending)),
        rx.cond(
            queue.attention > 0,
            _of("attention", t("bar-attention", count=queue.attention)),
            rx.cond(
                queue.pending > 0,
                unless_signed_out(
                    _of("saved", t("bar-saved", count=queue.pending, when=ago(queue.since(saved)))),
                    _of("saved", t("bar-signed-out", count=queue.pending), beside=sign_in_button("plain")),
                ),
                rx.cond(
                    queue.received > 0,
                    _of("received", t("bar-received", count=queue.received, when=ago(queue.since(received)))),
                    rx.cond(queue.stored > 0, _of("stored", t("bar-stored", when=ago(queue.last_stored)))),
                ),
            ),
        ),
    )
    return rx.fragment(_trouble(), rx.el.nav(rx.cond(queue.ready, line), aria_label=t("mine-title")))


def _trouble() -> rx.Component:
    """What went wrong last, until somebody has read it; unless the page itself says it, or the field that it is of."""
    line = rx.el.div(
        rx.el.p(queue.other_trouble, class_name="grow min-w-0"),
        icon_button("close", t("close"), on_click=queue.dismiss_trouble),
        class_name="flex items-center gap-2 ps-4 pe-1 md:ps-8 text-sm text-attention bg-attention-soft border-t "
        "border-line md:border-t-0 md:border-b",
    )
    return rx.el.div(rx.cond((queue.other_trouble != "") & ~storage.locked & ~storage.blocked, line), role="alert")


def _of(state: RecordState, words: Text, beside: rx.Component | None = None) -> rx.Component:
    icon_name, look = LOOKS[state]
    return _line(icon_name, look.split()[0], words, beside)


def _line(icon_name: str, colour: str, words: Text, beside: rx.Component | None = None) -> rx.Component:
    return status_bar(icon_name, words, colour=colour, href=routes.QUEUE, beside=beside)
