"""Whose feedback is whose: what belongs to an order, a device or a contact, wherever in the database it stands.

In: a session, and who is meant. Out: ids, and what else there is of them. Always holds: rows, what was put aside and
what still waits in rooms are judged by the same rule; a mail address is never found inside another one.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, update
from sqlmodel import Session, col, select

from app.store.tables import FeedbackRow, OrderRow, QuarantineRow

# Fewer digits than this are no telephone number.
LEAST_DIGITS = 7
BESIDE = r"[\w.+-]"
NO_DIGIT = re.compile(r"\D")
NUMBER = re.compile(r"[\d\s()+/.-]+")


class By(StrEnum):
    """By what somebody's feedback is found."""

    ORDER = "order"
    DEVICE = "device"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Whose:
    """Who is meant; of a device also the room that the server has given it."""

    by: By
    value: str
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Belonging:
    """A record in the database, and the room from which it came."""

    id: str
    room: str | None


def rows_of(session: Session, whose: Whose) -> Sequence[Belonging]:
    """The rows, corrected ones among them."""
    statement = select(FeedbackRow.id, FeedbackRow.room, FeedbackRow.contact).where(_which(whose))
    if whose.by is By.CONTACT:
        return [Belonging(row, room) for row, room, held in session.exec(statement) if same_contact(whose.value, held)]
    return [Belonging(row, room) for row, room, _ in session.exec(statement)]


def aside_of(session: Session, whose: Whose) -> Sequence[QuarantineRow]:
    """What was put aside."""
    belongs = matcher(whose)
    here = whose.room is not None
    found = session.exec(select(QuarantineRow).execution_options(yield_per=500))
    return [row for row in found if (here and row.room == whose.room) or belongs(json.loads(row.record))]


def mentions(session: Session, text: str) -> int:
    """How many comments hold these words themselves."""
    holds = func.lower(col(FeedbackRow.comment)).contains(text.strip().lower(), autoescape=True)
    return session.exec(select(func.count()).select_from(FeedbackRow).where(holds)).one()


def has_address(session: Session, order_id: str) -> bool:
    """Whether a name or an address is known of the order."""
    row = session.get(OrderRow, order_id)
    return row is not None and bool(row.name or row.address)


def forget_address(session: Session, *which: ColumnElement[bool]) -> int:
    """Empty name and address of orders; their numbers stay known. How many had any."""
    had = or_(col(OrderRow.name) != "", col(OrderRow.address) != "")
    emptied = update(OrderRow).where(*which, had).values(name="", address="")
    return session.connection().execute(emptied).rowcount


def forget_aside(session: Session, rows: Sequence[QuarantineRow]) -> None:
    """Keep these no longer."""
    for row in rows:
        session.delete(row)


def outdated(session: Session, before: datetime, most: int) -> Sequence[Belonging]:
    """The rows that came before that moment, oldest first."""
    received = (col(FeedbackRow.received_at), col(FeedbackRow.id))
    statement = select(FeedbackRow.id, FeedbackRow.room).where(received[0] < before).order_by(*received).limit(most)
    return [Belonging(*row) for row in session.exec(statement)]


def count_outdated(session: Session, before: datetime) -> int:
    """How many they are."""
    return session.exec(
        select(func.count()).select_from(FeedbackRow).where(col(FeedbackRow.received_at) < before)
    ).one()


def forget_outdated_aside(session: Session, before: datetime, day: date) -> int:
    """Keep no longer what was put aside before that moment, nor addresses of days before; how many were put aside."""
    forget_address(
        session,
        or_(col(OrderRow.day) < day, and_(col(OrderRow.day).is_(None), col(OrderRow.created_at) < before)),
    )
    gone = delete(QuarantineRow).where(col(QuarantineRow.received_at) < before)
    return session.connection().execute(gone).rowcount


def matcher(whose: Whose) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a record with camelCase keys belongs to them."""
    if whose.by is By.CONTACT:
        return lambda record: same_contact(whose.value, record.get("contact"))
    field = "orderId" if whose.by is By.ORDER else "deviceId"
    return lambda record: record.get(field) == whose.value


def same_contact(wanted: str, held: object) -> bool:
    """Whether a contact, as somebody typed it, is or holds the one that is wanted."""
    if not isinstance(held, str):
        return False
    one, other = (" ".join(each.casefold().split()) for each in (wanted, held))
    if not one:
        return False
    if NUMBER.fullmatch(one) and len(digits := _digits(one)) >= LEAST_DIGITS:
        there = _digits(other)
        # With or without the country's code and the zero before the area's.
        return len(there) >= LEAST_DIGITS and (there.endswith(digits) or digits.endswith(there))
    return re.search(rf"(?<!{BESIDE}){re.escape(one)}(?!{BESIDE})", other) is not None


def _digits(text: str) -> str:
    return NO_DIGIT.sub("", text).lstrip("0")


def _which(whose: Whose) -> ColumnElement[bool]:
    if whose.by is By.ORDER:
        return col(FeedbackRow.order_id) == whose.value
    if whose.by is By.CONTACT:
        # A contact is typed in many ways, so all are judged; they stand together in an index of their own.
        return col(FeedbackRow.contact).is_not(None)
    mine = col(FeedbackRow.device_id) == whose.value
    return mine if whose.room is None else or_(mine, col(FeedbackRow.room) == whose.room)
