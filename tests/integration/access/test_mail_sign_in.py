"""Codes by mail and passwords, on both engines."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlmodel import select

from app.access.principals import Role
from app.access.sign_in import Browser
from app.errors import CodeRefused, Invalid, InvalidCredentials, NotSignedIn, TooMany
from app.store.tables import AttemptRow, OutboxRow, SignInCodeRow
from tests.support.access import Access

HERE = Browser("Firefox")
AT_ONCE = 8
MOMENT = timedelta(microseconds=1)
PASSWORD = "correct horse battery"


async def outbox(access: Access) -> list[OutboxRow]:
    statement = select(OutboxRow).order_by(OutboxRow.created_at)  # type: ignore[arg-type]
    return await access.database.read(lambda session: list(session.exec(statement)))


async def asked_for(access: Access, email: str = "ada@example.com") -> str:
    """The code that was mailed last."""
    await access.mail.send_code(email, "192.0.2.7")
    mails = [row for row in await outbox(access) if row.recipient]
    found = re.match(r"Your verification code is: (\d{6})\n", mails[-1].body)
    assert found
    return found[1]


async def test_a_code_signs_in_once(access: Access) -> None:
    ada = await access.person()
    code = await asked_for(access, " Ada@Example.com ")
    issued = await access.mail.with_code("ada@example.com", f" {code[:3]} {code[3:]}", HERE)
    assert await access.sign_in.session_principal(issued.token) == ada
    with pytest.raises(CodeRefused):
        await access.mail.with_code("ada@example.com", code, HERE)


async def test_of_many_who_type_a_code_at_once_one_gets_in(access: Access) -> None:
    await access.person()
    code = await asked_for(access)
    tries = (access.mail.with_code("ada@example.com", code, HERE) for _ in range(AT_ONCE))
    ends = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(end) for end in ends].count(CodeRefused) == AT_ONCE - 1


async def test_a_code_is_good_for_ten_minutes(access: Access) -> None:
    await access.person()
    code = await asked_for(access)
    access.clock.forward(timedelta(minutes=10) - MOMENT)
    await access.mail.with_code("ada@example.com", code, HERE)
    late = await asked_for(access)
    access.clock.forward(timedelta(minutes=10))
    with pytest.raises(CodeRefused):
        await access.mail.with_code("ada@example.com", late, HERE)


async def test_a_new_code_voids_the_one_before(access: Access) -> None:
    await access.person()
    first, second = await asked_for(access), await asked_for(access)
    if first != second:
        with pytest.raises(CodeRefused):
            await access.mail.with_code("ada@example.com", first, HERE)
    await access.mail.with_code("ada@example.com", second, HERE)


async def test_five_wrong_tries_use_a_code_up(access: Access) -> None:
    await access.person()
    code = await asked_for(access)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(CodeRefused):
            await access.mail.with_code("ada@example.com", wrong, HERE)
    with pytest.raises(CodeRefused):
        await access.mail.with_code("ada@example.com", code, HERE)


async def test_a_code_for_one_address_is_none_for_another(access: Access) -> None:
    await access.person()
    await access.person("bob@example.com")
    code = await asked_for(access)
    with pytest.raises(CodeRefused):
        await access.mail.with_code("bob@example.com", code, HERE)


@pytest.mark.parametrize("typed", ["", "x", "12345", "٣٤٥٦٧٨", "\0", "\ud83d", "1" * 20])
async def test_what_is_no_code_opens_nothing(access: Access, typed: str) -> None:
    await access.person()
    await asked_for(access)
    with pytest.raises(CodeRefused):
        await access.mail.with_code("ada@example.com", typed, HERE)


async def test_nothing_tells_an_address_that_nobody_has(access: Access) -> None:
    await access.person()
    await access.mail.send_code("nobody@example.com", "192.0.2.7")
    await access.mail.send_code("ada@example.com", "192.0.2.7")
    # The same rows were written for both; only one of them is a mail.
    codes = await access.database.read(lambda session: list(session.exec(select(SignInCodeRow))))
    assert len(codes) == len(await outbox(access)) == 2
    assert [row.recipient for row in await outbox(access)].count("ada@example.com") == 1
    with pytest.raises(CodeRefused):
        await access.mail.with_code("nobody@example.com", "000000", HERE)


async def test_who_was_disabled_gets_no_code(access: Access) -> None:
    ada = await access.person()
    await access.person("bob@example.com")
    code = await asked_for(access)
    await access.people.disable(None, ada.id)
    with pytest.raises(CodeRefused):
        await access.mail.with_code("ada@example.com", code, HERE)
    await access.mail.send_code("ada@example.com", "192.0.2.7")
    assert [row.recipient for row in await outbox(access)].count("ada@example.com") == 1


@pytest.mark.parametrize("email", ["ada@example.com", "nobody@example.com"])
async def test_codes_are_limited_for_each_mail_address_known_or_not(access: Access, email: str) -> None:
    await access.person()
    tries = (access.mail.send_code(email, f"192.0.2.{each}") for each in range(AT_ONCE))
    ends = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(end) for end in ends].count(TooMany) == AT_ONCE - 5
    access.clock.forward(timedelta(hours=1))
    await access.mail.send_code(email, "192.0.2.7")


async def test_codes_are_limited_for_each_address_of_a_caller(access: Access) -> None:
    for each in range(20):
        await access.mail.send_code(f"{each}@example.com", "192.0.2.7")
    with pytest.raises(TooMany) as caught:
        await access.mail.send_code("21@example.com", "192.0.2.7")
    assert 0 < caught.value.retry_after <= 3600
    await access.mail.send_code("21@example.com", "192.0.2.8")


async def test_the_database_knows_neither_codes_nor_who_was_guessed(access: Access) -> None:
    await access.mail.send_code("secret@example.com", "192.0.2.7")
    attempts = await access.database.read(lambda session: list(session.exec(select(AttemptRow))))
    codes = await access.database.read(lambda session: list(session.exec(select(SignInCodeRow))))
    kept = f"{attempts} {codes} {await outbox(access)}"
    assert "secret" not in kept
    assert "192.0.2.7" not in kept


async def with_password(access: Access) -> None:
    ada = await access.person()
    code = await asked_for(access, ada.email or "")
    session = await access.mail.with_code("ada@example.com", code, HERE)
    await access.accounts.set_password(await access.sign_in.session(session.token), PASSWORD)


async def test_a_password_signs_in(access: Access) -> None:
    await with_password(access)
    issued = await access.mail.with_password("ADA@example.com", PASSWORD, HERE)
    assert (await access.sign_in.session_principal(issued.token)).email == "ada@example.com"


@pytest.mark.parametrize(("email", "password"), [("ada@example.com", "wrong"), ("nobody@example.com", PASSWORD)])
async def test_a_wrong_password_and_an_unknown_address_get_one_answer(
    access: Access, email: str, password: str
) -> None:
    await with_password(access)
    with pytest.raises(InvalidCredentials):
        await access.mail.with_password(email, password, HERE)


async def test_who_has_set_no_password_has_none(access: Access) -> None:
    await access.person()
    for password in ("", "nobody has this password"):
        with pytest.raises(InvalidCredentials):
            await access.mail.with_password("ada@example.com", password, HERE)


async def test_guessing_passwords_is_limited_for_each_mail_address(access: Access) -> None:
    await with_password(access)
    for _ in range(5):
        with pytest.raises(InvalidCredentials):
            await access.mail.with_password("ada@example.com", "wrong", HERE)
    with pytest.raises(TooMany):
        await access.mail.with_password("ada@example.com", PASSWORD, HERE)


async def test_a_new_password_needs_the_old_one_and_ends_other_sessions(access: Access) -> None:
    await with_password(access)
    here = await access.mail.with_password("ada@example.com", PASSWORD, HERE)
    there = await access.mail.with_password("ada@example.com", PASSWORD, HERE)
    shown = await access.sign_in.session(here.token)
    with pytest.raises(Invalid):
        await access.accounts.set_password(shown, "another long password", "wrong")
    with pytest.raises(Invalid):
        await access.accounts.set_password(shown, "short", PASSWORD)
    await access.accounts.set_password(shown, "another long password", PASSWORD)
    with pytest.raises(NotSignedIn):
        await access.sign_in.session(there.token)
    await access.accounts.remove_password(shown, "another long password")
    assert not await access.accounts.has_password(shown.principal.id)
    with pytest.raises(InvalidCredentials):
        await access.mail.with_password("ada@example.com", "another long password", HERE)


async def test_roles_do_not_matter_for_signing_in(access: Access) -> None:
    await access.person("vera@example.com", Role.VIEWER)
    code = await asked_for(access, "vera@example.com")
    issued = await access.mail.with_code("vera@example.com", code, HERE)
    assert (await access.sign_in.session_principal(issued.token)).role is Role.VIEWER
