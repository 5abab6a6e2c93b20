"""Erased feedback is nowhere: no row, no room, no journal, no count, no word that could be searched; and never back."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlmodel import select

from app.access import audit, principals
from app.access.erasing import Erasing
from app.access.principals import Kind, Principal, Role
from app.clock import utc_now
from app.feedback.order import Order
from app.jazz.erasure import Retention
from app.services import Services
from app.store.listing import Wanted, page
from app.store.orders import bring_orders
from app.store.personal import By
from app.store.tables import FeedbackRow, JournalRow, OrderRow, QuarantineRow
from tests.integration.jazz.conftest import Start
from tests.support.bridge import held, ids_of, put, until_left
from tests.support.counts import assert_counted_right
from tests.support.entries import record
from tests.support.rooms import guest, until_asked

MAIL = "Nora@Example.com"
SECRET = "The lilac door on the left"


@pytest.fixture
async def services(start: Start) -> AsyncIterator[Services]:
    async with start(only_known_orders=True) as started, started.draining.running():
        orders = [Order(order_id=each, courier_id=7, name="Nora", address="Lilac Lane 1") for each in ("A", "B")]
        await started.database.write(lambda session: bring_orders(session, orders, utc_now()))
        yield started


@pytest.fixture
async def admin(services: Services) -> Principal:
    return await services.database.write(
        lambda session: principals.add(session, Kind.ADMIN, utc_now(), role=Role.ADMIN, name="Ada")
    )


async def stored(services: Services) -> dict[str, FeedbackRow]:
    found = await services.database.read(lambda session: session.exec(select(FeedbackRow)).all())
    return {row.id: row for row in found}


async def journal(services: Services) -> bytes:
    bodies = await services.database.read(lambda session: session.exec(select(JournalRow.body)).all())
    return b"".join(bodies)


async def searched(services: Services, text: str) -> int:
    return len(await services.database.read(lambda session: page(session, Wanted(text=text), None, 10)))


async def settled(services: Services, room: str, left: list[str], refused: int = 0) -> None:
    """Wait until the room is drained as far as it can be."""

    async def is_so() -> bool:
        complained = len(await ids_of(services, room, "attention")) == refused
        return complained and await ids_of(services, room) == left

    await until_asked(is_so)


async def test_by_contact_it_goes_everywhere_and_stays_away(services: Services, admin: Principal) -> None:
    mine = record(orderId="A", comment=SECRET, needsFollowUp=True, contact=f" {MAIL} or ring ")
    refused = record(orderId="UNKNOWN", comment=SECRET, needsFollowUp=True, contact=MAIL.lower())
    others = record(orderId="B", comment=f"Not {MAIL}", needsFollowUp=True, contact="not.nora@example.com")
    await put(services, "van", [mine, refused, others])
    await settled(services, "van", [refused["id"]], refused=1)
    await put(services, "other", [mine | {"comment": f"{SECRET}, again"}])
    await settled(services, "other", [mine["id"]], refused=1)
    assert SECRET.encode() in await journal(services)

    traced = await services.erasure.trace(By.CONTACT, MAIL)
    assert {row.id for row in traced.found.rows} == {mine["id"]}
    assert [row.feedback_id for row in traced.found.aside] == [mine["id"]]
    assert (traced.found.mentions, set(traced.waiting), set(traced.rooms)) == (1, {refused["id"]}, {"van", "other"})
    erased = await services.erasure.erase(admin, By.CONTACT, MAIL)
    assert (erased.records, erased.rooms, erased.stubborn) == (2, 2, 0)

    assert list(await stored(services)) == [others["id"]]
    assert await services.database.read(lambda session: session.exec(select(QuarantineRow)).all()) == []
    for room in ("van", "other"):
        for name in ("queue", "attention"):
            assert await held(services, room, name) == []
    assert await ids_of(services, "van", "receipts") == [others["id"]]
    assert SECRET.encode() not in await journal(services)
    assert (await searched(services, "lilac"), await searched(services, "not")) == (0, 1)
    await assert_counted_right(services.database)
    [line] = await services.database.read(audit.newest)
    assert (line.act, line.detail, line.actor) == ("erased", "contact: 2", "Ada")
    # A phone that still holds it brings it once more: it leaves the phone, and is nowhere.
    await put(services, "van", [refused | {"orderId": "A"}, mine])
    await until_left(services, "van")
    assert list(await stored(services)) == [others["id"]]


async def test_by_order_its_name_and_address_go_too(services: Services, admin: Principal) -> None:
    first, second = record(orderId="A"), record(orderId="B")
    await put(services, "van", [first, second])
    await until_left(services, "van")
    traced = await services.erasure.trace(By.ORDER, " A ")
    assert (len(traced.found.rows), traced.found.address) == (1, True)
    assert (await services.erasure.erase(admin, By.ORDER, "A")).records == 1
    assert list(await stored(services)) == [second["id"]]
    known = await services.database.read(
        lambda session: {row.order_id: row.name for row in session.exec(select(OrderRow))}
    )
    assert known == {"A": "", "B": "Nora"}
    assert [line.detail for line in await services.database.read(audit.newest)] == ["order A: 1"]
    await assert_counted_right(services.database)


async def test_by_device_its_room_is_emptied(services: Services, admin: Principal) -> None:
    phone = await guest(services.database, "van")
    await guest(services.database, "other")
    good, refused = record(orderId="A"), record(orderId="UNKNOWN", comment=SECRET)
    await put(services, "van", [good, refused])
    await put(services, "other", [record(orderId="B")])
    await settled(services, "van", [refused["id"]], refused=1)
    await until_left(services, "other")
    assert (await services.erasure.erase(admin, By.DEVICE, phone.id)).records == 2
    assert [row.order_id for row in (await stored(services)).values()] == ["B"]
    for name in ("queue", "attention", "receipts"):
        assert await held(services, "van", name) == []
    assert SECRET.encode() not in await journal(services)
    assert len(await held(services, "other", "receipts")) == 1
    await assert_counted_right(services.database)


async def test_what_is_too_old_goes_and_the_rest_adds_up(services: Services) -> None:
    said = [record(orderId="A", comment=f"{SECRET} {at}") for at in range(3)]
    await put(services, "van", said)
    await until_left(services, "van")

    def at(days: float) -> Retention:
        later = utc_now() + timedelta(days=days)
        return Retention(services.rooms, Erasing(services.database), days=10, zone="UTC", now=lambda: later)

    assert (await at(9.9).apply(), await at(9.9).due(), await at(10.1).due()) == (0, 0, 3)
    assert len(await stored(services)) == 3
    assert await at(10.1).apply() == 3
    assert (await stored(services), await searched(services, "lilac")) == ({}, 0)
    assert SECRET.encode() not in await journal(services)
    assert await held(services, "van", "receipts") == []
    names = await services.database.read(lambda session: [row.name for row in session.exec(select(OrderRow))])
    assert set(names) == {""}
    await assert_counted_right(services.database)
    [line] = await services.database.read(audit.newest)
    assert (line.act, line.actor, line.detail.split(", ")[0]) == ("retired", "Doorstep", "3")
    # Nothing is too old now: nothing is noted either.
    assert await at(10.1).apply() == 0
    assert len(await services.database.read(audit.newest)) == 1


async def test_for_ever_is_for_ever(services: Services) -> None:
    await put(services, "van", [record(orderId="A")])
    await until_left(services, "van")
    assert services.retention.days == 0
    assert (await services.retention.apply(), await services.retention.due()) == (0, 0)
    assert len(await stored(services)) == 1
