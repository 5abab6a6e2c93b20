"""The status bar of every public page: what waits, where it is, since when; it leads to all of it.

Stage: queue. In: the queue's Vars. Out: one quiet line. Always holds: it says nothing while there is nothing to say,
and nothing in it is an alarm because the network is away.
"""

import reflex as rx

from app.components.handlers import Text
from app.components.page_shell import status_bar
from app.components.state_badge import LOOKS, RecordState
from app.feedback.entry import EntryStatus
from app.jazz.provider import queue, storage
from app.languages.text import ago, t
from app.pages import routes


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
                _of("saved", t("bar-saved", count=queue.pending, when=ago(queue.since(saved)))),
                rx.cond(
                    queue.received > 0,
                    _of("received", t("bar-received", count=queue.received, when=ago(queue.since(received)))),
                    rx.cond(queue.stored > 0, _of("stored", t("bar-stored", when=ago(queue.last_stored)))),
                ),
            ),
        ),
    )
    return rx.el.nav(rx.cond(queue.ready, line), aria_label=t("mine-title"))


def _of(state: RecordState, words: Text) -> rx.Component:
    icon_name, look = LOOKS[state]
    return _line(icon_name, look.split()[0], words)


def _line(icon_name: str, colour: str, words: Text) -> rx.Component:
    return status_bar(icon_name, words, colour=colour, href=routes.QUEUE)
