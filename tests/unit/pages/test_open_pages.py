"""A page is closed when its session has ended, and not because it was opened at the wrong moment."""

from collections.abc import Iterator, Set
from types import SimpleNamespace

import pytest

from app.pages import open_pages, session


class OpenedMeanwhile:
    """Sessions of which none has ended; while they are looked up, another page opens."""

    async def open_sessions(self, asked: Set[str]) -> Set[str]:
        open_pages.opened("late", "new session")
        return asked


class AllEnded:
    async def open_sessions(self, _asked: Set[str]) -> Set[str]:
        return set()


@pytest.fixture(autouse=True)
def nothing_is_open() -> Iterator[None]:
    before = list(session._connected)
    yield
    session._connected[:] = before
    open_pages._open.clear()


async def closed_by(sessions: object) -> list[str]:
    session._connected[:] = [SimpleNamespace(sign_in=sessions)]
    closed: list[str] = []

    async def close(tab: str) -> None:
        closed.append(tab)

    open_pages.opened("early", "session")
    await open_pages._look(close, lambda _: True)
    return closed


async def test_a_page_that_opens_during_the_look_stays_open() -> None:
    assert await closed_by(OpenedMeanwhile()) == []
    assert open_pages.is_open("late")


async def test_a_page_whose_session_has_ended_is_closed() -> None:
    assert await closed_by(AllEnded()) == ["early"]
    assert not open_pages.is_open("early")
