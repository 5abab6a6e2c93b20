"""Pages of the desk that are open, and the sessions they belong to.

In: pages as they are used. Out: whatever page's session has ended is emptied and led to the sign-in, within a second,
whether anybody touches it or not. Each server process looks after the pages that are connected to it.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager

from app.background import again_and_again, beside

EVERY_SECONDS = 0.5
# A page that isn't connected may come back for so long; then it signs in anew by itself.
FORGOTTEN_SECONDS = 3600

# The session of each page, by the token that Reflex gives a tab, and when the page was used last.
_open: dict[str, tuple[str, float]] = {}

IsConnected = Callable[[str], bool]
Close = Callable[[str], Awaitable[None]]
# Which of these sessions are still good.
OpenSessions = Callable[[Collection[str]], Awaitable[Collection[str]]]


def opened(tab: str, session_id: str) -> None:
    """That tab shows what this session may see."""
    _open[tab] = (session_id, time.monotonic())


def closed(tab: str) -> None:
    """That tab shows nothing of the desk any more."""
    _open.pop(tab, None)


def is_open(tab: str) -> bool:
    """Whether that tab may show what it showed."""
    return tab in _open


@asynccontextmanager
async def watching(
    open_sessions: OpenSessions, close: Close, is_connected: Callable[[str], bool]
) -> AsyncIterator[None]:
    """Look after the pages while this lasts; `close` empties one."""
    try:
        closing = again_and_again(
            lambda: look(open_sessions, close, is_connected), EVERY_SECONDS, "closing the desk's pages"
        )
        async with beside(closing):
            yield
    finally:
        _open.clear()


async def look(open_sessions: OpenSessions, close: Close, is_connected: IsConnected) -> None:
    """Close those whose session has ended."""
    now = time.monotonic()
    for tab, (session_id, _) in list(_open.items()):
        if is_connected(tab):
            _open[tab] = (session_id, now)
    if not _open:
        return
    # Whoever opens a page during the question isn't in its answer.
    asked = dict(_open)
    good = await open_sessions({session_id for session_id, _ in asked.values()})
    for tab, (session_id, used) in asked.items():
        if _open.get(tab, ("",))[0] != session_id:
            continue
        if session_id not in good:
            closed(tab)
            await close(tab)
        elif now - used > FORGOTTEN_SECONDS:
            closed(tab)
