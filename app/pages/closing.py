"""What the server says to open pages by itself: new figures and lists; and when a session has ended, the sign-in."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import reflex as rx
from reflex.event import Event
from reflex.state import StateUpdate

from app.pages import desk, live, open_pages, routes
from app.pages.desk_state import Desk, SameSession
from app.pages.inbox_state import InboxState
from app.pages.live import Listed
from app.pages.publishing_state import PublishingState
from app.pages.session import backend
from app.store.overview import Figures

RENEWALS = {Listed.CASES: InboxState.renew, Listed.COMMENTS: PublishingState.renew}


def guard(app: rx.App) -> None:
    """Let no tab see what belongs to another session; before the app starts."""
    app.add_middleware(SameSession(), index=0)


@asynccontextmanager
async def closing_pages(app: rx.App) -> AsyncIterator[None]:
    """Close pages whose session has ended, while this lasts."""

    def is_connected(tab: str) -> bool:
        return app.event_namespace is not None and tab in app.event_namespace.token_to_sid

    async def close(tab: str) -> None:
        if app.event_namespace is not None and is_connected(tab):
            away = StateUpdate(events=Event.from_event_type(rx.redirect(routes.SIGN_IN)))
            await app.event_namespace.emit_update(away, tab)
        async with app.modify_state(rx.BaseStateToken(ident=tab, cls=Desk)) as state:
            (await state.get_state(Desk))._empty()  # noqa: SLF001

    async def send(tab: str, figures: Figures) -> None:
        if app.event_namespace is not None and is_connected(tab):
            await app.event_namespace.emit_update(StateUpdate(delta=desk.newer(figures)), tab)

    async def renew(tab: str, what: Listed) -> None:
        if app.event_namespace is not None and is_connected(tab):
            again = StateUpdate(events=Event.from_event_type(RENEWALS[what]()))
            await app.event_namespace.emit_update(again, tab)

    async def open_sessions(asked: Collection[str]) -> Collection[str]:
        return await backend().sign_in.open_sessions(asked)

    async with open_pages.watching(open_sessions, close, is_connected), live.watching(send, renew, is_connected):
        yield
