"""Devices: a phone gets a room of its own, or joins another's with a code that is typed once.

In: names and codes as people type them. Out: a new device with its token. Always holds: a code is good once, for ten
minutes, for the room of the device that asked for it; asking again voids the one before. A code is short because it is
typed, so it is kept only under this installation's key, and attempts are limited at the door.
"""

import hmac
import secrets
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from app.access import audit, principals, tokens
from app.access.audit import Act
from app.access.principals import Kind, Principal
from app.access.tokens import Issued, Purpose
from app.clock import Clock, utc_now
from app.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from app.store.engine import Database
from app.store.tables import DeviceReportRow, PrincipalRow, TokenRow

# No letter that looks like a digit or like another letter, and no vowel that makes words.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
GROUP = 4
CODE_LENGTH = 2 * GROUP
CONTEXT = b"doorstep pairing code 1"
MAX_DEVICES = 200


class Storage(StrEnum):
    """How a device keeps what waits on it, in its own words."""

    KEPT = "kept"
    """The browser has promised not to clear it."""
    CLEARABLE = "clearable"
    """The browser may clear it when it needs the room."""
    LOW = "low"
    """Little room is left."""
    FULL = "full"
    """The browser has refused to keep something."""
    DAMAGED = "damaged"
    """Something on it can't be read any more."""


# With these, feedback may get lost on the device.
TROUBLE = (Storage.LOW, Storage.FULL, Storage.DAMAGED)


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device that has just come in; the only moment at which its token can be read."""

    principal: Principal
    room: str
    issued: Issued


@dataclass(frozen=True, slots=True)
class Device:
    """A device as the desk sees it."""

    id: str
    room: str | None
    name: str
    created_at: datetime
    last_seen_at: datetime | None
    disabled_at: datetime | None
    courier_id: int | None


class Devices:
    """The devices of all rooms."""

    def __init__(self, database: Database, signing_key: bytes, now: Clock = utc_now) -> None:
        self._database = database
        self._key = hmac.digest(signing_key, CONTEXT, sha256)
        self._now = now

    async def register(self, name: str = "", account: str | None = None) -> NewDevice:
        """A device with a new room; of an account that is known elsewhere, in the one room of that account."""
        now, room = self._now(), str(uuid.uuid4()) if account is None else self._room_of(account)
        return await self._database.write(lambda session: _add(session, room, name, now))

    async def pairing_code(self, device: Principal) -> Issued:
        """A code with which one other device may join this one's room."""
        code, now = _new_code(), self._now()

        def issue(session: Session) -> Issued:
            tokens.revoke_all(session, device.id, Purpose.PAIRING, now)
            return tokens.issue(session, device.id, Purpose.PAIRING, now, token=self._kept(code))

        issued = await self._database.write(issue)
        return Issued(spelled(code), issued.expires_at)

    async def join(self, code: str, name: str = "") -> NewDevice:
        """A device in the room that the code is for, or NotSignedIn."""
        now = self._now()
        kept = self._kept(typed(code))

        def redeem(session: Session) -> NewDevice:
            host = tokens.redeem(session, kept, now, Purpose.PAIRING)
            if host.room is None:
                raise NotSignedIn("This code is no longer good: ask for a new one.")
            return _add(session, host.room, name, now)

        return await self._database.write(redeem)

    async def renew(self, token: str) -> NewDevice:
        """A new token for the device that shows an old one; one that has expired is good for this, and only this.

        The token shown stays as good as it was, for the answer may be lost; all others are void.
        """
        now = self._now()

        def renewed(session: Session) -> NewDevice:
            owner, shown = tokens.once_issued(session, token, Purpose.DEVICE)
            if owner.room is None:
                raise NotAllowed("Only a device has a room to come back to.")
            tokens.revoke_all(session, owner.id, Purpose.DEVICE, now, but=shown)
            return NewDevice(owner, owner.room, tokens.issue(session, owner.id, Purpose.DEVICE, now))

        return await self._database.write(renewed)

    async def report(self, device: Principal, version: str, storage: Storage) -> None:
        """What a device says of itself; only its last word is kept."""
        now = self._now()
        said = DeviceReportRow(principal_id=device.id, version=version, storage=storage, reported_at=now)
        await self._database.write(lambda session: session.merge(said))

    async def invite(self, by: Principal, device_id: str) -> Issued:
        """A code with which another phone takes over this one's room, for a phone that was lost or has forgotten."""
        code, now = _new_code(), self._now()

        def issue(session: Session) -> Issued:
            row = _device(session, device_id)
            if row.disabled_at is not None:
                raise Invalid("This device was shut out: let it in again first.")
            tokens.revoke_all(session, row.id, Purpose.PAIRING, now)
            audit.note(session, by, Act.DEVICE_INVITED, now, principals.principal(row))
            return tokens.issue(session, row.id, Purpose.PAIRING, now, token=self._kept(code))

        issued = await self._database.write(issue)
        return Issued(spelled(code), issued.expires_at)

    async def rooms_of(self, device_ids: Collection[str]) -> Mapping[str, str | None]:
        """The room of each of these that is a device of ours."""
        which = select(PrincipalRow.id, PrincipalRow.room).where(col(PrincipalRow.id).in_(device_ids))
        return await self._database.read(lambda session: dict(session.exec(which).all()))

    async def newest(self, before: datetime | None = None, most: int = MAX_DEVICES) -> Sequence[Device]:
        """The devices, newest first."""
        return await self._database.read(lambda session: _newest(session, before, most))

    async def disable(self, by: Principal, device_id: str) -> Device:
        """Let a device no longer in: none of its tokens is good from now on, also those that are connected."""
        now = self._now()

        def disable(row: PrincipalRow) -> bool:
            changes = row.disabled_at is None
            row.disabled_at = row.disabled_at or now
            return changes

        return await self._change(by, device_id, Act.DEVICE_DISABLED, disable)

    async def enable(self, by: Principal, device_id: str) -> Device:
        """Let it in again, with the token that it has."""

        def enable(row: PrincipalRow) -> bool:
            changes = row.disabled_at is not None
            row.disabled_at = None
            return changes

        return await self._change(by, device_id, Act.DEVICE_ENABLED, enable)

    async def give(self, by: Principal, device_id: str, courier_id: int | None) -> Device:
        """Say whose device it is: it is shown this courier's orders, or with None nobody's."""

        def give(row: PrincipalRow) -> bool:
            changes = row.courier_id != courier_id
            row.courier_id = courier_id
            return changes

        return await self._change(by, device_id, Act.DEVICE_GIVEN, give, "" if courier_id is None else str(courier_id))

    async def _change(
        self, by: Principal, device_id: str, act: Act, change: Callable[[PrincipalRow], bool], detail: str = ""
    ) -> Device:
        now = self._now()

        def write(session: Session) -> Device:
            row = _device(session, device_id)
            if change(row):
                session.add(row)
                audit.note(session, by, act, now, principals.principal(row), detail)
                session.flush()
            return _seen(session, col(PrincipalRow.id) == device_id)[0]

        return await self._database.write(write)

    def _room_of(self, account: str) -> str:
        """The same for each of its devices, and nobody else's guess."""
        known = hmac.digest(self._key, f"account {account}".encode(errors="surrogatepass"), sha256)
        return str(uuid.UUID(bytes=known[:16], version=4))

    def _kept(self, code: str) -> str:
        return hmac.digest(self._key, code.encode(errors="surrogatepass"), sha256).hex()


def typed(code: str) -> str:
    """The code as it was meant: small letters, blanks and dashes don't matter."""
    return "".join(character for character in code.upper() if character.isalnum())


def spelled(code: str) -> str:
    """The code as it is shown and read out."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def _device(session: Session, device_id: str) -> PrincipalRow:
    statement = select(PrincipalRow).where(PrincipalRow.id == device_id, PrincipalRow.kind == Kind.DEVICE)
    row = session.exec(statement.with_for_update()).first()
    if row is None:
        raise NotFound("There is no such device.")
    return row


def _add(session: Session, room: str, name: str, now: datetime) -> NewDevice:
    principal = principals.add(session, Kind.DEVICE, now, room=room, name=name)
    return NewDevice(principal, room, tokens.issue(session, principal.id, Purpose.DEVICE, now))


def _newest(session: Session, before: datetime | None, most: int) -> Sequence[Device]:
    earlier = [] if before is None else [col(PrincipalRow.created_at) < before]
    return _seen(session, *earlier, most=most)


def _seen(session: Session, *which: ColumnElement[bool], most: int = 1) -> Sequence[Device]:
    seen = (
        select(func.max(TokenRow.last_seen_at))
        .where(TokenRow.principal_id == PrincipalRow.id)
        .correlate(PrincipalRow)
        .scalar_subquery()
    )
    newest_first = (col(PrincipalRow.created_at).desc(), col(PrincipalRow.id).desc())
    statement = select(PrincipalRow, seen).where(PrincipalRow.kind == Kind.DEVICE, *which)
    return [
        Device(row.id, row.room, row.name, row.created_at, last_seen, row.disabled_at, row.courier_id)
        for row, last_seen in session.exec(statement.order_by(*newest_first).limit(most))
    ]
