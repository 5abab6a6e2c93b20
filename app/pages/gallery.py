"""The gallery: every component in each of its states, for those who build with them. Not part of the product."""

from typing import Any

import reflex as rx

from app.components.button import button, icon_button, link_button
from app.components.card import card
from app.components.choice_chips import choice_chips
from app.components.color_mode import color_mode
from app.components.dialog import close_dialog, dialog, open_dialog
from app.components.empty_state import empty_state
from app.components.field import multiline_field, select_field, text_field
from app.components.handlers import browser_handler
from app.components.icons import PATHS, icon
from app.components.menu import MenuItem, menu
from app.components.page_shell import Place, page_shell, status_bar
from app.components.skeleton import skeleton
from app.components.star_rating import star_rating, stars_shown
from app.components.state_badge import STATES, RecordState, state_badge
from app.components.table import Column, table, table_row
from app.components.tabs import Tab, tabs
from app.components.toast import TOASTS, show_toast, toaster

WORDS: dict[RecordState, str] = {
    "saved": "Saved on this phone",
    "received": "Received",
    "stored": "In the database",
    "attention": "Needs attention",
}
STAR_WORDS = ("Bad", "Poor", "Fine", "Good", "Great")
REASONS = (("quick", "Quick"), ("careful", "Careful with the parcel"), ("polite", "Polite"), ("late", "Late"))
COLUMNS = (Column("Order"), Column("Courier"), Column("Rating"), Column("Minutes", numeric=True))
ROWS = (("A-1042", "Mara Lind", 5, "12"), ("A-1043", "Jo Peters", 3, "48"), ("A-1044", "Mara Lind", 4, "9"))
SERIES = ("bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5", "bg-chart-6")
RATINGS = ("bg-rating-1", "bg-rating-2", "bg-rating-3", "bg-rating-4", "bg-rating-5")
ROW = "flex flex-wrap items-center gap-3"
MANY = 2
STAY = browser_handler("(e) => e.preventDefault()")


def page() -> rx.Component:
    """All components in one shell."""
    return page_shell(
        rx.el.h1("Gallery", class_name="text-2xl md:text-3xl font-bold"),
        _form(),
        _buttons(),
        _states(),
        _table(),
        _layers(),
        _followers(),
        _waiting(),
        _marks(),
        skip_label="Skip to the content",
        brand="Doorstep",
        actions=(color_mode("Colours", system="As the device", light="Light", dark="Dark"),),
        status=rx.el.nav(
            status_bar("cloud-off", "2 saved on this phone since 14:02. They go out when you are back online."),
            aria_label="My feedback",
        ),
        places=(
            Place("Today", "/gallery", "chart", current=True),
            Place("Follow-up", "/gallery", "inbox"),
            Place("Couriers", "/gallery", "users"),
            Place("Settings", "/gallery", "settings"),
        ),
        places_label="Desk",
        messages=toaster("Messages", "Dismiss"),
        wide=True,
    )


def _form() -> rx.Component:
    return rx.el.form(
        card(
            star_rating("rating", "How was the delivery?", STAR_WORDS, hint="Tap a star", required=True),
            heading="Nothing chosen yet",
        ),
        card(
            star_rating("rating-given", "How was the courier?", STAR_WORDS, default_value=4),
            choice_chips("reasons", "What stood out?", REASONS, chosen=("quick",), help_text="Choose any that fit."),
            heading="Chosen",
            class_name="gap-6",
        ),
        card(
            text_field("order", "Order number", help_text="It stands on the parcel, such as A-1042.", required=True),
            text_field("contact", "Phone or mail", error="This is neither a phone number nor a mail address."),
            select_field("courier", "Courier", [("", "Choose a courier"), ("7", "Mara Lind"), ("9", "Jo Peters")]),
            heading="One line",
            class_name="gap-6",
        ),
        card(
            multiline_field(
                "comment",
                "Anything else?",
                max_length=2000,
                counter_label="Characters used:",
                help_text="Only the company reads this.",
                default_value="Left it with the neighbour, as I had asked.",
            ),
            star_rating("rating-missing", "And the parcel?", STAR_WORDS, error="Choose from one to five stars."),
            heading="Several lines",
            class_name="gap-6",
        ),
        custom_attrs={"onSubmit": STAY},
        class_name="grid gap-6 lg:grid-cols-2 items-start",
    )


def _buttons() -> rx.Component:
    return card(
        rx.el.div(
            button("Send", icon_name="send"),
            button("Save as draft", kind="quiet"),
            button("Delete 3 records", kind="danger", icon_name="trash"),
            button("Sending", busy=True, on_click=show_toast("A busy button must swallow this.")),
            link_button("Open the form", "/rate", kind="quiet", icon_name="arrow-right"),
            icon_button("edit", "Edit the record"),
            class_name=ROW,
        ),
        heading="Buttons",
    )


def _states() -> rx.Component:
    return card(
        rx.el.div(*(state_badge(state, WORDS) for state in STATES), class_name=ROW), heading="Where a record is"
    )


def _table() -> rx.Component:
    return table(
        "orders",
        "Orders of today",
        COLUMNS,
        *(
            table_row(COLUMNS, order, courier, stars_shown(stars, f"{stars} of 5 stars"), minutes)
            for order, courier, stars, minutes in ROWS
        ),
    )


def _layers() -> rx.Component:
    return card(
        rx.el.div(
            button("Discard the draft", kind="quiet", on_click=open_dialog("discard")),
            button("Show the record", kind="quiet", on_click=open_dialog("record")),
            button("Say it worked", kind="quiet", on_click=show_toast("Saved on this phone.")),
            menu(
                "actions",
                "Actions",
                MenuItem("Edit", "edit"),
                MenuItem("Download", "download", show_toast("Downloaded.")),
                MenuItem("Open the form", "arrow-right", href="/rate"),
                MenuItem("Delete", "trash", danger=True),
            ),
            class_name=ROW,
        ),
        tabs(
            "views",
            "Views of the day",
            Tab("all", "All", rx.el.p("42 ratings came in today.")),
            Tab("open", "Open", rx.el.p("3 people ask for a call back.")),
            Tab("kept", "Needs attention", rx.el.p("Nothing was refused.")),
        ),
        dialog(
            "discard",
            "Discard this draft?",
            rx.el.p("One rating with 43 characters of comment will be gone."),
            close_label="Close",
            actions=(
                button("Keep it", kind="quiet", on_click=close_dialog()),
                button("Discard", kind="danger", on_click=close_dialog()),
            ),
        ),
        dialog(
            "record",
            "Order A-1042",
            state_badge("stored", WORDS),
            rx.el.p("Left it with the neighbour, as I had asked."),
            close_label="Close",
            place="side",
        ),
        heading="What opens",
    )


def _followers() -> rx.Component:
    """Components that follow browser state; here, how many toasts are shown."""
    count = TOASTS.length().to(int)
    some = count > 0
    return card(
        rx.el.div(
            button("Follow", busy=some, on_click=show_toast("Something is shown.")),
            button("Look", kind="quiet", on_click=show_toast("Look here.")),
            state_badge(rx.cond(some, "received", "saved").to(str), WORDS),
            class_name=ROW,
        ),
        star_rating("followed", "As many stars as messages", STAR_WORDS, value=count, on_change=STAY),
        choice_chips(
            "answers",
            "Shown just now",
            (("yes", "Yes"), ("no", "No")),
            chosen=rx.cond(some, ["yes"], ["no"]).to(list[str]),
            on_change=STAY,
        ),
        text_field(
            "shown",
            "In words",
            value=rx.cond(some, "a message is shown", "").to(str),
            on_change=STAY,
            error=rx.cond(some, "A message is in the way.", "").to(str),
        ),
        dialog(
            "many",
            "Two messages",
            rx.el.p("It opened because two messages are shown."),
            close_label="Close",
            shown=count == MANY,
        ),
        heading="From browser state",
        class_name="gap-6",
    )


def _waiting() -> rx.Component:
    return rx.el.div(
        skeleton("The orders are loading", shape="card"),
        card(skeleton("The table is loading", shape="table"), heading="Table"),
        card(
            empty_state(
                "inbox",
                "Nobody waits for a call",
                "People who ask for one appear here, the oldest first.",
                action=link_button("See all ratings", "/gallery", kind="quiet"),
            )
        ),
        class_name="grid gap-6 lg:grid-cols-3 items-start",
    )


def _marks() -> rx.Component:
    def swatches(*looks: str) -> rx.Component:
        marks: list[Any] = [rx.el.span(class_name=f"size-8 rounded-control {look}") for look in looks]
        return rx.el.div(*marks, class_name="flex flex-wrap gap-2", aria_hidden="true")

    return card(
        rx.el.div(*(icon(name, "size-6") for name in PATHS), class_name="flex flex-wrap gap-4"),
        swatches(*SERIES),
        swatches(*RATINGS),
        heading="Icons and charts",
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route="/gallery", title="Gallery · Doorstep")
