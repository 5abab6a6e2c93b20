"""The audit log: who with a role did what, when, and on what.

In: an act, within the transaction that does it, so that neither is there without the other. Out: the newest lines.
Always holds: the log only grows. The database itself refuses to change or delete a line; names are kept as they were.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from app.access.principals import Principal
from app.store.tables import AuditRow

MAX_LINES = 200
# Who acts when nobody is signed in: whoever may use the machine.
SHELL = "The shell"


class Act(StrEnum):
    """What can be done."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    INVITED = "invited"
    ROLE_CHANGED = "role_changed"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SESSION_ENDED = "session_ended"
    ALL_SESSIONS_ENDED = "all_sessions_ended"
    PASSWORD_SET = "password_set"  # noqa: S105  an act, no password
    PASSWORD_REMOVED = "password_removed"  # noqa: S105
    DEVICE_DISABLED = "device_disabled"
    DEVICE_ENABLED = "device_enabled"
    DEVICE_GIVEN = "device_given"
    CONFLICT_ACCEPTED = "conflict_accepted"
    CONFLICT_REJECTED = "conflict_rejected"
    REFUSED_ACCEPTED = "refused_accepted"
    REFUSED_DECLINED = "refused_declined"
    DEVICE_INVITED = "device_invited"
    ERASED = "erased"
    RETIRED = "retired"
    SAMPLE_MADE = "sample_made"
    SAMPLE_REMOVED = "sample_removed"
    FOLLOW_UP_FLAGGED = "follow_up_flagged"
    FOLLOW_UP_CLEARED = "follow_up_cleared"
    CASE_ASSIGNED = "case_assigned"
    CASE_GIVEN_BACK = "case_given_back"
    CASE_NOTED = "case_noted"
    CASE_DUE = "case_due"
    CASE_ANSWERED = "case_answered"
    CASE_DONE = "case_done"
    CASE_REOPENED = "case_reopened"
    COMMENT_PUBLISHED = "comment_published"
    COMMENT_WITHHELD = "comment_withheld"
    COMMENT_RECALLED = "comment_recalled"


def note(
    session: Session,
    by: Principal | None,
    act: Act,
    now: datetime,
    subject: Principal | None = None,
    detail: str = "",
    record: str | None = None,
    actor: str = SHELL,
) -> None:
    """Write a line; `subject` is whom it was done to, `record` to which feedback, `actor` who does it without `by`."""
    session.add(
        AuditRow(
            at=now,
            actor_id=None if by is None else by.id,
            actor=actor if by is None else called(by),
            act=act,
            subject_id=record if subject is None else subject.id,
            subject="" if subject is None else called(subject),
            detail=detail,
        )
    )


def newest(
    session: Session, before: int | None = None, most: int = MAX_LINES, act: Act | None = None
) -> Sequence[AuditRow]:
    """The lines before that number, newest first."""
    statement = select(AuditRow)
    if before is not None:
        statement = statement.where(col(AuditRow.number) < before)
    if act is not None:
        statement = statement.where(AuditRow.act == act)
    return session.exec(statement.order_by(col(AuditRow.number).desc()).limit(most)).all()


def called(principal: Principal) -> str:
    """How the desk calls somebody."""
    return principal.email or principal.name or principal.id
