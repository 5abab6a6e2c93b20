"""The page shell: what stands around the content of every page.

In: the content, the brand, perhaps a status bar and places to go. Out: a skip link, a header, the status bar and the
main landmark. The status bar and the places stand at the foot on phones, within a thumb's reach; on desktops the bar
is under the header and the places are a rail at the left.
"""

from collections.abc import Sequence
from typing import NamedTuple

import reflex as rx
from reflex_components_core.el.elements.inline import A as Anchor  # type: ignore[import-untyped]

from app.components.handlers import Content, Flag, Text, joined
from app.components.icons import icon

CONTENT_ID = "content"
# Stays in view on phones, but not where it would take much of it: held sideways, or with very large text.
FOOT = "order-3 relative bottom-0 z-10 [@media(min-height:30rem)]:sticky md:contents"
STATUS = "md:order-2 md:col-span-full md:sticky md:top-0 md:z-10"


class Place(NamedTuple):
    """One place to go: whether it is this page, the keys that lead there ("g p"), and who sees it.

    `rail_only`: on phones another way leads there, and the tabs have no room for it.
    """

    label: Text
    href: Text
    icon_name: str
    current: Flag = False
    keys: str = ""
    shown: Flag = True
    rail_only: bool = False


def page_shell(
    *content: Content,
    skip_label: Text,
    brand: Content,
    home: Text = "/",
    actions: Sequence[rx.Component] = (),
    status: rx.Component | None = None,
    places: Sequence[Place] = (),
    places_label: Text = "",
    messages: rx.Component | None = None,
    foot: rx.Component | None = None,
    closing: rx.Component | None = None,
    wide: bool = False,
) -> rx.Component:
    """The page; `wide` is for the desk, else the content keeps the width of a form.

    `messages` is its toaster; `foot` is what a form wants within a thumb's reach on phones, `closing`
    what stands quietly under all content.
    """
    columns = "md:grid-cols-[13rem_minmax(0,1fr)]" if places else "md:grid-cols-[minmax(0,1fr)]"
    rows = "md:grid-rows-[auto_auto_1fr]" if status is not None else "md:grid-rows-[auto_1fr]"
    bars = rx.el.div(
        *([messages] if messages is not None else []),
        *([rx.el.div(foot, class_name="md:hidden bg-card border-t border-line")] if foot is not None else []),
        *([rx.el.div(status, class_name=STATUS)] if status is not None else []),
        *([_places(places, places_label)] if places else []),
        class_name=FOOT,
    )
    main = rx.el.main(
        rx.el.div(
            *content,
            *([closing] if closing is not None else []),
            class_name=joined("grid gap-4 md:gap-6 mx-auto", "max-w-7xl" if wide else "max-w-xl"),
        ),
        tab_index=-1,
        custom_attrs={"id": CONTENT_ID},
        class_name="order-2 md:order-3 grow min-w-0 px-4 pt-4 pb-6 md:px-8 md:py-8 outline-none",
    )
    # Where to go comes before the content for who reads or tabs through it; what ends a form comes after.
    return rx.el.div(
        _skip_link(skip_label),
        _header(brand, home, actions),
        *((bars, main) if places else (main, bars)),
        class_name=joined("min-h-dvh flex flex-col md:grid print:block", rows, columns, "desk" if wide else ""),
    )


def status_bar(
    icon_name: str,
    *content: Content,
    colour: str = "text-quiet",
    href: Text = "/",
    beside: rx.Component | None = None,
) -> rx.Component:
    """One quiet line: what waits, where it is, since when. It leads to all of it; `beside` is a button of its own."""
    bar = "bg-card border-t border-line md:border-t-0 md:border-b"
    line = (
        "flex items-center gap-2 grow min-w-0 min-h-touch px-4 py-1 md:px-8 text-sm text-quiet no-underline "
        "hover:text-ink focus-visible:-outline-offset-3"
    )
    link = rx.el.a(
        icon(icon_name, f"size-5 {colour}"),
        rx.el.span(*content, class_name="grow min-w-0 wrap-anywhere"),
        *([icon("arrow-right", "size-5")] if beside is None else []),
        href=href,
        class_name=joined(line, bar if beside is None else "basis-0"),
    )
    return link if beside is None else rx.el.div(link, beside, class_name=joined("flex items-center md:pe-4", bar))


def _skip_link(label: Text) -> rx.Component:
    # Not rx.el.a, which makes a route of its address: that moves the view, but not the focus.
    return Anchor.create(
        label,
        href=f"#{CONTENT_ID}",
        class_name="sr-only focus:not-sr-only focus:fixed focus:z-40 focus:top-2 focus:start-2 focus:px-4 focus:py-3 "
        "focus:rounded-control focus:bg-brand focus:text-on-brand font-semibold",
    )


def _header(brand: Content, home: Text, actions: Sequence[rx.Component]) -> rx.Component:
    return rx.el.header(
        rx.el.a(
            icon("package", "size-6 text-brand"),
            rx.el.span(brand),
            href=home,
            class_name="inline-flex items-center gap-2 min-h-touch text-lg font-bold no-underline",
        ),
        rx.el.div(*actions, class_name="flex items-center gap-2"),
        class_name="order-1 md:col-span-full flex flex-wrap items-center justify-between gap-x-3 "
        "px-4 py-1 md:px-8 bg-card border-b border-line",
    )


def _places(places: Sequence[Place], label: Text) -> rx.Component:
    return rx.el.nav(
        rx.el.ul(
            *(_item(place) for place in places),
            class_name="flex flex-wrap md:flex-col md:gap-1 md:sticky md:top-14",
        ),
        aria_label=label,
        class_name="md:order-2 bg-card border-t border-line md:border-t-0 md:border-e md:p-3",
    )


def _item(place: Place) -> rx.Component:
    size = "grow basis-0 min-w-max md:basis-auto md:grow-0 md:min-w-0"
    item = rx.el.li(_place(place), class_name=f"max-md:hidden {size}" if place.rail_only else size)
    if isinstance(place.shown, rx.Var):
        return rx.cond(place.shown, item)
    return item if place.shown else rx.fragment()


def _place(place: Place) -> rx.Component:
    current = place.current
    mark = rx.cond(current, "page", "false") if isinstance(current, rx.Var) else ("page" if current else "false")
    return rx.el.a(
        icon(place.icon_name, "size-6 md:size-5"),
        rx.el.span(place.label),
        href=place.href,
        custom_attrs={"aria-current": mark} | ({"data-keys": place.keys} if place.keys else {}),
        class_name="flex flex-col md:flex-row items-center gap-1 md:gap-3 min-h-touch px-1 md:px-3 py-2 text-sm "
        "font-semibold text-quiet no-underline md:rounded-control hover:text-ink aria-[current=page]:text-brand "
        "max-md:aria-[current=page]:shadow-[inset_0_2px_var(--color-brand)] md:aria-[current=page]:bg-brand-soft",
    )
