"""Erasing feedback from the database: somebody's, because they want it, or what has grown too old.

In: whose, and who erases. Out: what there is of it, and how much went. Always holds: rows, what was put aside, their
counts and words, the marks and the line in the audit log are one transaction; the log says how much was erased and by
which order or device, never a contact.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col

from app.access import audit
from app.access.audit import Act
from app.access.principals import Kind, Principal
from app.clock import Clock, time_zone, utc_now
from app.errors import Invalid
from app.store import personal
from app.store.engine import Database
from app.store.erased import erase
from app.store.personal import Belonging, By, Whose
from app.store.removal import remove
from app.store.tables import OrderRow, PrincipalRow, QuarantineRow

# How many ids one statement names.
AT_ONCE = 500
LEAST_CONTACT = 4
MAX_VALUE = 200
BY_ITSELF = "Doorstep"


@dataclass(frozen=True, slots=True)
class Found:
    """What the database holds of somebody."""

    whose: Whose
    rows: Sequence[Belonging]
    aside: Sequence[QuarantineRow]
    mentions: int
    """In how many comments the contact stands as words; those are other people's, and stay."""
    address: bool
    """Whether the order's name or address is known."""

    @property
    def rooms(self) -> set[str]:
        """The rooms that brought it, and the device's own."""
        named = {row.room for row in self.rows} | {row.room for row in self.aside} | {self.whose.room}
        return {room for room in named if room}

    @property
    def ids(self) -> set[str]:
        """The ids of all of it."""
        return {row.id for row in self.rows} | {row.feedback_id for row in self.aside}


class Erasing:
    """The database's part in it."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def find(self, by: By, value: str) -> Found:
        """All that belongs to that order, device or contact."""
        wanted = " ".join(value.split())
        least = LEAST_CONTACT if by is By.CONTACT else 1
        if not least <= len(wanted) <= MAX_VALUE:
            raise Invalid(f"Say which {by}: from {least} to {MAX_VALUE} characters.", {"value": "is too short or long"})
        return await self._database.read(lambda session: _find(session, Whose(by, wanted)))

    async def erase(self, who: Principal, found: Found, waiting: Collection[str]) -> int:
        """Erase it; `waiting` are the ids of what stood in rooms. How many rows went."""
        now = self._now()

        def write(session: Session) -> int:
            # What came meanwhile belongs to it, too.
            again = _find(session, found.whose)
            ids = sorted(found.ids | again.ids | set(waiting))
            personal.forget_aside(session, again.aside)
            session.flush()
            gone = sum(erase(session, ids[start : start + AT_ONCE], now) for start in range(0, len(ids), AT_ONCE))
            if found.whose.by is By.ORDER:
                personal.forget_address(session, col(OrderRow.order_id) == found.whose.value)
            named = "" if found.whose.by is By.CONTACT else f" {found.whose.value}"
            audit.note(session, who, Act.ERASED, now, detail=f"{found.whose.by}{named}: {len(ids)}")
            return gone

        return await self._database.write(write)

    # --- what has grown too old ---

    async def outdated(self, before: datetime) -> Sequence[Belonging]:
        """Some of the rows that came before that moment."""
        return await self._database.read(lambda session: personal.outdated(session, before, AT_ONCE))

    async def count_outdated(self, before: datetime) -> int:
        """How many they are."""
        return await self._database.read(lambda session: personal.count_outdated(session, before))

    async def remove(self, rows: Sequence[Belonging]) -> int:
        """Take these out; how many there still were."""
        return await self._database.write(lambda session: remove(session, [row.id for row in rows]))

    async def finish(self, before: datetime, zone: str, rows: int) -> int:
        """Take out what else is so old, and note how much went; how much was put aside."""
        now, day = self._now(), before.astimezone(time_zone(zone)).date()

        def write(session: Session) -> int:
            aside = personal.forget_outdated_aside(session, before, day)
            if rows or aside:
                audit.note(session, None, Act.RETIRED, now, detail=f"{rows + aside}, {day}", actor=BY_ITSELF)
            return aside

        return await self._database.write(write)


def _find(session: Session, whose: Whose) -> Found:
    if whose.by is By.DEVICE:
        device = session.get(PrincipalRow, whose.value)
        whose = replace(whose, room=device.room if device is not None and device.kind == Kind.DEVICE else None)
    return Found(
        whose,
        personal.rows_of(session, whose),
        personal.aside_of(session, whose),
        personal.mentions(session, whose.value) if whose.by is By.CONTACT else 0,
        whose.by is By.ORDER and personal.has_address(session, whose.value),
    )
