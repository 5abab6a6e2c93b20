"""What the page for publishing shows: the comments of a shelf, and what becomes of them.

In: the address, and what people decide. Out: comments as the page draws them. Always holds: after each decision the
shelf is as the database has it; what can't be published isn't offered for it. What others bring or decide meanwhile
moves nothing that is in sight: nobody presses a button that has just come to stand where another one was.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

import reflex as rx

from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Principal
from app.access.publishing import Decision, telling
from app.access.tokens import SignedIn
from app.pages import live
from app.pages.desk_state import Desk, handler
from app.pages.session import backend
from app.pages.stepping import neighbour
from app.store.listing import Position
from app.store.published import Shelf, comments, count, names_of_orders, since
from app.store.tables import FeedbackRow

SIZE = 30
MOST = 300
Lines = list[dict[str, Any]]
Counts = dict[str, int]
Decide = Callable[[Principal, Sequence[str]], Awaitable[Decision]]
WIDGET = "/api/published/widget.js"


class PublishingState(Desk):
    """Comments to decide about, and those that were decided."""

    shelf: str = Shelf.WAITING.value
    rows: rx.Field[list[dict[str, Any]]] = rx.field(default_factory=list)
    counts: rx.Field[dict[str, int]] = rx.field(default_factory=dict)
    more: bool = False
    # How many have come since that aren't shown yet.
    fresh: int = 0
    loaded: bool = False
    decides: bool = False
    # Which comment the keys speak of.
    chosen: str = ""
    # What was decided last, and about how many.
    told: str = ""
    changed: int = 0
    left_out: int = 0
    code: str = ""
    _size: int = SIZE

    @handler(Action.READ, Thing.FEEDBACK)
    async def load(self, me: SignedIn) -> None:
        """Show the shelf of the address."""
        shelf = dict(self.router.url.query_parameters).get("shelf", "")
        self.shelf = shelf if shelf in set(Shelf) else Shelf.WAITING.value
        self.decides = can(me.principal, Action.PUBLISH, Resource(Thing.FEEDBACK))
        self.code = f'<script async src="{backend().settings.address}{WIDGET}" data-count="6"></script>'
        if self._arrived:
            self._size, self.chosen, self.told = SIZE, "", ""
        await self._show()
        self.loaded = True
        live.lists(self.router.session.client_token, live.Listed.COMMENTS)

    @handler(Action.READ, Thing.FEEDBACK)
    async def renew(self, _me: SignedIn) -> None:
        """Show what has changed meanwhile; what the keys speak of stays the same, or is nothing any more."""
        await self._keep_places()
        if self.chosen not in {row["id"] for row in self.rows if not row["gone"]}:
            self.chosen = ""

    @handler(Action.READ, Thing.FEEDBACK)
    async def show_fresh(self, _me: SignedIn) -> None:
        """Show those that have come."""
        self.chosen, self.told = "", ""
        await self._show()

    @handler(Action.READ, Thing.FEEDBACK)
    async def show_more(self, _me: SignedIn) -> None:
        """More of the shelf."""
        self._size = min(self._size + SIZE, MOST)
        await self._show()

    @handler(Action.READ, Thing.FEEDBACK)
    async def move(self, _me: SignedIn, by: int) -> None:
        """Go to the next comment, or with -1 to the one before."""
        ids = [row["id"] for row in self.rows]
        if ids:
            self.chosen = ids[neighbour(ids, self.chosen, by)]

    @handler(Action.PUBLISH, Thing.FEEDBACK)
    async def approve(self, me: SignedIn, record: str) -> None:
        """Let everybody read it; the chosen one when it is empty."""
        await self._decide("published", record, me, backend().publishing.publish)

    @handler(Action.PUBLISH, Thing.FEEDBACK)
    async def reject(self, me: SignedIn, record: str) -> None:
        """Let nobody else read it."""
        await self._decide("withheld", record, me, backend().publishing.withhold)

    @handler(Action.PUBLISH, Thing.FEEDBACK)
    async def recall(self, me: SignedIn, record: str) -> None:
        """Decide about it anew."""
        await self._decide("recalled", record, me, backend().publishing.recall)

    async def _decide(self, what: str, record: str, me: SignedIn, decide: Decide) -> None:
        about = record or self.chosen
        if not about:
            return
        ids = [row["id"] for row in self.rows]
        place = ids.index(about) if about in ids else 0
        decision = await decide(me.principal, [about])
        self.told = what if decision.changed else "telling" if decision.telling else "not-offered"
        self.changed = decision.changed
        self.left_out = decision.telling or decision.not_offered
        await self._keep_places(without=about)
        # On to the one that has moved up.
        self.chosen = self.rows[min(place, len(self.rows) - 1)]["id"] if self.rows and not record else ""

    async def _show(self) -> None:
        """The shelf from its beginning."""
        shelf, size = Shelf(self.shelf), self._size

        def read(session: Any) -> tuple[Lines, Counts]:
            return _lines(session, comments(session, shelf, None, size + 1)), _counts(session)

        found, self.counts = await backend().database.read(read)
        self.rows, self.more, self.fresh = found[:size], len(found) > size and size < MOST, 0

    async def _keep_places(self, without: str = "") -> None:
        """What is shown, each where it was, as it is now; and below, as many more as have room."""
        shown = [row for row in self.rows if row["id"] != without]
        if not shown:
            await self._show()
            return
        shelf, size = Shelf(self.shelf), self._size
        places = [Position(datetime.fromisoformat(row["at"]), row["id"]) for row in shown]

        def read(session: Any) -> tuple[int, Lines, Lines, Counts]:
            found = since(session, shelf, places, size)
            return found.fresh, _lines(session, found.still), _lines(session, found.below), _counts(session)

        self.fresh, still, below, self.counts = await backend().database.read(read)
        here = {row["id"]: row for row in still}
        self.more = len(shown) + len(below) > size and size < MOST
        self.rows = [here.get(row["id"], row | {"gone": True}) for row in shown] + below[: max(0, size - len(shown))]


def _lines(session: Any, found: Sequence[FeedbackRow]) -> Lines:
    names = names_of_orders(session, [row.order_id for row in found])
    return [line(row, names) for row in found]


def _counts(session: Any) -> Counts:
    return {each.value: count(session, each) for each in Shelf}


def line(row: FeedbackRow, names: dict[str, str]) -> dict[str, Any]:
    """A comment as it is read at the desk."""
    return {
        "id": row.id,
        "at": row.received_at.isoformat(),
        "rating": row.rating,
        "comment": row.comment,
        "reasons": row.reasons,
        "order": row.order_id,
        "telling": telling(row, names.get(row.order_id, "")),
        # Somebody else has decided about it since it is shown.
        "gone": False,
    }
