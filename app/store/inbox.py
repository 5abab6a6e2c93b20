"""Reading cases: page by page, what is due first first; one with its history; and how soon people are answered.

In: a view, and where the page before ended. Out: cases with the records they are about. Always holds: a page is bounded
and costs the same however many cases are done.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, or_, tuple_
from sqlmodel import Session, col, select

from app.feedback.cases import CaseState
from app.store import case_facts
from app.store.listing import Wanted, conditions
from app.store.tables import CaseEventRow, CaseRow, FeedbackRow

MOST_EVENTS = 200


class View(StrEnum):
    """Which cases are looked at."""

    OPEN = "open"
    NEW = "new"
    MINE = "mine"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Case:
    """A case, and the record it is about."""

    row: CaseRow
    record: FeedbackRow

    @property
    def place(self) -> tuple[datetime, str]:
        """Where it stands in its view."""
        return self.row.closed_at or self.row.due_at, self.row.id


def cases(session: Session, view: View, me: str, after: tuple[datetime, str] | None, size: int) -> Sequence[Case]:
    """The next cases: open ones by what is due first, done ones by what was done last."""
    is_done = view is View.DONE
    moment = col(CaseRow.closed_at) if is_done else col(CaseRow.due_at)
    place = tuple_(moment, col(CaseRow.id))
    statement = select(CaseRow, FeedbackRow).join(FeedbackRow, col(FeedbackRow.id) == col(CaseRow.feedback_id))
    statement = statement.where(col(CaseRow.closed_at).is_not(None) if is_done else col(CaseRow.closed_at).is_(None))
    if view in (View.NEW, View.WAITING):
        statement = statement.where(CaseRow.state == view.value)
    if view is View.MINE:
        statement = statement.where(CaseRow.assignee_id == me)
    if after is not None:
        statement = statement.where(place < after if is_done else place > after)
    order = (moment.desc(), col(CaseRow.id).desc()) if is_done else (moment, col(CaseRow.id))
    return [Case(*found) for found in session.exec(statement.order_by(*order).limit(size))]


def counts(session: Session, me: str, now: datetime) -> Mapping[str, int]:
    """How many are in each view but the last, and how many are overdue."""
    overdue = col(CaseRow.due_at) < now
    mine = func.coalesce(col(CaseRow.assignee_id) == me, False)
    kinds = select(CaseRow.state, mine, overdue, func.count()).where(col(CaseRow.closed_at).is_(None))
    found: Counter[str] = Counter()
    for state, is_mine, is_overdue, count in session.exec(kinds.group_by(CaseRow.state, mine, overdue)):
        found[View.OPEN] += count
        found[View.MINE] += count * bool(is_mine)
        found["overdue"] += count * bool(is_overdue)
        if state in (CaseState.NEW, CaseState.WAITING):
            found[state] += count
    return found


def find(session: Session, case_id: str) -> tuple[Case, Sequence[CaseEventRow]] | None:
    """One case with its history, oldest first; None when there is no such case."""
    statement = select(CaseRow, FeedbackRow).join(FeedbackRow, col(FeedbackRow.id) == col(CaseRow.feedback_id))
    found = session.exec(statement.where(CaseRow.id == case_id)).first()
    if found is None:
        return None
    newest = select(CaseEventRow).where(CaseEventRow.case_id == case_id).order_by(col(CaseEventRow.number).desc())
    return Case(*found), session.exec(newest.limit(MOST_EVENTS)).all()[::-1]


def case_of(session: Session, record_id: str) -> str | None:
    """The case that is about this record, or was before its correction."""
    about = or_(col(CaseRow.feedback_id) == record_id, col(CaseRow.id) == record_id)
    return session.exec(select(CaseRow.id).where(about)).first()


def cases_of(session: Session, records: Sequence[str]) -> Mapping[str, str]:
    """The case of each of these records that has one."""
    about = select(CaseRow.feedback_id, CaseRow.id).where(col(CaseRow.feedback_id).in_(records))
    return dict(session.exec(about).all())


def answer_time(session: Session, wanted: Wanted) -> int | None:
    """Half of those who asked had an answer sooner than this, in seconds; None where nobody has one."""
    answered = select(CaseRow.answered_after).where(col(CaseRow.answered_after).is_not(None))
    if wanted.start is not None:
        answered = answered.where(col(CaseRow.opened_at) >= wanted.start)
    if wanted.end is not None:
        answered = answered.where(col(CaseRow.opened_at) < wanted.end)
    told = case_facts.conditions(wanted)
    if told is None:
        # Without the period, which is that of the case, and the reports, which never are one.
        asked = replace(wanted, start=None, end=None, report=None, corrected=None)
        answered = answered.join(FeedbackRow, col(FeedbackRow.id) == col(CaseRow.feedback_id))
        told = conditions(session, asked)
    answered = answered.where(*told)
    count = session.exec(select(func.count()).select_from(answered.subquery())).one()
    if not count:
        return None
    return session.exec(answered.order_by(col(CaseRow.answered_after)).offset((count - 1) // 2).limit(1)).first()


def answered_after(session: Session, records: Sequence[str]) -> Sequence[int]:
    """How many seconds those of these records waited for an answer that have one."""
    their = select(CaseRow.answered_after).where(col(CaseRow.feedback_id).in_(records))
    return [each for each in session.exec(their.where(col(CaseRow.answered_after).is_not(None))) if each is not None]


def mark(session: Session) -> tuple[object, ...]:
    """Something else whenever a case has come, gone or changed; drafts are nobody's news."""
    newest = select(func.max(CaseEventRow.number), select(func.max(CaseRow.opened_at)).scalar_subquery())
    opened = select(func.count()).select_from(CaseRow).where(col(CaseRow.closed_at).is_(None))
    return (*session.exec(newest).one(), session.exec(opened).one())
