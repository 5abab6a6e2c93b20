"""Cases by rule: made, moved and closed in the transaction that writes the records they are about.

Stage: store. In: the rows that a transaction has made, those that are current no more, and those that are so again.
Out: cases. Always holds: every current record that asks to be contacted has a case, and no record has two; a case
follows its record to the correction of it; what leaves the database takes its case along.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from app.feedback.cases import CaseEvent, CaseState, after_correction, comes_in, first_due, reopened
from app.store.case_facts import facts
from app.store.rows import Row
from app.store.tables import CaseEventRow, CaseRow, FeedbackRow

# Corrections of corrections are followed so far: two records may claim to correct each other.
MOST_STEPS = 50
READ = ("id", "corrected_by", "courier_id", "rating", "reasons", "source", "needs_follow_up")


def keep_cases(connection: Connection, made: Sequence[Row], gone: Sequence[Row], now: datetime) -> None:
    """Bring the cases up to these rows: `gone` are those that have been corrected just now."""
    if gone:
        _follow(connection, [row["id"] for row in gone], now)
    corrected = {row["id"] for row in gone}
    open_cases(connection, [row for row in made if row["id"] not in corrected], now)


def open_cases(connection: Connection, rows: Sequence[Row], now: datetime) -> None:
    """A case for each of these that asks for one and has none."""
    opened: list[dict[str, Any]] = [
        {"id": row["id"], "feedback_id": row["id"], "state": CaseState.NEW.value, "opened_at": now,
         "due_at": first_due(row["rating"], now), "draft": "", **facts(row)}
        for row in rows if comes_in(row["source"], row["needs_follow_up"])
    ]  # fmt: skip
    if not opened:
        return
    engine = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(engine.insert(CaseRow).on_conflict_do_nothing(), opened)


def withdraw(connection: Connection, ids: Sequence[str], now: datetime, actor: str = "") -> None:
    """Close the open cases of these records: nobody asks any more."""
    asked = (col(CaseRow.feedback_id).in_(ids), col(CaseRow.closed_at).is_(None))
    closing = update(CaseRow).where(*asked).values(state=CaseState.DONE.value, closed_at=now)
    closed = connection.execute(closing.returning(col(CaseRow.id))).scalars().all()
    _note(connection, closed, CaseEvent.WITHDRAWN, now, actor)


def ask_again(connection: Connection, rows: Sequence[Row], now: datetime, actor: str) -> None:
    """A case for each of these: a new one, or the one that was done."""
    open_cases(connection, rows, now)
    for row in rows:
        done = (col(CaseRow.feedback_id) == row["id"], col(CaseRow.closed_at).is_not(None))
        for case in connection.execute(select(col(CaseRow.id), col(CaseRow.assignee_id)).where(*done)).all():
            state = reopened(case.assignee_id is not None)
            changed = {"state": state.value, "closed_at": None, "due_at": first_due(row["rating"], now)}
            connection.execute(update(CaseRow).where(col(CaseRow.id) == case.id).values(changed))
            _note(connection, [case.id], CaseEvent.REOPENED, now, actor)


def remove_cases(connection: Connection, ids: Sequence[str]) -> None:
    """Their records leave, and so does all that was written about them."""
    connection.execute(delete(CaseRow).where(col(CaseRow.feedback_id).in_(ids)))


def _follow(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    cases = select(col(CaseRow.id), col(CaseRow.feedback_id), col(CaseRow.state), col(CaseRow.assignee_id))
    of_these = cases.where(col(CaseRow.feedback_id).in_(ids)).order_by(col(CaseRow.id)).with_for_update()
    for case in connection.execute(of_these).all():
        head = _head(connection, case.feedback_id)
        if head is None or _has_case(connection, head["id"]):
            withdraw(connection, [case.feedback_id], now)
            continue
        asks = comes_in(head["source"], head["needs_follow_up"])
        before = CaseState(case.state)
        after = after_correction(before, asks, case.assignee_id is not None)
        changed: dict[str, Any] = {"feedback_id": head["id"], "state": after.value, **facts(head)}
        if before is not after:
            changed["closed_at"] = now if after is CaseState.DONE else None
        if before is CaseState.DONE and after is not before:
            changed["due_at"] = first_due(head["rating"], now)
        connection.execute(update(CaseRow).where(col(CaseRow.id) == case.id).values(changed))
        _note(connection, [case.id], CaseEvent.CORRECTED if asks else CaseEvent.WITHDRAWN, now, "")


def _head(connection: Connection, record_id: str) -> Row | None:
    """The record that stands for this one now; None where none does."""
    columns = [col(getattr(FeedbackRow, name)) for name in READ]
    for _ in range(MOST_STEPS):
        found = connection.execute(select(*columns).where(col(FeedbackRow.id) == record_id)).mappings().first()
        if found is None:
            return None
        if found["corrected_by"] is None:
            return dict(found)
        record_id = found["corrected_by"]
    return None


def _has_case(connection: Connection, record_id: str) -> bool:
    return connection.execute(select(col(CaseRow.id)).where(col(CaseRow.feedback_id) == record_id)).first() is not None


def _note(connection: Connection, cases: Sequence[str], event: CaseEvent, now: datetime, actor: str) -> None:
    if cases:
        lines = [{"case_id": each, "at": now, "actor": actor, "event": event.value, "note": ""} for each in cases]
        connection.execute(insert(CaseEventRow), lines)
