"""What waits for a person's decision: records that the rules refused, and records that were put aside.

In: what people decide. Out: the records as the page draws them. Always holds: a decision is about what was shown; what
has changed meanwhile is shown again instead.
"""

import json
from typing import Any

import reflex as rx

from app.access.fleet import SHORT_ID
from app.access.permissions import Action, Resource, Thing, can
from app.access.tokens import SignedIn
from app.errors import Invalid, RefusedError
from app.jazz.unsettled import MENDABLE, Refused
from app.pages.desk_state import Desk, handler
from app.pages.session import backend
from app.store.quarantine import UNREADABLE, newest, rivals
from app.store.tables import FeedbackRow, QuarantineRow

Line = dict[str, Any]
# What two records with one id may differ in, as a person would tell it.
COMPARED = ("orderId", "courierId", "rating", "comment", "reasons", "contact")


class QuarantineState(Desk):
    """The records."""

    open: rx.Field[list[Line]] = rx.field(default_factory=list)
    decided: rx.Field[list[Line]] = rx.field(default_factory=list)
    loaded: bool = False
    works: bool = False
    # Which record is about to be declined or mended, and which of the two.
    asked: str = ""
    how: str = ""
    # What was done last: accepted or declined.
    done: str = ""

    @handler(Action.READ, Thing.QUARANTINE)
    async def load(self, me: SignedIn) -> None:
        """Show what waits, and what was decided last."""
        self.works = can(me.principal, Action.WORK, Resource(Thing.QUARANTINE))
        if self._arrived:
            self.asked = self.done = ""
        await self._show()
        self.loaded = True

    @handler(Action.WORK, Thing.QUARANTINE)
    async def ask(self, _me: SignedIn, record: str, how: str) -> None:
        """Begin to decline or to mend a record; with an empty one, stop."""
        self.asked, self.how, self.done = record, how, ""

    @handler(Action.WORK, Thing.QUARANTINE)
    async def accept(self, me: SignedIn, record: str) -> None:
        """Make it a row as it is."""
        await self._decide(self._accept(me, self._line(record), {}), "accepted")

    @handler(Action.WORK, Thing.QUARANTINE)
    async def mend(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Make it a row of the right order and courier."""
        courier = str(form.get("courierId", "")).strip()
        if not (courier.isascii() and courier.isdecimal()):
            raise Invalid("A courier's number is a whole number from 1 up.", {"courierId": "is none"})
        mended = {"orderId": str(form.get("orderId", "")).strip(), "courierId": int(courier)}
        await self._decide(self._accept(me, self._line(str(form.get("record", ""))), mended), "accepted")

    @handler(Action.WORK, Thing.QUARANTINE)
    async def decline(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Leave it out, and let the phone say why."""
        line, word = self._line(str(form.get("record", ""))), str(form.get("word", ""))
        unsettled = backend().unsettled
        if line["kind"] == "refused":
            done: Any = unsettled.decline(me.principal, line["room"], line["id"], line["seen"], word)
        else:
            done = unsettled.reject_aside(me.principal, line["id"], line["hash"], word)
        await self._decide(done, "declined")

    def _accept(self, me: SignedIn, line: Line, mended: Line) -> Any:
        unsettled = backend().unsettled
        if line["kind"] == "refused":
            return unsettled.accept(me.principal, line["room"], line["id"], line["seen"], mended)
        return unsettled.accept_aside(me.principal, line["id"], line["hash"])

    async def _decide(self, deciding: Any, done: str) -> None:
        self.done = ""
        try:
            await deciding
        except RefusedError:
            await self._show()
            raise
        self.asked, self.done = "", done
        await self._show()

    def _line(self, record: str) -> Line:
        found = next((each for each in self.open if each["key"] == record), None)
        if found is None:
            raise Invalid("This record isn't shown any more.")
        return found

    async def _show(self) -> None:
        refused = await backend().unsettled.refused()
        database = backend().database
        aside = await database.read(lambda session: newest(session, resolved=False))
        before = await database.read(lambda session: rivals(session, [row.feedback_id for row in aside]))
        lines = [_refused(each) for each in refused]
        lines += [_aside(row, before.get(row.feedback_id)) for row in aside]
        owners = await backend().fleet.of_rooms({each["room"] for each in lines})
        for each in lines:
            if (owner := owners.get(each["room"])) is not None:
                each |= {"device": owner.id, "from": owner.name or owner.id[:SHORT_ID], "named": owner.name != ""}
        self.open = sorted(lines, key=lambda each: str(each["at"]), reverse=True)
        self.decided = [
            _aside(row, None) for row in await database.read(lambda session: newest(session, resolved=True))
        ]


def _refused(each: Refused) -> Line:
    return _line(each.record) | {
        "key": f"{each.room}/{each.record['id']}",
        "kind": "refused",
        "room": each.room,
        "seen": each.seen,
        "at": each.at,
        "message": each.message,
        # What was said itself breaks a rule: nobody here may change that.
        "hopeless": not set(each.wrong) <= set(MENDABLE),
        "broken": bool(each.wrong),
        "wrong": list(each.wrong),
    }


def _aside(row: QuarantineRow, kept: FeedbackRow | None) -> Line:
    record = json.loads(row.record)
    unreadable = UNREADABLE in record
    return _line({} if unreadable else record) | {
        "id": row.feedback_id,
        "key": f"{row.feedback_id}/{row.content_hash}",
        "kind": "unreadable" if unreadable else "conflict",
        "hash": row.content_hash,
        "room": row.room or "",
        "at": row.received_at.isoformat(),
        "text": record[UNREADABLE] if unreadable else "",
        "hopeless": unreadable,
        "differs": [] if kept is None or unreadable else _differences(kept, record),
        "acceptedAs": row.accepted_as or "",
        "message": row.reason or "",
        "resolved": row.resolved_at.isoformat() if row.resolved_at else "",
    }


def _line(record: Line) -> Line:
    """A record of whatever form, as it may be shown."""
    rating = record.get("rating")
    sound = isinstance(rating, int | float) and rating in range(1, 6)
    return {
        "id": str(record.get("id", "")),
        "order": str(record.get("orderId", "")),
        "courier": _number(record.get("courierId")),
        "rating": int(rating) if sound and isinstance(rating, int | float) else 0,
        "comment": str(record.get("comment") or ""),
        "contact": str(record.get("contact") or ""),
        "created": str(record.get("createdAt", "")),
        "text": "",
        "broken": False,
        "wrong": [],
        "differs": [],
        "acceptedAs": "",
        "resolved": "",
        "room": "",
        # The device whose room it came from, where there is one.
        "device": "",
        "from": "",
        "named": False,
    }


def _differences(kept: FeedbackRow, came: Line) -> list[Line]:
    values = (kept.order_id, kept.courier_id, kept.rating, kept.comment, kept.reasons, kept.contact)
    told = [
        {"name": name, "kept": _told(value), "came": _told(came.get(name))}
        for name, value in zip(COMPARED, values, strict=True)
    ]
    return [each for each in told if each["kept"] != each["came"]]


def _told(value: object) -> list[str]:
    parts = value if isinstance(value, list | tuple) else [value]
    return [_number(each) for each in parts if each not in (None, "")]


def _number(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
