"""The install line: offers to put Doorstep on the home screen, where that is possible."""

import reflex as rx

from app.languages.text import t
from app.offline import browser


def install_line() -> rx.Component:
    """The line, or nothing where the browser can't install or has already."""
    button = rx.el.button(
        t("install-now"),
        type="button",
        on_click=browser.prompt_install(),
        class_name="min-h-12 rounded-control border border-line bg-card px-4 text-base text-ink",
    )
    line = "flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 text-sm text-quiet"
    return rx.match(
        browser.install(),
        ("offered", rx.el.p(rx.el.span(t("install-offered"), class_name="grow"), button, class_name=line)),
        # Safari has no prompt of its own.
        ("manual", rx.el.p(t("install-manual"), class_name=line)),
        rx.fragment(),
    )
