"""People, their sessions and the audit log, on both engines."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.access.audit import SHELL, newest
from app.access.principals import Principal, Role
from app.access.sign_in import Browser
from app.errors import Invalid, NotFound, NotSignedIn
from app.store.tables import AuditRow
from tests.support.access import Access


async def log(access: Access) -> list[tuple[str, str, str, str]]:
    """Who, what, to whom, how; oldest first."""
    rows = await access.database.read(newest)
    return [(row.actor, row.act, row.subject, row.detail) for row in reversed(rows)]


async def signed_in(access: Access, who: Principal, agent: str = "Firefox") -> str:
    link = await access.sign_in.new_sign_in_link(who.id)
    return (await access.sign_in.redeem_sign_in_link(link.token, Browser(agent))).token


async def test_an_invitation_signs_in_with_its_role(access: Access) -> None:
    ada = await access.person()
    made = await access.people.invite(ada, "Vera@Example.com", Role.VIEWER, "Vera")
    token = made.link.partition("/sign-in#")[2]
    session = await access.sign_in.redeem_sign_in_link(token)
    who = await access.sign_in.session_principal(session.token)
    assert (who.email, who.role, who.name) == ("vera@example.com", Role.VIEWER, "Vera")
    assert await log(access) == [
        ("ada@example.com", "invited", "vera@example.com", "viewer"),
        ("vera@example.com", "signed_in", "", "link"),
    ]


async def test_who_is_invited_again_keeps_their_role_and_gets_another_link(access: Access) -> None:
    first = await access.people.invite(None, "vera@example.com", Role.VIEWER)
    again = await access.people.invite(None, "vera@example.com", Role.ADMIN)
    assert (again.person, again.link != first.link) == (first.person, True)
    assert {actor for actor, *_ in await log(access)} == {SHELL}


@pytest.mark.parametrize(
    "email", ["nobody", "@example.com", "a b@example.com", "a@", "a\0@b", "a@[", "a@@b", "a,b@c", "<a@b>"]
)
async def test_what_is_no_mail_address_is_not_invited(access: Access, email: str) -> None:
    with pytest.raises(Invalid):
        await access.people.invite(None, email, Role.VIEWER)
    assert await log(access) == []


@pytest.mark.parametrize(
    "email", ["a@b", "größe@example.com", "a@größe.example", "o'hara+x@mail.example.com", "a@[::1]"]
)
async def test_what_is_a_mail_address_is_invited(access: Access, email: str) -> None:
    made = await access.people.invite(None, f" {email} ", Role.VIEWER)
    assert made.person.email == email


async def test_a_role_counts_at_once(access: Access) -> None:
    ada, vera = await access.person(), await access.person("vera@example.com", Role.VIEWER)
    session = await signed_in(access, vera)
    await access.people.change_role(ada, vera.id, Role.AGENT)
    assert (await access.sign_in.session_principal(session)).role is Role.AGENT
    assert (await log(access))[-1] == ("ada@example.com", "role_changed", "vera@example.com", "viewer → agent")


async def test_who_is_disabled_is_out_and_comes_back_only_by_signing_in(access: Access) -> None:
    ada, vera = await access.person(), await access.person("vera@example.com", Role.VIEWER)
    session = await signed_in(access, vera)
    await access.people.disable(ada, vera.id)
    with pytest.raises(NotSignedIn):
        await access.sign_in.session_principal(session)
    with pytest.raises(Invalid):
        await access.people.invite(ada, "vera@example.com", Role.VIEWER)
    await access.people.enable(ada, vera.id)
    with pytest.raises(NotSignedIn):
        await access.sign_in.session_principal(session)
    await signed_in(access, vera)
    everybody = {each.email: each for each in await access.people.everybody()}
    assert everybody["vera@example.com"].disabled_at is None


async def test_the_last_admin_can_not_lock_everybody_out(access: Access) -> None:
    ada, bob = await access.person(), await access.person("bob@example.com")
    ends = await asyncio.gather(
        access.people.change_role(ada, ada.id, Role.VIEWER),
        access.people.disable(bob, bob.id),
        return_exceptions=True,
    )
    assert sorted(type(end).__name__ for end in ends) == ["Invalid", "NoneType"]
    left = [each for each in await access.people.everybody() if each.role is Role.ADMIN and not each.disabled_at]
    assert len(left) == 1
    with pytest.raises(Invalid):
        await access.people.disable(None, left[0].id)


async def test_what_does_not_happen_is_not_in_the_log(access: Access) -> None:
    ada = await access.person()
    with pytest.raises(Invalid):
        await access.people.change_role(ada, ada.id, Role.VIEWER)
    with pytest.raises(NotFound):
        await access.people.change_role(ada, "nobody", Role.VIEWER)
    assert await log(access) == []
    assert (await access.people.everybody())[0].role is Role.ADMIN


async def test_sessions_are_known_apart_and_ended_one_by_one(access: Access) -> None:
    ada, eve = await access.person(), await access.person("eve@example.com", Role.VIEWER)
    phone, desk = await signed_in(access, ada, "Phone"), await signed_in(access, ada, "Desk")
    sessions = {each.agent: each.id for each in await access.accounts.sessions(ada.id)}
    assert sessions.keys() == {"Phone", "Desk"}
    with pytest.raises(NotFound):
        await access.accounts.end_session(eve, eve.id, sessions["Phone"])
    await access.accounts.end_session(ada, ada.id, sessions["Phone"])
    with pytest.raises(NotSignedIn):
        await access.sign_in.session(phone)
    await access.sign_in.session(desk)
    assert [each.agent for each in await access.accounts.sessions(ada.id)] == ["Desk"]


async def test_signing_out_everywhere_ends_every_session(access: Access, caplog: pytest.LogCaptureFixture) -> None:
    ada = await access.person()
    tokens = [await signed_in(access, ada) for _ in range(3)]
    with caplog.at_level("INFO"):
        await access.accounts.sign_out_everywhere(ada, ada.id)
    assert "Successfully signed out ada@example.com" in caplog.text
    for token in tokens:
        with pytest.raises(NotSignedIn):
            await access.sign_in.session(token)
    assert (await log(access))[-1][1] == "all_sessions_ended"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'somebody else'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE number = 1",
        "INSERT INTO audit (number, at, actor, act, subject, detail) "
        "SELECT number, at, 'x', act, subject, detail FROM audit WHERE true "
        "ON CONFLICT (number) DO UPDATE SET actor = 'x'",
    ],
)
async def test_the_log_only_grows(access: Access, statement: str) -> None:
    await access.people.invite(None, "vera@example.com", Role.VIEWER)
    before = await log(access)
    with pytest.raises(DBAPIError, match="only grows"):
        await access.database.write(lambda session: session.connection().execute(text(statement)) and None)
    assert await log(access) == before


async def test_the_log_is_read_page_by_page(access: Access) -> None:
    for each in range(5):
        await access.people.invite(None, f"{each}@example.com", Role.VIEWER)

    async def page(before: int | None) -> list[AuditRow]:
        def read(session: Session) -> list[AuditRow]:
            return list(newest(session, before, 2))

        return await access.database.read(read)

    seen: list[str] = []
    before = None
    while rows := await page(before):
        seen += [row.subject for row in rows]
        before = rows[-1].number
    assert seen == [f"{each}@example.com" for each in (4, 3, 2, 1, 0)]
