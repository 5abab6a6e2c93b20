"""What the inbox shows: cases of a view, one of them beside the list, and what can be done with it.

In: the address, and what people do. Out: cases as the page draws them. Always holds: after each step the list is as the
database has it, also when the step was refused; the case that is shown stays shown until somebody leaves it.
"""

from datetime import datetime
from typing import Any

import reflex as rx

from app.access.people import Person
from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Role
from app.access.tokens import SignedIn
from app.clock import time_zone, utc_now
from app.errors import Invalid, NotFound
from app.feedback.cases import CaseEvent, CaseState
from app.pages import live
from app.pages.desk_state import Desk, handler
from app.pages.session import backend
from app.pages.stepping import neighbour
from app.store import inbox
from app.store.inbox import Case, View
from app.store.tables import CaseEventRow

SIZE = 50
# Nobody scrolls further: the views are there for that.
MOST = 500


class InboxState(Desk):
    """The inbox."""

    view: str = View.OPEN.value
    cases: rx.Field[list[dict[str, Any]]] = rx.field(default_factory=list)
    counts: rx.Field[dict[str, int]] = rx.field(default_factory=dict)
    more: bool = False
    loaded: bool = False
    works: bool = False
    me: str = ""
    zone: str = ""
    # Who cases can be given to: ids and names.
    people: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    case: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    events: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list)
    _size: int = SIZE
    # What everybody is called, also who may work no more.
    _names: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @handler(Action.READ, Thing.CASE)
    async def load(self, me: SignedIn) -> None:
        """Show the view of the address, and the case that it names."""
        given = dict(self.router.url.query_parameters)
        self.view = given.get("view", "") if given.get("view", "") in set(View) else View.OPEN.value
        self.works = can(me.principal, Action.WORK, Resource(Thing.CASE))
        self.me, self.zone = me.principal.id, backend().settings.time_zone
        self._size = SIZE if self._arrived else self._size
        everybody = await backend().people.everybody()
        self._names = {each.id: _called(each) for each in everybody}
        self.people = [{"id": each.id, "name": _called(each)} for each in everybody if self.works and _may_work(each)]
        await self._list()
        record = given.get("record", "")
        if not self._arrived:
            await self._show_again()
        elif record:
            named = await backend().database.read(lambda session: inbox.case_of(session, record))
            if named is None:
                raise NotFound("Nobody has asked for a follow-up of this record.")
            await self._show(named)
        else:
            await self._show(given.get("case", ""))
        self.loaded = True
        live.lists(self.router.session.client_token, live.Listed.CASES)

    @handler(Action.READ, Thing.CASE)
    async def renew(self, _me: SignedIn) -> None:
        """Show what has changed meanwhile."""
        await self._list()
        await self._show_again()

    @handler(Action.READ, Thing.CASE)
    async def show_more(self, _me: SignedIn) -> None:
        """More of the list."""
        self._size = min(self._size + SIZE, MOST)
        await self._list()

    @handler(Action.READ, Thing.CASE)
    async def open(self, _me: SignedIn, case: str) -> None:
        """Show one case beside the list; none when it is empty."""
        await self._show(case)

    @handler(Action.READ, Thing.CASE)
    async def move(self, _me: SignedIn, by: int) -> None:
        """Show the next case, or with -1 the one before."""
        if self.cases:
            await self._show(self.cases[self._neighbour(by)]["id"])

    @handler(Action.WORK, Thing.CASE)
    async def assign(self, me: SignedIn, person: str) -> None:
        """Give the case to somebody, or with nobody back to all."""
        await self._after(backend().cases.assign(me.principal, self._chosen(), person))

    @handler(Action.WORK, Thing.CASE)
    async def take(self, me: SignedIn) -> None:
        """See to it oneself."""
        await self._after(backend().cases.assign(me.principal, self._chosen(), me.principal.id))

    @handler(Action.WORK, Thing.CASE)
    async def answer(self, me: SignedIn) -> None:
        """The customer has an answer."""
        await self._after(backend().cases.answer(me.principal, self._chosen()))

    @handler(Action.WORK, Thing.CASE)
    async def finish(self, me: SignedIn) -> None:
        """Nothing more is to be done with it: on to the next one."""
        following = self.cases[self._neighbour(1)]["id"] if self.cases else ""
        done = self._chosen()
        await self._after(backend().cases.finish(me.principal, done))
        left = {case["id"] for case in self.cases}
        await self._show(following if following in left and following != done else "")

    @handler(Action.WORK, Thing.CASE)
    async def reopen(self, me: SignedIn) -> None:
        """Something is to be done again."""
        await self._after(backend().cases.reopen(me.principal, self._chosen()))

    @handler(Action.WORK, Thing.CASE)
    async def note(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Write down what the others should know."""
        await self._after(backend().cases.note(me.principal, self._chosen(), str(form.get("note", ""))))

    @handler(Action.WORK, Thing.CASE)
    async def put_off(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Say by when it is due, by the clock of this house."""
        due = _moment(str(form.get("due", "")))
        await self._after(backend().cases.set_due(me.principal, self._chosen(), due))

    @handler(Action.WORK, Thing.CASE)
    async def keep_draft(self, _me: SignedIn, text: str) -> None:
        """Keep a reply that isn't sent yet."""
        said = text.strip()
        if self.case and said != self.case["draft"]:
            await backend().cases.save_draft(self._chosen(), self.case["draft"], said)
            self.case = self.case | {"draft": said}

    def _chosen(self) -> str:
        if not self.case:
            raise Invalid("Choose a case first.", {"case": "is missing"})
        return str(self.case["id"])

    def _neighbour(self, by: int) -> int:
        return neighbour([case["id"] for case in self.cases], self.case.get("id", ""), by)

    async def _after(self, step: Any) -> None:
        try:
            await step
        finally:
            await self._list()
            await self._show(self._chosen())

    async def _list(self) -> None:
        view, me, size, now = View(self.view), self.me, self._size, utc_now()
        found, counts = await backend().database.read(
            lambda session: (inbox.cases(session, view, me, None, size + 1), inbox.counts(session, me, now))
        )
        self.cases = [line(case, self._names) for case in found[:size]]
        self.more = len(found) > size and size < MOST
        self.counts = {each.value: counts.get(each, 0) for each in View} | {"overdue": counts.get("overdue", 0)}

    async def _show_again(self) -> None:
        if self.case:
            seen = self.case["draft"]
            await self._show(self.case["id"])
            # Whoever is writing has seen no other reply than this.
            self.case = self.case | {"draft": seen}

    async def _show(self, case: str) -> None:
        if not case:
            self.case, self.events = {}, []
            return
        found = await backend().database.read(lambda session: inbox.find(session, case))
        if found is None:
            self.case, self.events = {}, []
            raise NotFound("This case isn't there any more.")
        answers = sum(each.event == CaseEvent.ANSWERED for each in found[1])
        # The field for the reply is another one once a reply was given.
        self.case = detail(found[0], self._names) | {"reply": f"{case} {answers}"}
        self.events = [event(each) for each in found[1]]


def _called(person: Person) -> str:
    return person.name or person.email or person.id


def _may_work(person: Person) -> bool:
    return person.disabled_at is None and person.role.includes(Role.AGENT)


def _moment(typed: str) -> datetime:
    try:
        given = datetime.fromisoformat(typed)
    except ValueError:
        raise Invalid("Say a day and a time.", {"due": "is no time"}) from None
    zone = time_zone(backend().settings.time_zone)
    return given if given.tzinfo else given.replace(tzinfo=zone)


def line(case: Case, names: dict[str, str]) -> dict[str, Any]:
    """A case in the list."""
    row, record = case.row, case.record
    return {
        "id": row.id,
        "state": row.state,
        "due": row.due_at.isoformat(),
        "closed": row.closed_at.isoformat() if row.closed_at else "",
        "assignee": row.assignee_id or "",
        "who": names.get(row.assignee_id or "", ""),
        "order": record.order_id,
        "rating": record.rating,
        "comment": record.comment,
    }


def detail(case: Case, names: dict[str, str]) -> dict[str, Any]:
    """Everything about one case but its history."""
    row, record = case.row, case.record
    zone = time_zone(backend().settings.time_zone)
    return line(case, names) | {
        "record": record.id,
        "reasons": record.reasons,
        "contact": record.contact or "",
        "courier": record.courier_id,
        "received": record.received_at.isoformat(),
        "opened": row.opened_at.isoformat(),
        "draft": row.draft,
        "done": row.state == CaseState.DONE,
        # As the field for it wants it.
        "dueHere": row.due_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M"),
    }


def event(row: CaseEventRow) -> dict[str, str]:
    """A line of its history."""
    return {"number": str(row.number), "at": row.at.isoformat(), "who": row.actor, "event": row.event, "note": row.note}
