"""Orders that are known to be ours."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from app.store.insert import insert_if_absent
from app.store.tables import OrderRow


def know_order(session: Session, order_id: str, courier_id: int | None, now: datetime) -> None:
    """From now on the order is known; one that was stays as it is."""
    values = {"order_id": order_id, "courier_id": courier_id, "created_at": now}
    insert_if_absent(session, OrderRow, values, key=("order_id",))


def known_orders(session: Session, order_ids: Collection[str]) -> set[str]:
    """Which of these are known."""
    return set(session.exec(select(OrderRow.order_id).where(col(OrderRow.order_id).in_(order_ids))))
