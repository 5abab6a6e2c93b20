"""The pages of the desk that are open, and the one subscription that keeps all of them as new as the database.

In: tabs with what they look at. Out: figures, sent to each dashboard whenever feedback has come or gone, within a
second; a word to each open list that it has changed.
Always holds: the database is asked once for all tabs, and once more for each different choice of filters; what comes
faster than it can be shown is shown together; a tab that is gone, or whose session has ended, hears nothing.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import Any

from app.background import again_and_again, beside
from app.pages import open_pages, routes
from app.pages.looking import looking_at
from app.pages.session import backend
from app.store import inbox, published
from app.store.overview import Figures

EVERY_SECONDS = 0.25
MOST = 2000
ROUTES = frozenset({routes.DESK, routes.INBOX, routes.PUBLISHING})


class Listed(StrEnum):
    """A list that reads itself anew once it is told to."""

    CASES = "cases"
    COMMENTS = "comments"


# Something else whenever the list has changed.
MARKS: dict[Listed, Callable[[Any], object]] = {Listed.CASES: inbox.mark, Listed.COMMENTS: published.mark}

# The query of each tab's dashboard: what "the last 30 days" are changes with every day.
_watched: dict[str, str] = {}

# The list that each of the other tabs shows.
_listed: dict[str, Listed] = {}

Send = Callable[[str, Figures], Awaitable[None]]
Renew = Callable[[str, Listed], Awaitable[None]]


def shows(tab: str, query: str) -> None:
    """That tab shows these figures from now on."""
    left(tab)
    _watched[tab] = query
    _forget_first(_watched)


def lists(tab: str, what: Listed) -> None:
    """That tab shows this list from now on."""
    left(tab)
    _listed[tab] = what
    _forget_first(_listed)


def left(tab: str) -> None:
    """That tab shows something else."""
    _watched.pop(tab, None)
    _listed.pop(tab, None)


@asynccontextmanager
async def watching(send: Send, renew: Renew, is_connected: Callable[[str], bool]) -> AsyncIterator[None]:
    """Keep them new while this lasts."""
    last: object = None
    last_lists: dict[Listed, object] = {}

    async def look() -> None:
        nonlocal last
        for tab in [each for each in (*_watched, *_listed) if not is_connected(each) or not open_pages.is_open(each)]:
            left(tab)
        # Whoever opens a page loads it; nothing is missed while there is none.
        if _watched and (mark := await backend().overviews.mark()) != last:
            await _tell(mark, send)
            last = mark
        for each in set(_listed.values()):
            if (here := await backend().database.read(MARKS[each])) != last_lists.get(each):
                await _renew(each, renew)
                last_lists[each] = here

    try:
        async with beside(again_and_again(look, EVERY_SECONDS, "keeping the desk's pages new")):
            yield
    finally:
        _watched.clear()
        _listed.clear()


async def _tell(mark: tuple[object, ...], send: Send) -> None:
    for query in set(_watched.values()):
        looking, days = looking_at(query)
        figures = await backend().overviews.look(looking.looked(days), mark)
        for tab in [tab for tab, each in _watched.items() if each == query]:
            if open_pages.is_open(tab):
                await send(tab, figures)


async def _renew(what: Listed, renew: Renew) -> None:
    for tab in [tab for tab, each in _listed.items() if each is what]:
        if open_pages.is_open(tab):
            await renew(tab, what)


def _forget_first(tabs: dict[str, Any]) -> None:
    """Of too many, whoever opened theirs longest ago has to load it anew."""
    while len(tabs) > MOST:
        tabs.pop(next(iter(tabs)))
