"""What the devices' page shows: some of them, one beside them, and what is about to be done to it.

In: the address, and what people do. Out: lines as the page draws them. Always holds: what waits in a room is read from
the room itself; what can't be known of a device stays empty.
"""

from typing import Any

import reflex as rx

from app import VERSION
from app.access.devices import TROUBLE
from app.access.fleet import PAGE, SHORT_ID, Place, Seen, Show
from app.access.permissions import Action, Resource, Thing, can
from app.access.tokens import SignedIn
from app.errors import Invalid, Unavailable
from app.feedback.entry import MAX_COURIER_ID
from app.pages import routes
from app.pages.desk_state import Desk, handler
from app.pages.session import backend

Line = dict[str, Any]


class DevicesState(Desk):
    """The devices."""

    lines: rx.Field[list[Line]] = rx.field(default_factory=list)
    show: str = Show.ALL.value
    text: str = ""
    needing: int = 0
    more: bool = False
    loaded: bool = False
    # Why nothing is delivered now.
    paused: str = ""
    device: rx.Field[Line] = rx.field(default_factory=dict)
    asked: bool = False
    link: str = ""
    link_until: str = ""
    runs: bool = False
    _last: rx.Field[Place | None] = rx.field(default=None)

    @handler(Action.READ, Thing.DEVICE)
    async def load(self, me: SignedIn) -> None:
        """Show those that need somebody, or all where none does; and the one that the address names."""
        given = dict(self.router.url.query_parameters)
        self.runs = can(me.principal, Action.MANAGE, Resource(Thing.DEVICE))
        await self._count()
        if self._arrived:
            self.text, self.show = given.get("q", ""), given.get("show", "")
        if self.show not in set(Show):
            self.show = (Show.LOOK if self.needing and not self.text else Show.ALL).value
        await self._begin()
        if self._arrived:
            await self._open(given.get("id", ""))
        self.loaded = True

    @handler(Action.READ, Thing.DEVICE)
    async def choose(self, _me: SignedIn, show: str) -> None:
        """Show others."""
        self.show = (Show(show) if show in set(Show) else Show.ALL).value
        await self._begin()

    @handler(Action.READ, Thing.DEVICE)
    async def search(self, _me: SignedIn, form: dict[str, Any]) -> None:
        """Show those with that name, number or courier."""
        self.text = str(form.get("text", ""))[:80]
        if self.show == Show.LOOK:
            self.show = Show.ALL.value
        await self._begin()

    @handler(Action.READ, Thing.DEVICE)
    async def load_more(self, _me: SignedIn) -> None:
        """Show those behind."""
        if self._last is not None:
            await self._add()

    @handler(Action.READ, Thing.DEVICE)
    async def open(self, _me: SignedIn, device: str) -> None:
        """Show one of them beside the list; none when it is empty."""
        await self._open(device)

    @handler(Action.MANAGE, Thing.DEVICE)
    async def ask(self, _me: SignedIn, *, wanted: bool) -> None:
        """Ask once more before the device is shut out, or ask no longer."""
        self.asked = wanted

    @handler(Action.MANAGE, Thing.DEVICE)
    async def revoke(self, me: SignedIn, device: str) -> None:
        """Shut it out: open connections end within a second."""
        await backend().devices.disable(me.principal, device)
        await self._again(device)

    @handler(Action.MANAGE, Thing.DEVICE)
    async def admit(self, me: SignedIn, device: str) -> None:
        """Let it in again."""
        await backend().devices.enable(me.principal, device)
        await self._again(device)

    @handler(Action.MANAGE, Thing.DEVICE)
    async def give(self, me: SignedIn, form: dict[str, Any]) -> None:
        """Say whose it is; nobody's when the number is empty."""
        device, said = str(form.get("device", "")), str(form.get("courier", "")).strip()
        if said and not (said.isascii() and said.isdecimal() and 1 <= int(said) <= MAX_COURIER_ID):
            raise Invalid("A courier's number is a whole number from 1 up.", {"courier": "is none"})
        await backend().devices.give(me.principal, device, int(said) if said else None)
        await self._again(device)

    @handler(Action.MANAGE, Thing.DEVICE)
    async def invite(self, me: SignedIn, device: str) -> None:
        """A link with which another phone takes its place."""
        issued = await backend().devices.invite(me.principal, device)
        self.link = f"{backend().settings.address}{routes.QUEUE}#join={issued.token}"
        self.link_until = issued.expires_at.isoformat()

    async def _count(self) -> None:
        self.paused = backend().draining.trouble() or ""
        self.needing = await backend().fleet.count(Show.LOOK, paused=self.paused != "")

    async def _begin(self) -> None:
        self.lines, self._last = [], None
        await self._add()

    async def _add(self) -> None:
        found = await backend().fleet.page(Show(self.show), self.text, self._last, PAGE + 1, paused=self.paused != "")
        shown = found[:PAGE]
        self.lines = self.lines + [await line(each) for each in shown]
        self.more = len(found) > PAGE
        self._last = Place(shown[-1].created_at, shown[-1].id) if shown else None

    async def _open(self, device: str) -> None:
        self.asked, self.link, self.link_until = False, "", ""
        self.device = await line(await backend().fleet.one(device)) if device else {}

    async def _again(self, device: str) -> None:
        """Show what has become of it, here and in the list."""
        await self._open(device)
        await self._count()
        self.lines = [self.device if each["id"] == device else each for each in self.lines]


async def line(seen: Seen) -> Line:
    """A device as the page draws it."""
    return {
        "id": seen.id,
        "short": seen.id[:SHORT_ID],
        "name": seen.name,
        "courier": "" if seen.courier_id is None else str(seen.courier_id),
        "created": seen.created_at.isoformat(),
        "seen": seen.last_seen_at.isoformat() if seen.last_seen_at else "",
        "disabled": seen.disabled_at.isoformat() if seen.disabled_at else "",
        "others": max(0, seen.sharing - (seen.disabled_at is None)),
        "version": seen.version or "",
        "outdated": seen.version not in (None, VERSION),
        "storage": seen.storage.value if seen.storage else "",
        "trouble": seen.storage in TROUBLE,
    } | await _standing(seen)


async def _standing(seen: Seen) -> Line:
    nothing = {"waiting": 0, "oldest": "", "refused": 0, "declined": 0}
    if seen.room is None or not (seen.behind or seen.refused):
        return nothing
    try:
        standing = await backend().unsettled.standing(seen.room)
    except Unavailable:
        # The room is being read again; it says so itself a moment later.
        return nothing | {"refused": seen.refused}
    return {
        "waiting": standing.waiting,
        "oldest": standing.oldest,
        "refused": len(standing.refused),
        "declined": standing.declined,
    }
