"""A case: somebody asked to be contacted, and a person at the desk sees to it.

Pure. In: what a record says, where a case stands, what somebody does. Out: whether it becomes a case, where it stands
then, by when something is due. Always holds: whoever asks to be contacted comes in; of those who are unhappy, sooner.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from app.feedback.entry import EntrySource
from app.feedback.scoring import LOW

FIRST_ANSWER = timedelta(hours=24)
# Whoever is content waits longer.
FIRST_ANSWER_TO_CONTENT = timedelta(days=3)
# So long somebody who was answered has to come back, before the desk asks again.
REPLY = timedelta(days=3)

MAX_NOTE = 1000
MAX_DRAFT = 4000


class CaseState(StrEnum):
    """Where it stands."""

    NEW = "new"
    """Nobody has taken it."""
    ASSIGNED = "assigned"
    """Somebody sees to it."""
    WAITING = "waiting"
    """Answered; now it is the customer's turn."""
    DONE = "done"
    """Nothing more is to be done."""

    def may_become(self, other: "CaseState") -> bool:
        """Whether a person may bring it there."""
        return other in STEPS[self]


STEPS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.NEW: frozenset({CaseState.ASSIGNED, CaseState.WAITING, CaseState.DONE}),
    # From one person to another, or back to all.
    CaseState.ASSIGNED: frozenset(CaseState),
    CaseState.WAITING: frozenset({CaseState.ASSIGNED, CaseState.NEW, CaseState.WAITING, CaseState.DONE}),
    CaseState.DONE: frozenset({CaseState.NEW, CaseState.ASSIGNED}),
}


class CaseEvent(StrEnum):
    """What happened to it; each is a line of its history."""

    ASSIGNED = "assigned"
    GIVEN_BACK = "given_back"
    NOTED = "noted"
    DUE_SET = "due_set"
    ANSWERED = "answered"
    DONE = "done"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    """By who wrote the record; the desk had no part in it."""
    WITHDRAWN = "withdrawn"
    """They don't ask any more."""


def comes_in(source: str, asks: bool) -> bool:
    """Whether a record is a case. A courier's own report speaks for no customer."""
    return asks and source != EntrySource.COURIER


def first_due(rating: int, opened_at: datetime) -> datetime:
    """By when it should be answered."""
    return opened_at + (FIRST_ANSWER if rating <= LOW else FIRST_ANSWER_TO_CONTENT)


def after_correction(state: CaseState, asks: bool, taken: bool) -> CaseState:
    """Where it stands once its record was corrected: who still asks isn't done with."""
    if not asks:
        return CaseState.DONE
    return reopened(taken) if state is CaseState.DONE else state


def reopened(taken: bool) -> CaseState:
    """Where a case stands that was done: with whom it was, if it was with anybody."""
    return CaseState.ASSIGNED if taken else CaseState.NEW
