"""A page is closed when its session has ended, and not because it was opened at the wrong moment."""

from collections.abc import Collection, Iterator

import pytest

from app.access.sign_in import SignIn
from app.pages import open_pages
from app.store.engine import Database


@pytest.fixture
def door(database: Database) -> SignIn:
    return SignIn(database)


@pytest.fixture(autouse=True)
def nothing_is_open() -> Iterator[None]:
    yield
    for tab in ("early", "late"):
        open_pages.closed(tab)


async def session(door: SignIn) -> tuple[str, str]:
    """A new session of the owner: its token and its id."""
    link = await door.new_sign_in_link((await door.first_admin()).id)
    token = (await door.redeem_sign_in_link(link.token)).token
    return token, (await door.session(token)).token_id


async def closed_by(look_up: open_pages.OpenSessions) -> list[str]:
    closed: list[str] = []

    async def close(tab: str) -> None:
        closed.append(tab)

    await open_pages.look(look_up, close, lambda _: True)
    return closed


async def test_a_page_that_opens_during_the_look_stays_open(door: SignIn) -> None:
    (_, early), (_, late) = await session(door), await session(door)
    open_pages.opened("early", early)

    async def while_another_opens(asked: Collection[str]) -> Collection[str]:
        open_pages.opened("late", late)
        return await door.open_sessions(asked)

    assert await closed_by(while_another_opens) == []
    assert open_pages.is_open("late")


async def test_a_page_whose_session_has_ended_is_closed(door: SignIn) -> None:
    (token, early), (_, late) = await session(door), await session(door)
    open_pages.opened("early", early)
    open_pages.opened("late", late)
    await door.sign_out(token)
    assert await closed_by(door.open_sessions) == ["early"]
    assert not open_pages.is_open("early")
    assert open_pages.is_open("late")
