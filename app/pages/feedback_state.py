"""What the feedback list shows: a page of what the address asks for, one record beside it, and what is chosen of it.

In: the address, and what people do. Out: rows as the page draws them. Always holds: a page is read from where the one
before ended; what is remembered of pages before is bounded.
"""

from typing import Any

import reflex as rx

from app.access.permissions import Action, Resource, Thing, can
from app.access.tokens import SignedIn
from app.errors import NotFound
from app.pages.desk_state import Desk, handler
from app.pages.filters import Filtered
from app.pages.looking import Looking, looking_at
from app.pages.session import backend
from app.store.found import read_list
from app.store.history import History, history
from app.store.inbox import case_of
from app.store.listing import Order, Position
from app.store.tables import AuditRow, FeedbackRow

SIZE = 50
# Who goes further back than this begins anew.
MOST_PAGES = 500

Place = tuple[int, str]


class FeedbackState(Filtered, Desk):
    """The list."""

    rows: rx.Field[list[dict[str, Any]]] = rx.field(default_factory=list)
    total: int = 0
    # Whether there are no more than that.
    counted: bool = True
    first: int = 0
    more: bool = False
    loaded: bool = False
    exported: str = ""
    chosen: rx.Field[list[str]] = rx.field(default_factory=list)
    # How many were flagged, or decided about, last; 0 when nothing was done.
    flagged: int = 0
    telling: int = 0
    not_offered: int = 0
    record: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    acts: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    saved: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    works: bool = False
    exports: bool = False
    _order: str = Order.NEWEST.value
    # Where each page that was shown begins.
    _begins: rx.Field[list[Place | None]] = rx.field(default_factory=lambda: [None])

    @handler(Action.READ, Thing.FEEDBACK)
    async def load(self, me: SignedIn) -> None:
        """Show the first page of what the address asks for, and the record that it names."""
        given = dict(self.router.url.query_parameters)
        order = given.get("order", "")
        self._order = order if order in set(Order) else Order.NEWEST.value
        looking, _ = looking_at(self.router.url.query)
        kept = looking.query + ("" if self._order == Order.NEWEST else f"&order={self._order}")
        self.query, self.custom = kept.lstrip("&"), "from" in looking.chosen
        self.filtered = self.query != ""
        self.exported = looking.exported
        if self._arrived:
            self._begins, self.flagged, self.telling, self.not_offered = [None], 0, 0, 0
        self._may(me)
        self.saved = await _saved(me)
        await self._show(looking)
        if self._arrived:
            await self._open(given.get("id", ""))
        self.loaded = True

    @handler(Action.READ, Thing.FEEDBACK)
    async def later(self, _me: SignedIn) -> None:
        """The next page."""
        if self.more and self.rows and len(self._begins) < MOST_PAGES:
            last = self.rows[-1]
            self._begins = [*self._begins, (last["rating"], last["place"])]
            await self._show(looking_at(self.query)[0])

    @handler(Action.READ, Thing.FEEDBACK)
    async def earlier(self, _me: SignedIn) -> None:
        """The page before."""
        if len(self._begins) > 1:
            self._begins = self._begins[:-1]
            await self._show(looking_at(self.query)[0])

    @handler(Action.READ, Thing.FEEDBACK)
    async def open(self, _me: SignedIn, record: str) -> None:
        """Show one record with its history; none when it is empty."""
        await self._open(record)

    @handler(Action.WORK, Thing.CASE)
    async def choose(self, _me: SignedIn, record: str) -> None:
        """Choose a row, or choose it no longer; all or none of the page when it is empty."""
        ids = [row["id"] for row in self.rows]
        if not record:
            self.chosen = [] if len(self.chosen) == len(ids) else ids
        elif record in self.chosen:
            self.chosen = [each for each in self.chosen if each != record]
        elif record in ids:
            self.chosen = [*self.chosen, record]

    @handler(Action.WORK, Thing.CASE)
    async def flag(self, me: SignedIn, *, wanted: bool) -> None:
        """Flag what is chosen for follow-up, or take the flag off."""
        flagged = await backend().follow_ups.flag(me.principal, self.chosen, wanted=wanted)
        await self._show(looking_at(self.query)[0])
        self.flagged, self.telling, self.not_offered = flagged, 0, 0

    @handler(Action.PUBLISH, Thing.FEEDBACK)
    async def publish(self, me: SignedIn, *, wanted: bool) -> None:
        """Let everybody read the comments that are chosen, or nobody else."""
        publishing = backend().publishing
        decide = publishing.publish if wanted else publishing.withhold
        decision = await decide(me.principal, self.chosen)
        await self._show(looking_at(self.query)[0])
        self.flagged, self.telling, self.not_offered = decision.changed, decision.telling, decision.not_offered

    @handler(Action.READ, Thing.FEEDBACK)
    async def save(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Keep these filters under a name."""
        await backend().saved_filters.save(me.principal, str(form.get("name", "")), self.query)
        self.saved = await _saved(me)

    @handler(Action.READ, Thing.FEEDBACK)
    async def forget(self, me: SignedIn, name: str) -> None:
        """Keep them no longer."""
        await backend().saved_filters.remove(me.principal, name)
        self.saved = await _saved(me)

    def _may(self, me: SignedIn) -> None:
        self.works = can(me.principal, Action.WORK, Resource(Thing.CASE))
        self.exports = can(me.principal, Action.EXPORT, Resource(Thing.FEEDBACK))

    async def _show(self, looking: Looking) -> None:
        wanted = looking.wanted(looking_at("")[1])
        order, begins = Order(self._order), self._begins[-1]
        after = None if begins is None else (begins[0], Position.read(begins[1]))
        listed = await backend().database.read(lambda session: read_list(session, wanted, order, after, SIZE + 1))
        rows, self.total, self.counted = listed.rows, listed.total, listed.is_counted
        self.rows = [line(row) for row in rows[:SIZE]]
        self.more = len(rows) > SIZE
        self.first = (len(self._begins) - 1) * SIZE + 1
        self.chosen = []

    async def _open(self, record: str) -> None:
        self.record, self.acts = {}, []
        if not record:
            return
        found = await backend().database.read(lambda session: history(session, record))
        if found is None:
            raise NotFound("This record isn't there any more.")
        case = await backend().database.read(lambda session: case_of(session, record))
        self.record = detail(found) | {"case": case or ""}
        self.acts = [act(each) for each in found.acts]


async def _saved(me: SignedIn) -> list[dict[str, str]]:
    kept = await backend().saved_filters.of(me.principal)
    return [{"name": name, "query": query} for name, query in kept.items()]


def line(row: FeedbackRow) -> dict[str, Any]:
    """A row of the list."""
    return {
        "id": row.id,
        "at": row.received_at.isoformat(),
        "rating": row.rating,
        "comment": row.comment,
        "reasons": row.reasons,
        "order": row.order_id,
        "courier": row.courier_id,
        "source": row.source,
        "followUp": row.needs_follow_up,
        "published": row.published_at is not None,
        "place": str(Position(row.received_at, row.id)),
    }


def detail(found: History) -> dict[str, Any]:
    """Everything about one record."""
    row = found.row
    return line(row) | {
        "contact": row.contact or "",
        "consent": row.publish_consent,
        "created": row.created_at.isoformat(),
        "publishedAt": row.published_at.isoformat() if row.published_at else "",
        "device": row.device_id,
        "corrects": row.supersedes or "",
        "correctsRating": found.corrects.rating if found.corrects else 0,
        "correctedBy": row.corrected_by or "",
        "correctedAt": found.corrected_by.received_at.isoformat() if found.corrected_by else "",
    }


def act(row: AuditRow) -> dict[str, str]:
    """What somebody did with it."""
    return {"number": str(row.number), "at": row.at.isoformat(), "who": row.actor, "act": row.act}
