"""The devices as the desk looks through them, on each engine."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from app.access import principals, tokens
from app.access.devices import Devices, Storage
from app.access.fleet import Fleet, Place, Show
from app.access.principals import Kind, Principal
from app.access.tokens import Purpose
from app.errors import Invalid, NotFound
from app.store import drains
from app.store.drains import Mark
from app.store.engine import Database
from app.store.journal import Entry, append
from tests.support.clocks import START

BY = Principal("admin", Kind.ADMIN, name="Ada")


@pytest.fixture
def fleet(database: Database) -> Fleet:
    return Fleet(database)


@pytest.fixture
def devices(database: Database) -> Devices:
    return Devices(database, b"key", lambda: START)


async def device(database: Database, room: str, name: str = "", after: int = 0) -> Principal:
    moment = START + timedelta(minutes=after)
    return await database.write(lambda session: principals.add(session, Kind.DEVICE, moment, room=room, name=name))


async def ids(fleet: Fleet, show: Show, text: str = "", *, paused: bool = False) -> list[str]:
    return [each.id for each in await fleet.page(show, text, paused=paused)]


async def test_who_needs_somebody(database: Database, fleet: Fleet, devices: Devices) -> None:
    calm, refused, stuck, behind, full = [await device(database, f"room-{at}", after=at) for at in range(5)]
    rooms = [f"room-{at}" for at in range(5)]
    await database.write(lambda session: append(session, [Entry(room, 0, b"-") for room in rooms]))
    marks = {
        "room-0": Mark(1),
        "room-1": Mark(1, refused=2),
        "room-2": Mark(0, failures=3, due_at=START),
        "room-4": Mark(1),
    }
    await database.write(lambda session: drains.mark(session, marks))
    await devices.report(calm, "0.1.0", Storage.CLEARABLE)
    for said in (Storage.KEPT, Storage.FULL):
        await devices.report(full, "0.1.0", said)
    assert await ids(fleet, Show.LOOK) == [full.id, stuck.id, refused.id]
    assert await ids(fleet, Show.LOOK, paused=True) == [full.id, behind.id, stuck.id, refused.id]
    assert await fleet.count(Show.LOOK) == 3
    seen = {each.id: each for each in await fleet.page(Show.ALL)}
    assert (seen[refused.id].refused, seen[refused.id].behind) == (2, False)
    assert (seen[behind.id].behind, seen[behind.id].storage, seen[behind.id].version) == (True, None, None)
    assert (seen[full.id].storage, seen[full.id].version) == (Storage.FULL, "0.1.0")
    # Who has looked at less of a room doesn't say that nothing stands there; who has looked at more does.
    await database.write(lambda session: drains.note_refused(session, "room-1", 0, 0))
    assert (await fleet.one(refused.id)).refused == 2
    await database.write(lambda session: drains.mark(session, {"room-1": Mark(1)}))
    assert (await fleet.one(refused.id)).refused == 0


async def test_found_by_name_number_or_courier_and_paged(database: Database, fleet: Fleet, devices: Devices) -> None:
    made = [await device(database, "shared", f"Van {at}", after=at) for at in range(3)]
    await devices.give(BY, made[1].id, 42)
    assert await ids(fleet, Show.COURIERS) == [made[1].id]
    assert await ids(fleet, Show.ALL, "vAN 2 ") == [made[2].id]
    assert await ids(fleet, Show.ALL, "42") == [made[1].id]
    assert await ids(fleet, Show.ALL, made[0].id[:13].upper()) == [made[0].id]
    assert await ids(fleet, Show.ALL, "100%") == []
    [newest] = await fleet.page(Show.ALL, most=1)
    rest = await fleet.page(Show.ALL, after=Place(newest.created_at, newest.id))
    assert [newest.id, *(each.id for each in rest)] == [each.id for each in reversed(made)]
    assert newest.sharing == 3
    assert (await fleet.of_rooms({"shared", "none"}))["shared"].id == made[0].id


async def test_shut_out_it_is_another_list_and_gets_no_link(database: Database, fleet: Fleet, devices: Devices) -> None:
    phone = await device(database, "room", "Van")
    issued = await devices.invite(BY, phone.id)
    again = await devices.invite(BY, phone.id)
    assert issued.token != again.token
    new = await devices.join(again.token)
    assert new.room == "room"
    await devices.disable(BY, phone.id)
    assert await ids(fleet, Show.REVOKED) == [phone.id]
    assert await ids(fleet, Show.ALL) == [new.principal.id]
    with pytest.raises(Invalid):
        await devices.invite(BY, phone.id)
    for nobody in ("nobody", BY.id):
        with pytest.raises(NotFound):
            await fleet.one(nobody)
        with pytest.raises(NotFound):
            await devices.invite(BY, nobody)


async def test_last_seen_is_the_last_of_its_tokens(database: Database, fleet: Fleet) -> None:
    phone = await device(database, "room")
    assert (await fleet.one(phone.id)).last_seen_at is None

    def use(session: Session) -> None:
        for at in (1, 5, 3):
            issued = tokens.issue(session, phone.id, Purpose.DEVICE, START)
            session.flush()
            shown = tokens.find(session, issued.token, START)
            tokens.seen(session, [shown.token_id], START + timedelta(minutes=at))

    await database.write(use)
    assert (await fleet.one(phone.id)).last_seen_at == START + timedelta(minutes=5)
