"""Tabs: a few views of one thing, one of them shown.

In: a name, a label, tabs with their content. Out: a tab list with one stop for the Tab key; arrows, Home and End
move and choose at once. All content is in the page, so that choosing needs no network.
"""

from typing import NamedTuple

import reflex as rx

from app.components.handlers import Content, Handler, Text, browser_handler, given
from app.components.scripts import TABS

TAB = (
    "shrink-0 grow sm:grow-0 min-h-touch min-w-touch px-2 sm:px-4 py-2 font-semibold text-quiet "
    "border-b-2 border-transparent whitespace-nowrap transition-colors hover:text-ink aria-selected:text-ink "
    "aria-selected:border-brand focus-visible:-outline-offset-3"
)


class Tab(NamedTuple):
    """One view: its key (for ids), its label, its content, and what else to do when it is chosen."""

    key: str
    label: Text
    content: Content
    on_select: Handler | None = None


def tabs(name: str, label: Text, *views: Tab, chosen: str = "") -> rx.Component:
    """The tabs; the first one is shown unless `chosen` names another."""
    shown = chosen or views[0].key
    return rx.el.div(
        rx.el.div(
            *(_tab(name, view, selected=view.key == shown) for view in views),
            role="tablist",
            aria_label=label,
            custom_attrs={"onKeyDown": browser_handler("(e) => moveInTabs(e)", TABS, "moveInTabs")},
            class_name="flex sm:gap-1 overflow-x-auto border-b border-line",
        ),
        *(_panel(name, view, shown=view.key == shown) for view in views),
        class_name="grid gap-4 min-w-0",
    )


def _tab(name: str, view: Tab, *, selected: bool) -> rx.Component:
    return rx.el.button(
        rx.el.span(
            view.label,
            **given(on_click=view.on_select),
        ),
        type="button",
        role="tab",
        tab_index=0 if selected else -1,
        custom_attrs={
            "id": f"{name}-tab-{view.key}",
            "aria-selected": "true" if selected else "false",
            "aria-controls": f"{name}-panel-{view.key}",
            "onClick": browser_handler("(e) => chooseTab(e)", TABS, "chooseTab"),
        },
        class_name=TAB,
    )


def _panel(name: str, view: Tab, *, shown: bool) -> rx.Component:
    return rx.el.div(
        view.content,
        role="tabpanel",
        hidden=not shown,
        tab_index=0,
        custom_attrs={"id": f"{name}-panel-{view.key}", "aria-labelledby": f"{name}-tab-{view.key}"},
        class_name="min-w-0 rounded-control",
    )
