"""From the link that the first start prints to a session and out again, on both engines."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.access import principals, tokens
from app.access.principals import OWNER_ID, Kind, Principal, Role
from app.access.sign_in import Browser, SignIn
from app.access.tokens import Purpose
from app.errors import Invalid, NotFound, NotSignedIn
from app.store.engine import Database
from app.store.tables import PrincipalRow, TokenRow
from tests.support.clocks import START, StoppedClock

AT_ONCE = 12
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def door(database: Database, clock: StoppedClock) -> SignIn:
    return SignIn(database, clock)


async def owner_session(door: SignIn) -> str:
    owner = await door.first_admin()
    link = await door.new_sign_in_link(owner.id)
    return (await door.redeem_sign_in_link(link.token)).token


async def token_rows(database: Database) -> list[TokenRow]:
    return await database.read(lambda session: list(session.exec(select(TokenRow))))


async def test_the_link_signs_the_owner_in(door: SignIn) -> None:
    owner = await door.first_admin("Boss@Example.com ")
    assert owner == Principal(OWNER_ID, Kind.ADMIN, Role.ADMIN, email="boss@example.com", name="Owner")
    link = await door.new_sign_in_link(owner.id)
    assert link.expires_at == START + timedelta(hours=24)
    session = await door.redeem_sign_in_link(link.token)
    assert session.expires_at == START + timedelta(days=30)
    assert await door.session_principal(session.token) == owner


async def test_nodes_that_start_at_once_make_one_owner(door: SignIn, database: Database) -> None:
    owners = await asyncio.gather(*(door.first_admin("boss@example.com") for _ in range(AT_ONCE)))
    assert len(set(owners)) == 1
    rows = await database.read(lambda session: session.exec(select(PrincipalRow)).all())
    assert [row.id for row in rows] == [OWNER_ID]


async def test_the_owners_address_follows_the_setting(door: SignIn) -> None:
    assert (await door.first_admin()).email is None
    assert (await door.first_admin("a@example.com")).email == "a@example.com"
    assert (await door.first_admin("b@example.com")).email == "b@example.com"
    assert (await door.first_admin()).email == "b@example.com", "an empty setting takes nothing away"


async def test_the_owner_does_not_take_somebody_elses_address(door: SignIn, database: Database) -> None:
    await database.write(
        lambda session: principals.add(session, Kind.ADMIN, START, role=Role.AGENT, email="a@example.com")
    )
    assert (await door.first_admin("A@example.com")).email is None


async def test_of_many_who_redeem_a_link_at_once_one_gets_in(door: SignIn, database: Database) -> None:
    link = await door.new_sign_in_link((await door.first_admin()).id)
    ends = await asyncio.gather(*(door.redeem_sign_in_link(link.token) for _ in range(AT_ONCE)), return_exceptions=True)
    assert [type(end) for end in ends].count(NotSignedIn) == AT_ONCE - 1
    assert [row.purpose for row in await token_rows(database)].count(Purpose.SESSION) == 1


async def test_a_link_is_good_until_it_expires(door: SignIn, clock: StoppedClock) -> None:
    owner = await door.first_admin()
    link = await door.new_sign_in_link(owner.id)
    clock.forward(timedelta(hours=24) - MOMENT)
    await door.redeem_sign_in_link(link.token)

    late = await door.new_sign_in_link(owner.id)
    clock.forward(timedelta(hours=24))
    with pytest.raises(NotSignedIn):
        await door.redeem_sign_in_link(late.token)


async def test_nodes_that_start_void_no_link_of_each_other(door: SignIn) -> None:
    owner, *_ = await asyncio.gather(*(door.first_admin() for _ in range(AT_ONCE)))
    links = await asyncio.gather(*(door.new_sign_in_link(owner.id) for _ in range(AT_ONCE)))
    session = await door.redeem_sign_in_link(links[0].token)
    assert (await door.session_principal(session.token)) == owner


async def test_using_a_link_voids_those_that_lie_in_logs(door: SignIn) -> None:
    owner = await door.first_admin()
    used, left = await door.new_sign_in_link(owner.id), await door.new_sign_in_link(owner.id)
    await door.redeem_sign_in_link(used.token)
    with pytest.raises(NotSignedIn):
        await door.redeem_sign_in_link(left.token)


async def test_a_new_link_ends_no_session(door: SignIn) -> None:
    session = await owner_session(door)
    await door.new_sign_in_link(OWNER_ID)
    assert (await door.session_principal(session)).id == OWNER_ID


async def test_a_link_is_no_session_and_a_session_no_link(door: SignIn) -> None:
    link = await door.new_sign_in_link((await door.first_admin()).id)
    with pytest.raises(NotSignedIn):
        await door.session_principal(link.token)
    session = await door.redeem_sign_in_link(link.token)
    with pytest.raises(NotSignedIn):
        await door.redeem_sign_in_link(session.token)


async def test_a_session_ends_after_thirty_days(door: SignIn, clock: StoppedClock) -> None:
    session = await owner_session(door)
    for _ in range(3):
        clock.forward(timedelta(days=10) - MOMENT)
        await door.session_principal(session)
    clock.forward(3 * MOMENT)
    with pytest.raises(NotSignedIn):
        await door.session_principal(session)


async def test_a_session_that_nobody_uses_ends_after_fourteen_days(door: SignIn, clock: StoppedClock) -> None:
    session = await owner_session(door)
    clock.forward(timedelta(days=14) - MOMENT)
    await door.session_principal(session)
    clock.forward(timedelta(days=14))
    with pytest.raises(NotSignedIn):
        await door.session_principal(session)


async def test_signing_in_ends_the_session_that_the_browser_had(door: SignIn) -> None:
    before = await owner_session(door)
    link = await door.new_sign_in_link(OWNER_ID)
    after = await door.redeem_sign_in_link(link.token, Browser("Firefox", before))
    assert after.token != before
    with pytest.raises(NotSignedIn):
        await door.session_principal(before)
    assert (await door.session_principal(after.token)).id == OWNER_ID


async def test_a_session_that_a_browser_brings_along_is_never_taken_over(door: SignIn) -> None:
    link = await door.new_sign_in_link((await door.first_admin()).id)
    made = await door.redeem_sign_in_link(link.token, Browser("Firefox", "chosen-by-somebody-else"))
    assert made.token != "chosen-by-somebody-else"
    with pytest.raises(NotSignedIn):
        await door.session_principal("chosen-by-somebody-else")


async def test_signing_out_ends_this_session_and_no_other(door: SignIn) -> None:
    here, there = await owner_session(door), await owner_session(door)
    await door.sign_out(here)
    await door.sign_out(here)
    with pytest.raises(NotSignedIn):
        await door.session_principal(here)
    assert (await door.session_principal(there)).id == OWNER_ID


@pytest.mark.parametrize("token", [None, "", "unknown", "x" * 100_000, "null\0", "half \ud83d"])
async def test_a_token_that_was_never_issued_opens_nothing(door: SignIn, token: str | None) -> None:
    await door.first_admin()
    with pytest.raises(NotSignedIn):
        await door.session_principal(token)


async def test_whoever_is_disabled_is_out_at_once(door: SignIn, database: Database, clock: StoppedClock) -> None:
    session = await owner_session(door)
    link = await door.new_sign_in_link(OWNER_ID)
    await database.write(lambda rows: principals.disable(rows, OWNER_ID, clock()))
    with pytest.raises(NotSignedIn):
        await door.session_principal(session)
    with pytest.raises(NotSignedIn):
        await door.redeem_sign_in_link(link.token)


async def test_nobody_gets_a_link_who_does_not_exist(door: SignIn) -> None:
    with pytest.raises(NotFound):
        await door.new_sign_in_link("nobody")


async def test_the_database_knows_no_token(door: SignIn, database: Database) -> None:
    link = await door.new_sign_in_link((await door.first_admin()).id)
    session = await door.redeem_sign_in_link(link.token)
    kept = " ".join(str(row.model_dump()) for row in await token_rows(database))
    assert tokens.hashed(link.token) in kept
    assert link.token not in kept
    assert session.token not in kept


async def test_last_seen_is_noted_once_a_minute(door: SignIn, database: Database, clock: StoppedClock) -> None:
    session = await owner_session(door)
    hashed = tokens.hashed(session)

    async def last_seen() -> timedelta:
        (row,) = [row for row in await token_rows(database) if row.hash == hashed]
        assert row.last_seen_at is not None
        return row.last_seen_at - START

    seen = []
    for _ in range(3):
        await door.session_principal(session)
        seen.append(await last_seen())
        clock.forward(timedelta(seconds=30))
    assert seen == [timedelta(0), timedelta(0), timedelta(minutes=1)]


async def test_a_device_shows_its_token_and_knows_when_it_ends(
    door: SignIn, database: Database, clock: StoppedClock
) -> None:
    def register(session: Session) -> tuple[Principal, tokens.Issued]:
        device = principals.add(session, Kind.DEVICE, clock(), room="r1", name="Van 7")
        return device, tokens.issue(session, device.id, Purpose.DEVICE, clock(), timedelta(hours=1))

    device, issued = await database.write(register)
    shown = await door.bearer(issued.token)
    assert (shown.principal, shown.expires_at) == (device, START + timedelta(hours=1))
    with pytest.raises(NotSignedIn):
        await door.session_principal(issued.token)


async def test_a_mail_address_belongs_to_one(database: Database) -> None:
    async def add(email: str) -> Principal:
        return await database.write(
            lambda session: principals.add(session, Kind.ADMIN, START, role=Role.VIEWER, email=email)
        )

    ends = await asyncio.gather(*(add("A@example.com") for _ in range(AT_ONCE)), return_exceptions=True)
    assert [type(end) for end in ends].count(Invalid) == AT_ONCE - 1
    found = await database.read(lambda session: principals.by_email(session, " a@EXAMPLE.com"))
    assert found in ends
