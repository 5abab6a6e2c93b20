"""Orders that are known to be ours, and the day on which a courier delivers them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, exists, select

from app.feedback.entry import EntrySource
from app.feedback.order import Order
from app.store.insert import insert_if_absent
from app.store.tables import FeedbackRow, OrderRow

# How many rows one statement makes: SQLite takes so many parameters.
AT_ONCE = 1000


def know_order(session: Session, order_id: str, courier_id: int | None, now: datetime) -> None:
    """From now on the order is known; one that was stays as it is."""
    values = {"order_id": order_id, "courier_id": courier_id, "created_at": now, "address": "", "name": ""}
    insert_if_absent(session, OrderRow, values, key=("order_id",))


def known_orders(session: Session, order_ids: Collection[str]) -> set[str]:
    """Which of these are known."""
    return set(session.exec(select(OrderRow.order_id).where(col(OrderRow.order_id).in_(order_ids))))


def bring_orders(session: Session, orders: Sequence[Order], now: datetime) -> None:
    """These orders are known from now on, as they stand here; the last of several with one number counts."""
    connection = session.connection()
    values = [order.model_dump() | {"created_at": now} for order in {each.order_id: each for each in orders}.values()]
    for start in range(0, len(values), AT_ONCE):
        insert: Any = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(OrderRow)
        said = {name: insert.excluded[name] for name in Order.model_fields if name != "order_id"}
        statement = insert.on_conflict_do_update(index_elements=["order_id"], set_=said)
        connection.execute(statement, values[start : start + AT_ONCE])


def orders_of_day(
    session: Session, day: date, courier_id: int | None, after: str | None, most: int
) -> Sequence[tuple[OrderRow, bool, bool]]:
    """The orders of a day, of one courier or of all, by number; whether each was rated, and whether reported on."""
    of_order = col(FeedbackRow.order_id) == OrderRow.order_id
    is_report = col(FeedbackRow.source) == EntrySource.COURIER.value
    # By name: the two would otherwise be one column of the answer.
    rated = exists().where(of_order, ~is_report).label("rated")
    reported = exists().where(of_order, is_report).label("reported")
    statement = select(OrderRow, rated, reported).where(OrderRow.day == day)
    if courier_id is not None:
        statement = statement.where(OrderRow.courier_id == courier_id)
    if after is not None:
        statement = statement.where(col(OrderRow.order_id) > after)
    found = session.exec(statement.order_by(col(OrderRow.order_id)).limit(most))
    return [(row, bool(rated), bool(reported)) for row, rated, reported in found]
