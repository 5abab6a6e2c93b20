"""The install line: offers to put Doorstep on the home screen, where that is possible."""

from typing import NamedTuple

import reflex as rx

from app.offline import browser


class Words(NamedTuple):
    """What the line says."""

    offered: str = "Put Doorstep on your home screen: it opens with no network."
    install: str = "Install"
    # Safari has no prompt of its own.
    manual: str = "To put Doorstep on your home screen, tap Share, then Add to Home Screen."


WORDS = Words()


def install_line(words: Words = WORDS) -> rx.Component:
    """The line, or nothing where the browser can't install or has already."""
    button = rx.el.button(
        words.install,
        type="button",
        on_click=browser.prompt_install(),
        class_name="min-h-12 rounded-control border border-line bg-card px-4 text-base text-ink",
    )
    line = "flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 text-sm text-quiet"
    return rx.match(
        browser.install(),
        ("offered", rx.el.p(rx.el.span(words.offered, class_name="grow"), button, class_name=line)),
        ("manual", rx.el.p(words.manual, class_name=line)),
        rx.fragment(),
    )
