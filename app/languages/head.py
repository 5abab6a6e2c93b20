"""What every page's head says about its language: first of all, so that the page is drawn in it."""

import reflex as rx

from app.languages.delivery import boot


def head() -> list[rx.Component]:
    """For rx.App(head_components=…). The character set comes first: browsers look for it in the first KiB."""
    return [rx.el.meta(char_set="utf-8"), rx.el.script(boot())]
