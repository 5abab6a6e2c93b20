"""The devices as the desk looks through them: whose they are, when they were last here, which of them need somebody.

In: which of them, perhaps some text. Out: a page of them, newest first. Always holds: what isn't known of a device is
None, never made up; a page is read from where the one before ended. What waits in their rooms is in app/jazz.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.access.devices import TROUBLE, Storage
from app.access.principals import Kind
from app.errors import NotFound
from app.feedback.entry import MAX_COURIER_ID
from app.store.engine import Database
from app.store.tables import DeviceReportRow, DrainRow, PrincipalRow, RoomRow, TokenRow

PAGE = 50
# So much of a device's id is shown, and enough to find it by.
SHORT_ID = 8
OWN = ("id", "room", "name", "courier_id", "created_at", "disabled_at")


class Show(StrEnum):
    """Which devices."""

    LOOK = "look"
    """Those that need somebody: something was refused, something can't be delivered, or their storage has trouble."""
    COURIERS = "couriers"
    """Those that were given to a courier."""
    ALL = "all"
    """Every device that may come in."""
    REVOKED = "revoked"
    """Those that may not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended."""

    created_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Owner:
    """A device, as it is named beside what came from it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A device as the desk sees it."""

    id: str
    room: str | None
    name: str
    courier_id: int | None
    created_at: datetime
    disabled_at: datetime | None
    last_seen_at: datetime | None
    sharing: int
    """How many devices have this one's room, itself among them."""
    version: str | None
    storage: Storage | None
    refused: int
    behind: bool
    """Whether its room holds something that may not have been delivered yet."""


class Fleet:
    """All devices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, show: Show, text: str = "", after: Place | None = None, most: int = PAGE, *, paused: bool = False
    ) -> Sequence[Seen]:
        """Some of them; `paused` says that nothing is delivered now, so whatever is behind needs somebody."""
        which = [*_which(show, paused), *_matching(text)]
        if after is not None:
            earlier = and_(col(PrincipalRow.created_at) == after.created_at, col(PrincipalRow.id) < after.id)
            which.append(or_(col(PrincipalRow.created_at) < after.created_at, earlier))
        return await self._database.read(lambda session: _seen(session, which, most))

    async def one(self, device_id: str) -> Seen:
        """That device, or NotFound."""
        found = await self._database.read(lambda session: _seen(session, [col(PrincipalRow.id) == device_id], 1))
        if not found:
            raise NotFound("There is no such device.")
        return found[0]

    async def of_rooms(self, rooms: Collection[str]) -> Mapping[str, Owner]:
        """For each of these rooms the device that had it first."""
        which = (col(PrincipalRow.kind) == Kind.DEVICE, col(PrincipalRow.room).in_(rooms))
        columns = select(PrincipalRow.room, PrincipalRow.id, PrincipalRow.name)
        statement = columns.where(*which).order_by(col(PrincipalRow.created_at).desc())
        found = await self._database.read(lambda session: session.exec(statement).all())
        return {room: Owner(device, name) for room, device, name in found if room is not None}

    async def count(self, show: Show, *, paused: bool = False) -> int:
        """How many they are."""
        statement = select(func.count()).select_from(PrincipalRow)
        which = [col(PrincipalRow.kind) == Kind.DEVICE, *_which(show, paused)]
        return await self._database.read(lambda session: session.exec(statement.where(*which)).one())


def _which(show: Show, paused: bool) -> list[ColumnElement[bool]]:
    disabled = col(PrincipalRow.disabled_at)
    if show is Show.REVOKED:
        return [disabled.is_not(None)]
    if show is Show.COURIERS:
        return [disabled.is_(None), col(PrincipalRow.courier_id).is_not(None)]
    return [disabled.is_(None), *([_needs_somebody(paused)] if show is Show.LOOK else [])]


def _needs_somebody(paused: bool) -> ColumnElement[bool]:
    stuck = select(DrainRow.room).where(or_(col(DrainRow.refused) > 0, col(DrainRow.failures) > 0))
    troubled = select(DeviceReportRow.principal_id).where(col(DeviceReportRow.storage).in_(TROUBLE))
    needs = [col(PrincipalRow.room).in_(stuck), col(PrincipalRow.id).in_(troubled)]
    if paused:
        behind = (
            select(RoomRow.name)
            .join(DrainRow, col(DrainRow.room) == col(RoomRow.name), isouter=True)
            .where(col(RoomRow.head) > func.coalesce(col(DrainRow.head), 0))
        )
        needs.append(col(PrincipalRow.room).in_(behind))
    return or_(*needs)


def _matching(text: str) -> list[ColumnElement[bool]]:
    wanted = text.strip()
    if not wanted:
        return []
    same = [
        func.lower(col(PrincipalRow.name)).contains(wanted.lower(), autoescape=True),
        col(PrincipalRow.id).startswith(wanted.lower(), autoescape=True),
    ]
    if wanted.isascii() and wanted.isdecimal() and int(wanted) <= MAX_COURIER_ID:
        same.append(col(PrincipalRow.courier_id) == int(wanted))
    return [or_(*same)]


def _seen(session: Session, which: Sequence[ColumnElement[bool]], most: int) -> Sequence[Seen]:
    other = aliased(PrincipalRow)
    last_seen = select(func.max(TokenRow.last_seen_at)).where(TokenRow.principal_id == PrincipalRow.id)
    sharing = select(func.count()).where(
        other.room == PrincipalRow.room, other.kind == Kind.DEVICE, col(other.disabled_at).is_(None)
    )
    columns: list[Any] = [
        *(col(getattr(PrincipalRow, name)) for name in OWN),
        last_seen.correlate(PrincipalRow).scalar_subquery().label("last_seen_at"),
        sharing.correlate(PrincipalRow).scalar_subquery().label("sharing"),
        col(DeviceReportRow.version),
        col(DeviceReportRow.storage),
        func.coalesce(col(DrainRow.refused), 0).label("refused"),
        (func.coalesce(col(RoomRow.head), 0) > func.coalesce(col(DrainRow.head), 0)).label("behind"),
    ]
    statement = (
        select(*columns)
        .select_from(PrincipalRow)
        .join(DeviceReportRow, col(DeviceReportRow.principal_id) == PrincipalRow.id, isouter=True)
        .join(RoomRow, col(RoomRow.name) == PrincipalRow.room, isouter=True)
        .join(DrainRow, col(DrainRow.room) == PrincipalRow.room, isouter=True)
        .where(PrincipalRow.kind == Kind.DEVICE, *which)
        .order_by(col(PrincipalRow.created_at).desc(), col(PrincipalRow.id).desc())
        .limit(most)
    )
    found = session.connection().execute(statement).mappings()
    return [Seen(**dict(row) | {"storage": _storage(row["storage"]), "behind": bool(row["behind"])}) for row in found]


def _storage(said: str | None) -> Storage | None:
    return Storage(said) if said in set(Storage) else None
