"""Which feedback is let in: whose it may be, and for which orders.

Stage: deliver. In: a batch, who brings it and for which room. Out: for each record, why it is refused, or None. Always
holds: a device brings only what belongs to its room; whoever has nothing but a rating link rates that order; where the
settings ask for known orders or for a rating link, they ask everybody who brings what others have written.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.access.devices import Devices
from app.access.links import RatingLink, RatingLinks
from app.access.permissions import Action, Resource, Thing, can, has_role
from app.access.principals import Kind, Principal, Role
from app.config import Settings
from app.errors import Invalid, NotAllowed, NotSignedIn, RefusedError
from app.feedback.entry import FeedbackEntry
from app.store.engine import Database
from app.store.orders import known_orders

UNKNOWN_ORDER = "This order is not one of ours."
LINK_FOR_ANOTHER = "This rating link is for another order."
LINK_MISSING = "This order can be rated only with its rating link."
NOT_YOURS = "This record belongs to another device, or this account may bring none."


@dataclass(frozen=True, slots=True)
class Offered:
    """A record that somebody brings, with the rating link that came along."""

    entry: FeedbackEntry
    link: str | None = None
    room: str | None = None
    """Whose queue it comes from."""


class Acceptance:
    """The rules of this installation."""

    def __init__(self, settings: Settings, database: Database, devices: Devices, links: RatingLinks) -> None:
        self._only_known = settings.only_known_orders
        self._only_linked = settings.only_rating_links
        self._database = database
        self._devices = devices
        self._links = links

    async def refusals(self, caller: Principal | None, offered: Sequence[Offered]) -> list[RefusedError | None]:
        """For each record what speaks against it, in order."""
        rooms = await self._rooms_of_devices(caller, offered)
        known = await self._known(offered)
        found: list[RefusedError | None] = []
        for each in offered:
            try:
                link = self._link(caller, each)
                self._see_whose(caller, each, link, rooms.get(each.entry.device_id, each.room))
                if known is not None and each.entry.order_id not in known:
                    raise Invalid(UNKNOWN_ORDER, {"orderId": UNKNOWN_ORDER})
            except RefusedError as error:
                found.append(error)
            else:
                found.append(None)
        return found

    def _link(self, caller: Principal | None, each: Offered) -> RatingLink | None:
        asked_for = caller is None or (self._only_linked and not has_role(caller, Role.AGENT))
        if not asked_for:
            return None
        if not each.link:
            if caller is None:
                raise NotSignedIn("Feedback needs a device's token or a rating link.")
            raise Invalid(LINK_MISSING, {"link": LINK_MISSING})
        try:
            link = self._links.read(each.link, each.entry.created_at)
        except NotSignedIn as error:
            if caller is None:
                raise
            raise Invalid(str(error), {"link": str(error)}) from None
        if not link.covers(each.entry.order_id, each.entry.courier_id):
            raise NotAllowed(LINK_FOR_ANOTHER)
        return link

    def _see_whose(self, caller: Principal | None, each: Offered, link: RatingLink | None, theirs: str | None) -> None:
        room, order = each.room, each.entry.order_id
        if caller is None and link is not None:
            caller = Principal(link.order_id, Kind.CUSTOMER)
        owner = order if room is None else None
        if theirs != room or not can(caller, Action.CREATE, Resource(Thing.FEEDBACK, room=room, owner=owner)):
            raise NotAllowed(NOT_YOURS)

    async def _rooms_of_devices(self, caller: Principal | None, offered: Sequence[Offered]) -> dict[str, str | None]:
        # A worker brings whole rooms; whoever wrote into them had to be let in there.
        if caller is not None and caller.kind is Kind.WORKER:
            return {}
        named = {each.entry.device_id for each in offered if each.entry.device_id}
        return dict(await self._devices.rooms_of(named)) if named else {}

    async def _known(self, offered: Sequence[Offered]) -> set[str] | None:
        if not self._only_known:
            return None
        orders = {each.entry.order_id for each in offered}
        return await self._database.read(lambda session: known_orders(session, orders))
