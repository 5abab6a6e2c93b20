"""What stands in rooms and is no row: it waits for delivery, or was refused and waits for somebody's decision.

Stage: drain. In: names of rooms, and what people at the desk decide. Out: what stands there; rows and receipts, or the
desk's word to the phone. Always holds: a decision is about the very record that was looked at; the row and its line in
the audit log come first, then the room, so that a crash in between leaves a decision that can be made again.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc
from pydantic import ValidationError

from app.access.conflicts import Conflicts
from app.access.principals import Principal
from app.clock import Clock, utc_now
from app.errors import Decided, Invalid
from app.feedback.entry import FeedbackEntry
from app.feedback.submission import ReceiptStatus, content_hash
from app.jazz import decided
from app.jazz.document import DECLINED, Record, as_text
from app.jazz.queues import Replica, Rooms, moment
from app.store import drains
from app.store.engine import Database
from app.store.tables import QuarantineRow

# What somebody can look through; a room with more is worked off from the front.
MOST = 100
CHANGED = "The phone has changed this record meanwhile, or it has left. Look again."
ELSEWHERE = "Feedback is delivered to another server (FEEDBACK_API_URL): only there it can become a row."
NO_WORD = "Say why: the phone shows your words."
MAX_WORD = 500
# Which delivery is meant can be put right at the desk; what was said about it stays as it was said.
MENDABLE = ("orderId", "courierId")


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was refused, as it stands in its room."""

    room: str
    record: Record
    code: str
    message: str
    at: str
    seen: str
    """By this the record is known again: a decision is about this content and no other."""
    wrong: tuple[str, ...]
    """The fields that break a rule of the form; with one of these it can be declined, or mended."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in one room."""

    waiting: int
    oldest: str
    """When the first that waits was captured, by its phone's clock."""
    refused: Sequence[Refused]
    declined: int


class Unsettled:
    """The records of all rooms that are no rows."""

    def __init__(
        self, rooms: Rooms, database: Database, conflicts: Conflicts, *, stores: bool, now: Clock = utc_now
    ) -> None:
        self._rooms = rooms
        self._database = database
        self._conflicts = conflicts
        self._stores = stores
        self._now = now

    async def standing(self, room: str) -> Standing:
        """What stands in that room now."""
        async with self._open(room) as replica:
            return _standing(room, replica.doc)

    async def refused(self, most: int = MOST) -> Sequence[Refused]:
        """What waits for a decision, room by room; conflicts are in the quarantine."""
        found: list[Refused] = []
        for room in await self._database.read(lambda session: drains.refusing(session, most)):
            found += [each for each in (await self.standing(room)).refused if each.code != ReceiptStatus.CONFLICT]
            if len(found) >= most:
                break
        return found[:most]

    async def accept(self, by: Principal, room: str, record_id: str, seen: str, mended: Record | None = None) -> None:
        """Make it a row, with the order and the courier that `mended` says; the phone gets its receipt."""
        if not self._stores:
            raise Invalid(ELSEWHERE)
        each = await self._find(room, record_id, seen)
        mended = {name: value for name, value in (mended or {}).items() if name in MENDABLE}
        entry = _entry(each.record | mended)
        if each.code == ReceiptStatus.CONFLICT:
            await self._conflicts.accept(by, record_id, content_hash(_entry(each.record)))
        else:
            await self._conflicts.take(by, entry, room, _told(each.record, mended))
        at = moment(self._now)
        await self._change(room, lambda doc: decided.take_in(doc, each.record, at))

    async def decline(self, by: Principal, room: str, record_id: str, seen: str, word: str) -> None:
        """It becomes no row; the phone keeps it, and says why in the desk's own words."""
        word = _word(word)
        each = await self._find(room, record_id, seen)
        if each.code == ReceiptStatus.CONFLICT and self._stores:
            await self._conflicts.reject(by, record_id, content_hash(_entry(each.record)), word)
        else:
            await self._conflicts.decline(by, record_id, word)
        at = moment(self._now)
        await self._change(room, lambda doc: decided.decline(doc, each.record, word, at))

    async def accept_aside(self, by: Principal, feedback_id: str, hash_of_content: str) -> QuarantineRow:
        """Make what was put aside a row of its own, and tell the phone that brought it."""
        row = await self._conflicts.accept(by, feedback_id, hash_of_content)
        await self._tell(row, "")
        return row

    async def reject_aside(self, by: Principal, feedback_id: str, hash_of_content: str, word: str) -> QuarantineRow:
        """Leave out what was put aside, and tell the phone that brought it why."""
        word = _word(word)
        row = await self._conflicts.reject(by, feedback_id, hash_of_content, word)
        await self._tell(row, word)
        return row

    async def _tell(self, row: QuarantineRow, word: str) -> None:
        if row.room is None:
            return
        at = moment(self._now)

        def tell(doc: Doc[Any]) -> None:
            for record in decided.records_in(doc):
                if record["id"] == row.feedback_id and _hash(record) == row.content_hash:
                    decided.decline(doc, record, word, at) if word else decided.take_in(doc, record, at)

        await self._change(row.room, tell)

    async def _find(self, room: str, record_id: str, seen: str) -> Refused:
        for each in (await self.standing(room)).refused:
            if each.record["id"] == record_id:
                if each.seen == seen:
                    return each
                break
        raise Decided(CHANGED)

    async def _change(self, room: str, change: Callable[[Doc[Any]], object]) -> None:
        async with self._open(room) as replica:
            await replica.edit(change)
            left, head = len(_standing(room, replica.doc).refused), replica.head
        # The draining notes it, too, a moment later: the desk shouldn't show until then what was just decided.
        await self._database.write(lambda session: drains.note_refused(session, room, head, left))

    def _open(self, room: str) -> AbstractAsyncContextManager[Replica]:
        return self._rooms.replica(room)


def _standing(room: str, doc: Doc[Any]) -> Standing:
    complaints = decided.complaints_of(doc)
    waiting: list[Record] = []
    refused: list[Refused] = []
    declined = 0
    seen: set[str] = set()
    for record in decided.records_in(doc):
        complaint = complaints.get(record["id"])
        if complaint is None or record["id"] in seen:
            waiting.append(record)
        elif complaint.get("code") == DECLINED:
            declined += 1
        else:
            refused.append(_refused(room, record, complaint))
        seen.add(record["id"])
    captured = [each["createdAt"] for each in waiting if isinstance(each.get("createdAt"), str)]
    return Standing(len(waiting), min(captured, default=""), refused, declined)


def _word(said: str) -> str:
    word = " ".join(said.split())
    if not 0 < len(word) <= MAX_WORD:
        raise Invalid(NO_WORD, {"word": f"has from 1 to {MAX_WORD} characters"})
    return word


def _refused(room: str, record: Record, complaint: Record) -> Refused:
    code, message, at = (str(complaint.get(name) or "") for name in ("code", "message", "at"))
    seen = hashlib.sha256(as_text(record).encode(errors="surrogatepass")).hexdigest()
    return Refused(room, record, code, message, at, seen, _wrong(record))


def _wrong(record: Record) -> tuple[str, ...]:
    try:
        FeedbackEntry.model_validate(record)
    except ValidationError as error:
        return tuple(dict.fromkeys(str(each["loc"][0]) for each in error.errors() if each["loc"]))
    return ()


def _entry(record: Record) -> FeedbackEntry:
    try:
        return FeedbackEntry.model_validate(record)
    except ValidationError as error:
        fields = {str(each["loc"][0]): str(each["msg"]) for each in error.errors() if each["loc"]}
        raise Invalid(f"It can't become a row like this: {' '.join(fields.values())}", fields) from None


def _hash(record: Record) -> str:
    try:
        return content_hash(FeedbackEntry.model_validate(record))
    except ValidationError:
        return ""


def _told(record: Record, mended: Record) -> str:
    return ", ".join(f"{record.get(name)} → {value}" for name, value in mended.items() if record.get(name) != value)
