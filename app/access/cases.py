"""Working on cases: who sees to it, by when, what was said, and when it is done.

In: a case, and who does what. Out: nothing, or why it can't be. Always holds: a step is legal or refused, whoever was
first; state, line of its history and line in the audit log are one transaction; nobody's words are written over
unseen; the audit log never holds what was written about a customer.
"""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, select

from app.access import audit, principals
from app.access.audit import Act, called
from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.errors import Decided, Invalid, NotFound
from app.feedback.cases import MAX_DRAFT, MAX_NOTE, REPLY, CaseEvent, CaseState, reopened
from app.store.engine import Database
from app.store.tables import CaseEventRow, CaseRow, PrincipalRow

NO_CASE = "This case isn't there any more."
NO_STEP = "Somebody else was faster: this case can't take that step any more."
OTHER_DRAFT = "Somebody else has changed this reply meanwhile: look at theirs before you go on."

ACTS = {
    CaseEvent.ASSIGNED: Act.CASE_ASSIGNED,
    CaseEvent.GIVEN_BACK: Act.CASE_GIVEN_BACK,
    CaseEvent.NOTED: Act.CASE_NOTED,
    CaseEvent.DUE_SET: Act.CASE_DUE,
    CaseEvent.ANSWERED: Act.CASE_ANSWERED,
    CaseEvent.DONE: Act.CASE_DONE,
    CaseEvent.REOPENED: Act.CASE_REOPENED,
}

Step = Callable[[Session, CaseRow], None]


class Cases:
    """The cases of the inbox."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def assign(self, by: Principal, case_id: str, to: str) -> None:
        """Let somebody see to it; nobody when it is empty."""
        now = self._now()

        def step(session: Session, case: CaseRow) -> None:
            if case.assignee_id == (to or None) and case.state != CaseState.DONE:
                return
            _bring(case, CaseState.ASSIGNED if to else CaseState.NEW, now)
            case.assignee_id = _agent(session, to).id if to else None
            if to:
                _write(session, by, case, CaseEvent.ASSIGNED, now, called(principals.get(session, to)))
            else:
                _write(session, by, case, CaseEvent.GIVEN_BACK, now)

        await self._change(case_id, step)

    async def note(self, by: Principal, case_id: str, text: str) -> None:
        """Write down what the others should know."""
        said = _said(text, MAX_NOTE, "note")
        if not said:
            raise Invalid("Write something first.", {"note": "is empty"})
        now = self._now()

        def step(session: Session, case: CaseRow) -> None:
            _write(session, by, case, CaseEvent.NOTED, now, said)

        await self._change(case_id, step)

    async def set_due(self, by: Principal, case_id: str, due_at: datetime) -> None:
        """Say by when something is to be done."""
        now = self._now()

        def step(session: Session, case: CaseRow) -> None:
            if case.state == CaseState.DONE:
                raise Decided(NO_STEP)
            if case.due_at == due_at:
                return
            case.due_at = due_at
            _write(session, by, case, CaseEvent.DUE_SET, now, due_at.isoformat())

        await self._change(case_id, step)

    async def save_draft(self, case_id: str, was: str, text: str) -> None:
        """Keep a reply that isn't sent yet; `was` is what its writer saw."""
        said = _said(text, MAX_DRAFT, "draft")

        def step(_session: Session, case: CaseRow) -> None:
            if case.draft not in (was, said):
                raise Decided(OTHER_DRAFT)
            case.draft = said

        await self._change(case_id, step)

    async def answer(self, by: Principal, case_id: str) -> None:
        """The customer has an answer; now it is their turn."""
        now = self._now()

        def step(session: Session, case: CaseRow) -> None:
            _bring(case, CaseState.WAITING, now)
            case.assignee_id = case.assignee_id or by.id
            case.due_at = now + REPLY
            _answered(case, now)
            # What was sent stays in the history.
            _write(session, by, case, CaseEvent.ANSWERED, now, case.draft)
            case.draft = ""

        await self._change(case_id, step)

    async def finish(self, by: Principal, case_id: str) -> None:
        """Nothing more is to be done."""
        now = self._now()

        def step(session: Session, case: CaseRow) -> None:
            _bring(case, CaseState.DONE, now)
            case.assignee_id = case.assignee_id or by.id
            _answered(case, now)
            _write(session, by, case, CaseEvent.DONE, now)

        await self._change(case_id, step)

    async def reopen(self, by: Principal, case_id: str) -> None:
        """Something is to be done again."""
        now = self._now()

        def step(session: Session, case: CaseRow) -> None:
            if case.state != CaseState.DONE:
                raise Decided(NO_STEP)
            _bring(case, reopened(case.assignee_id is not None), now)
            case.due_at = max(case.due_at, now + REPLY)
            _write(session, by, case, CaseEvent.REOPENED, now)

        await self._change(case_id, step)

    async def _change(self, case_id: str, step: Step) -> None:
        def change(session: Session) -> None:
            case = session.exec(select(CaseRow).where(CaseRow.id == case_id).with_for_update()).first()
            if case is None:
                raise NotFound(NO_CASE)
            step(session, case)
            session.add(case)

        await self._database.write(change)


def _bring(case: CaseRow, to: CaseState, now: datetime) -> None:
    if not CaseState(case.state).may_become(to):
        raise Decided(NO_STEP)
    case.state = to.value
    case.closed_at = now if to is CaseState.DONE else None


def _answered(case: CaseRow, now: datetime) -> None:
    if case.answered_after is None:
        case.answered_after = max(0, int((now - case.opened_at).total_seconds()))


def _agent(session: Session, person: str) -> Principal:
    """Somebody who may work on cases, and may come in."""
    found = principals.get(session, person)
    row = session.get(PrincipalRow, person)
    if row is None or row.disabled_at is not None or not can(found, Action.WORK, Resource(Thing.CASE)):
        raise Invalid("This person can't work on cases.", {"person": "may not"})
    return found


def _said(text: str, most: int, name: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if len(said) > most:
        raise Invalid(f"This is longer than {most} characters.", {name: "is too long"})
    return said


def _write(session: Session, by: Principal, case: CaseRow, event: CaseEvent, now: datetime, note: str = "") -> None:
    session.add(CaseEventRow(case_id=case.id, at=now, actor=called(by), event=event.value, note=note))
    audit.note(session, by, ACTS[event], now, record=case.feedback_id)
