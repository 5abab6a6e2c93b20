"""Devices that share a room: seen, named and disconnected by each other.

In: a device that was let in, and the id of one in its room. Out: the devices of the room. Always holds: whoever is
disconnected keeps its token and gets a room of its own, so that nothing on it is lost and nothing more of the shared
room reaches it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Kind, Principal
from app.errors import NotAllowed, NotFound
from app.store.engine import Database
from app.store.tables import PrincipalRow, TokenRow

MAX_PAIRED = 50


@dataclass(frozen=True, slots=True)
class PairedDevice:
    """A device as those see it that share its room."""

    id: str
    name: str
    created_at: datetime
    last_seen_at: datetime | None


class PairedDevices:
    """The devices of one room, for each other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, device: Principal) -> Sequence[PairedDevice]:
        """The devices in this one's room, itself among them, in the order in which they came."""
        if device.room is None or not can(device, Action.READ, Resource(Thing.DEVICE, room=device.room)):
            raise NotAllowed("Only a device shares a room with others.")
        return await self._database.read(lambda session: _sharing(session, device.id))

    async def rename(self, by: Principal, device_id: str, name: str) -> None:
        """Call a device of the room something else."""

        def rename(session: Session) -> None:
            _theirs(session, by, device_id).name = name

        await self._database.write(rename)

    async def disconnect(self, by: Principal, device_id: str) -> None:
        """Give a device of the room one of its own: it sees nothing more of this one, which keeps what it was sent."""

        def disconnect(session: Session) -> None:
            _theirs(session, by, device_id).room = str(uuid.uuid4())

        await self._database.write(disconnect)


def _theirs(session: Session, by: Principal, device_id: str) -> PrincipalRow:
    statement = select(PrincipalRow).where(PrincipalRow.id == device_id, PrincipalRow.kind == Kind.DEVICE)
    row = session.exec(statement.with_for_update()).first()
    if row is None:
        raise NotFound("There is no such device.")
    if not can(by, Action.PAIR, Resource(Thing.DEVICE, room=row.room)):
        raise NotAllowed("This device shares no room with that one.")
    return row


def _sharing(session: Session, device_id: str) -> Sequence[PairedDevice]:
    # It may have been disconnected since it was let in.
    room = select(PrincipalRow.room).where(PrincipalRow.id == device_id).scalar_subquery()
    seen = (
        select(func.max(TokenRow.last_seen_at))
        .where(TokenRow.principal_id == PrincipalRow.id)
        .correlate(PrincipalRow)
        .scalar_subquery()
    )
    statement = (
        select(PrincipalRow, seen)
        .where(
            col(PrincipalRow.room) == room, PrincipalRow.kind == Kind.DEVICE, col(PrincipalRow.disabled_at).is_(None)
        )
        .order_by(col(PrincipalRow.created_at), col(PrincipalRow.id))
        .limit(MAX_PAIRED)
    )
    return [PairedDevice(row.id, row.name, row.created_at, last_seen) for row, last_seen in session.exec(statement)]
