"""What the desk decides about records that stand in rooms: the row, the phone and the audit log all hear of it."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from pycrdt import Array, Doc
from sqlmodel import select

from app.access import audit, principals
from app.access.fleet import Show
from app.access.principals import Kind, Principal, Role
from app.clock import utc_now
from app.errors import Decided, Invalid
from app.jazz.unsettled import Refused
from app.services import Services
from app.store import drains, quarantine
from app.store.orders import know_order
from app.store.tables import FeedbackRow
from tests.integration.jazz.conftest import Start
from tests.support.bridge import held, ids_of, put, until_left
from tests.support.counts import assert_counted_right
from tests.support.entries import record
from tests.support.rooms import guest, until_asked


@pytest.fixture
async def services(start: Start) -> AsyncIterator[Services]:
    """Only known orders are let in, so that sound records are refused, too."""
    async with start(only_known_orders=True) as started, started.draining.running():
        yield started


@pytest.fixture
async def agent(services: Services) -> Principal:
    return await services.database.write(
        lambda session: principals.add(session, Kind.ADMIN, utc_now(), role=Role.AGENT, name="Ada")
    )


async def refuse(services: Services, *records: dict[str, Any]) -> list[Refused]:
    """Bring them into a room, where they are refused; as the desk finds them."""
    await put(services, "van", records)

    async def is_so() -> bool:
        found = len(await services.unsettled.refused()) == len(records)
        return found and set(await services.database.read(lambda session: drains.refusing(session, 9))) == {"van"}

    await until_asked(is_so)
    return list(await services.unsettled.refused())


async def rows(services: Services) -> Sequence[FeedbackRow]:
    return await services.database.read(lambda session: session.exec(select(FeedbackRow)).all())


async def acts(services: Services) -> list[tuple[str, str]]:
    return [(line.act, line.detail) for line in await services.database.read(audit.newest)]


async def test_what_was_refused_is_found_and_becomes_a_row(services: Services, agent: Principal) -> None:
    first, second = record(), record(rating=9)
    found = await refuse(services, first, second)
    assert [(each.record["id"], each.wrong) for each in found] == [(first["id"], ()), (second["id"], ("rating",))]
    assert found[0].message == "This order is not one of ours."
    await services.unsettled.accept(agent, "van", first["id"], found[0].seen)
    await until_left(services, "van", [second["id"]])
    assert [row.id for row in await rows(services)] == [first["id"]]
    assert await ids_of(services, "van", "receipts") == [first["id"]]
    assert await ids_of(services, "van", "attention") == [second["id"]]
    assert await acts(services) == [("refused_accepted", "")]
    await assert_counted_right(services.database)
    # It has left: the same decision once more is none.
    with pytest.raises(Decided):
        await services.unsettled.accept(agent, "van", first["id"], found[0].seen)
    with pytest.raises(Invalid, match="1 to 5"):
        await services.unsettled.accept(agent, "van", second["id"], found[1].seen)


async def test_the_delivery_that_is_meant_is_put_right_and_nothing_else(services: Services, agent: Principal) -> None:
    said = record(orderId="0RDER", courierId=0, comment="As I said it")
    [found] = await refuse(services, said)
    mended = {"orderId": "ORDER", "courierId": 8, "comment": "forged", "rating": 1}
    await services.unsettled.accept(agent, "van", said["id"], found.seen, mended)
    [row] = await rows(services)
    assert (row.order_id, row.courier_id, row.comment, row.rating) == ("ORDER", 8, "As I said it", 5)
    assert await held(services, "van") == []
    assert await acts(services) == [("refused_accepted", "0RDER → ORDER, 0.0 → 8")]


async def test_the_phone_keeps_what_was_declined_with_the_desks_word(services: Services, agent: Principal) -> None:
    said = record()
    [found] = await refuse(services, said)
    with pytest.raises(Invalid):
        await services.unsettled.decline(agent, "van", said["id"], found.seen, " ")
    await services.unsettled.decline(agent, "van", said["id"], found.seen, " We never had\nthat order. ")
    assert await ids_of(services, "van") == [said["id"]]
    [word] = await held(services, "van", "attention")
    assert (word["code"], word["message"]) == ("declined", "We never had that order.")
    assert await services.unsettled.refused() == []
    standing = await services.unsettled.standing("van")
    assert (standing.waiting, standing.declined) == (0, 1)
    assert await acts(services) == [("refused_declined", "We never had that order.")]
    # The draining, when it looks next, finds nothing that waits for anybody.
    await services.database.write(lambda session: know_order(session, "KNOWN", None, utc_now()))
    await put(services, "van", [record(orderId="KNOWN")])
    await until_left(services, "van", [said["id"]])
    assert await services.database.read(lambda session: drains.refusing(session, 9)) == []


async def test_a_decision_is_about_what_was_looked_at(services: Services, agent: Principal) -> None:
    said = record()
    [found] = await refuse(services, said)

    def correct(doc: Doc[Any]) -> None:
        queue = doc.get("queue", type=Array)
        del queue[0]
        queue.append(said | {"comment": "Changed meanwhile"})

    async with services.rooms.replica("van") as replica:
        await replica.edit(correct)
    for decide in (
        services.unsettled.accept(agent, "van", said["id"], found.seen),
        services.unsettled.decline(agent, "van", said["id"], found.seen, "No"),
    ):
        with pytest.raises(Decided):
            await decide
    assert await rows(services) == []


class TestConflicts:
    """The same id with other content: it stands aside, and in its room."""

    async def conflict(self, services: Services) -> tuple[dict[str, Any], dict[str, Any]]:
        first = record()
        await services.database.write(lambda session: know_order(session, "ORDER123", None, utc_now()))
        await put(services, "other", [first])
        await until_left(services, "other")
        other = first | {"comment": "other"}
        await put(services, "van", [other])

        async def is_aside() -> bool:
            return await ids_of(services, "van", "attention") == [first["id"]]

        await until_asked(is_aside)
        return first, other

    @pytest.mark.parametrize("where", ["room", "aside"])
    async def test_accepted_both_are_rows(self, services: Services, agent: Principal, where: str) -> None:
        first, _ = await self.conflict(services)
        # It is looked for in the quarantine, not among the refused.
        assert await services.unsettled.refused() == []
        if where == "room":
            [found] = (await services.unsettled.standing("van")).refused
            await services.unsettled.accept(agent, "van", first["id"], found.seen)
        else:
            [row] = await services.database.read(lambda session: quarantine.newest(session, resolved=False))
            await services.unsettled.accept_aside(agent, row.feedback_id, row.content_hash)
        assert sorted(each.comment for each in await rows(services)) == sorted([first["comment"], "other"])
        assert await held(services, "van") == []
        assert await ids_of(services, "van", "receipts") == [first["id"]]

    @pytest.mark.parametrize("where", ["room", "aside"])
    async def test_declined_the_phone_hears_why(self, services: Services, agent: Principal, where: str) -> None:
        first, _ = await self.conflict(services)
        if where == "room":
            [found] = (await services.unsettled.standing("van")).refused
            await services.unsettled.decline(agent, "van", first["id"], found.seen, "Twice")
        else:
            [row] = await services.database.read(lambda session: quarantine.newest(session, resolved=False))
            await services.unsettled.reject_aside(agent, row.feedback_id, row.content_hash, "Twice")
        [word] = await held(services, "van", "attention")
        assert (word["code"], word["message"]) == ("declined", "Twice")
        assert await services.database.read(lambda session: quarantine.newest(session, resolved=False)) == []
        assert await acts(services) == [("conflict_rejected", f"{first['id']}: Twice")]


async def test_the_desk_finds_the_phone_behind_it(services: Services, agent: Principal) -> None:
    phone, other = await guest(services.database, "van"), await guest(services.database, "quiet")
    [found] = await refuse(services, record())
    [seen] = await services.fleet.page(Show.LOOK)
    assert (seen.id, seen.refused, seen.sharing, seen.version) == (phone.id, 1, 1, None)
    assert {each.id for each in await services.fleet.page(Show.ALL)} == {phone.id, other.id}
    assert await services.fleet.count(Show.LOOK) == 1
    await services.unsettled.accept(agent, "van", found.record["id"], found.seen)
    # At once, not only when the draining has looked.
    assert await services.fleet.page(Show.LOOK) == []
