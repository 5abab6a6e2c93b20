"""`draft` for pages: the form that is being filled in, and the record that was just saved.

Stage: capture.
"""

from typing import Any

import reflex as rx
from reflex.vars import BooleanVar, NumberVar, StringVar

from app.jazz.page_state import call, data, read, select, sentence


class Draft:
    """The form on this page."""

    @property
    def restored(self) -> BooleanVar:
        """Whether a half-filled form was brought back."""
        return read("draft.restored").to(bool)

    @property
    def saving(self) -> BooleanVar:
        """Whether it is being written."""
        return read("draft.saving").to(bool)

    @property
    def saved(self) -> BooleanVar:
        """Whether the record is on the disk of this device."""
        return read("draft.saved !== null").to(bool)

    @property
    def saved_order(self) -> StringVar[str]:
        """The order of the record that was saved."""
        return read('draft.saved?.orderId ?? ""').to(str)

    @property
    def saved_state(self) -> StringVar[str]:
        """Where that record is by now."""
        return select("savedState(jazz)", "savedState").to(str)

    @property
    def saved_id(self) -> StringVar[str]:
        """The id of the record that was saved."""
        return read('draft.saved?.id ?? ""').to(str)

    @property
    def withdrawn(self) -> BooleanVar:
        """Whether the record that was saved has been taken back."""
        return read("draft.withdrawn").to(bool)

    @property
    def link_ends(self) -> NumberVar[int]:
        """When the link of this page ends, in milliseconds since 1970; 0 for never."""
        return read("draft.link.endsAt ?? 0").to(int)

    @property
    def link_is_over(self) -> BooleanVar:
        """Whether the link of this page has ended, by the clock of this device."""
        return read("draft.link.isOver").to(bool)

    @property
    def earlier(self) -> StringVar[str]:
        """The id of a record of this device for the order that the form is about; empty when there is none."""
        return select("earlier(jazz)", "earlier").to(str)

    @property
    def failure(self) -> StringVar[str]:
        """Why it could not be saved, as a sentence; empty when nothing failed."""
        return sentence("draft.failure")

    @property
    def clear(self) -> rx.Var[Any]:
        """Handler: throw the half-filled form away."""
        return call("clearDraft")

    @property
    def next(self) -> rx.Var[Any]:
        """Handler: leave the notice that it is saved and begin the next form."""
        return call("nextForm")

    @property
    def ask_again(self) -> rx.Var[Any]:
        """Handler: ask for what the link has said."""
        return call("askAgain")

    @property
    def withdraw_saved(self) -> rx.Var[Any]:
        """Handler: take back what was just saved."""
        return call("withdrawSaved")

    @property
    def scanned(self) -> rx.Var[Any]:
        """Browser function: fill in what a code says."""
        return rx.Var("scanned", _var_data=data("scanned"))

    def correct(self, record_id: Any) -> rx.Var[Any]:
        """Handler: put a record of this device into the form, to be sent in its place."""
        return call("correct", record_id)

    def linked(self, field: str) -> StringVar[str]:
        """What the link says of a field."""
        return read(f'draft.link.fields["{field}"] ?? ""').to(str)

    def text(self, field: str) -> StringVar[str]:
        """What stands in a field now."""
        return read(f'draft.fields["{field}"] ?? ""').to(str)

    def ticked(self, field: str) -> BooleanVar:
        """Whether a box is ticked now."""
        return read(f'draft.fields["{field}"] === true').to(bool)

    def problem(self, field: str) -> StringVar[str]:
        """The code of what is wrong with a field; empty when nothing is."""
        return read(f'draft.problems["{field}"] ?? ""').to(str)


draft = Draft()
