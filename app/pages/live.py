"""The dashboards and inboxes that are open, and the one subscription that keeps all of them as new as the database.

In: tabs with what they look at. Out: figures, sent to each tab whenever feedback has come or gone, within a second; a
word to each open inbox that its cases have changed.
Always holds: the database is asked once for all tabs, and once more for each different choice of filters; what comes
faster than it can be shown is shown together; a tab that is gone, or whose session has ended, hears nothing.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from app.pages import open_pages
from app.pages.looking import looking_at
from app.pages.repeated import repeated
from app.pages.session import backend
from app.store import inbox
from app.store.overview import Figures

EVERY_SECONDS = 0.25
MOST = 2000

logger = logging.getLogger(__name__)

# The query of each tab's dashboard: what "the last 30 days" are changes with every day.
_watched: dict[str, str] = {}

# The tabs that show an inbox.
_inboxes: dict[str, None] = {}

Send = Callable[[str, Figures], Awaitable[None]]
Renew = Callable[[str], Awaitable[None]]


def shows(tab: str, query: str) -> None:
    """That tab shows these figures from now on."""
    left(tab)
    _watched[tab] = query
    while len(_watched) > MOST:
        # Whoever opened theirs longest ago has to load it anew.
        _watched.pop(next(iter(_watched)))


def watches_inbox(tab: str) -> None:
    """That tab shows cases from now on."""
    left(tab)
    _inboxes[tab] = None
    while len(_inboxes) > MOST:
        _inboxes.pop(next(iter(_inboxes)))


def left(tab: str) -> None:
    """That tab shows something else."""
    _watched.pop(tab, None)
    _inboxes.pop(tab, None)


@asynccontextmanager
async def watching(send: Send, renew: Renew, is_connected: Callable[[str], bool]) -> AsyncIterator[None]:
    """Keep them new while this lasts."""
    last: object = None
    last_cases: object = None

    async def look() -> None:
        nonlocal last, last_cases
        for tab in [each for each in (*_watched, *_inboxes) if not is_connected(each) or not open_pages.is_open(each)]:
            left(tab)
        # Whoever opens a page loads it; nothing is missed while there is none.
        if _watched and (mark := await backend().overviews.mark()) != last:
            await _tell(mark, send)
            last = mark
        if _inboxes and (cases := await backend().database.read(inbox.mark)) != last_cases:
            for tab in [each for each in _inboxes if open_pages.is_open(each)]:
                await renew(tab)
            last_cases = cases

    try:
        async with repeated(look, EVERY_SECONDS, "keeping the desk's pages new"):
            yield
    finally:
        _watched.clear()
        _inboxes.clear()


async def _tell(mark: tuple[object, ...], send: Send) -> None:
    for query in set(_watched.values()):
        looking, days = looking_at(query)
        figures = await backend().overviews.look(looking.looked(days), mark)
        for tab in [tab for tab, each in _watched.items() if each == query]:
            if open_pages.is_open(tab):
                await send(tab, figures)
