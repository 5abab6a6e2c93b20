"""Principals: everyone and everything that may come in, from a phone to the server's own worker.

In: a session of the database. Out: Principal, a frozen copy that may travel anywhere. A mail address is
kept in small letters, so that one person is one principal however they type it.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, exists, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.errors import Invalid, NotFound
from app.store.insert import insert_if_absent
from app.store.tables import PrincipalRow

# The first admin has an id that is known beforehand: two nodes that start at once make one owner.
OWNER_ID = "owner"


class Kind(StrEnum):
    """What a principal is."""

    DEVICE = "device"
    CUSTOMER = "customer"
    COURIER = "courier"
    ADMIN = "admin"
    WORKER = "worker"


class Role(StrEnum):
    """What an admin may do: each role may do all that the one above it may."""

    VIEWER = "viewer"
    AGENT = "agent"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do all that the other may."""
        ladder = list(Role)
        return ladder.index(self) >= ladder.index(other)


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody, as they are known while a request lasts."""

    id: str
    kind: Kind
    role: Role | None = None
    room: str | None = None
    email: str | None = None
    name: str = ""
    courier_id: int | None = None


def add(
    session: Session,
    kind: Kind,
    now: datetime,
    *,
    role: Role | None = None,
    room: str | None = None,
    email: str | None = None,
    name: str = "",
) -> Principal:
    """Take somebody in; Invalid when the mail address is somebody else's already."""
    row = PrincipalRow(
        id=str(uuid.uuid4()),
        kind=kind,
        role=role,
        room=room,
        email=same_email(email),
        name=name,
        created_at=now,
    )
    if (kind is Kind.ADMIN) != (role is not None):
        raise ValueError("Admins have a role, and nobody else has.")
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise Invalid("Somebody has this mail address already.", {"email": "is taken"}) from error
    return principal(row)


def get(session: Session, principal_id: str) -> Principal:
    """The principal of that id, disabled or not, or NotFound."""
    row = session.get(PrincipalRow, principal_id)
    if row is None:
        raise NotFound("There is no such account.")
    return principal(row)


def by_email(session: Session, email: str) -> Principal | None:
    """Whoever has that mail address."""
    row = session.exec(select(PrincipalRow).where(PrincipalRow.email == same_email(email))).first()
    return None if row is None else principal(row)


def disable(session: Session, principal_id: str, now: datetime) -> None:
    """Let somebody no longer in: from now on none of their tokens is good."""
    row = session.get(PrincipalRow, principal_id)
    if row is None:
        raise NotFound("There is no such account.")
    row.disabled_at = row.disabled_at or now


def first_admin(session: Session, email: str | None, now: datetime) -> Principal:
    """The owner, made at the first start; their address follows the setting unless it is somebody else's."""
    insert_if_absent(
        session,
        PrincipalRow,
        {"id": OWNER_ID, "kind": Kind.ADMIN, "role": Role.ADMIN, "name": "Owner", "created_at": now},
    )
    wanted = same_email(email)
    if wanted is not None:
        taken = exists().where(col(PrincipalRow.email) == wanted, col(PrincipalRow.id) != OWNER_ID)
        session.connection().execute(
            update(PrincipalRow).where(col(PrincipalRow.id) == OWNER_ID, ~taken).values(email=wanted)
        )
    return get(session, OWNER_ID)


def same_email(email: str | None) -> str | None:
    """The one way in which a mail address is kept; None for none."""
    return (email or "").strip().lower() or None


def principal(row: PrincipalRow | Row[*tuple[Any, ...]]) -> Principal:
    """The row, or its columns, as what it means."""
    return Principal(
        id=row.id,
        kind=Kind(row.kind),
        role=None if row.role is None else Role(row.role),
        room=row.room,
        email=row.email,
        name=row.name,
        courier_id=row.courier_id,
    )
