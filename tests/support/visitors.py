"""People of the desk in a browser, without the way through the sign-in: their sessions, links and pages."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from sqlmodel import Session

from app.access import principals, tokens
from app.access.principals import Kind, Role
from app.access.sign_in import SESSION_COOKIE
from app.access.tokens import Purpose
from app.clock import utc_now
from app.store.engine import Database
from tests.support.server import Server


def session_of(server: Server, role: Role) -> str:
    """A session of somebody new."""
    return _issued(server, Purpose.SESSION, role)


def sign_in_link(server: Server, email: str | None = None) -> str:
    """A link that signs in once: whoever has that address, else somebody new who manages everything."""
    return f"{server.url}/sign-in#{_issued(server, Purpose.SIGN_IN_LINK, Role.ADMIN, email)}"


def desk_context(browser: Browser, server: Server, token: str, **options: Any) -> BrowserContext:
    """A browser with that session; the desk needs nothing that is kept for use without a network."""
    context = browser.new_context(**{"locale": "en-US", "service_workers": "block", **options})
    context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": server.url}])
    return context


def open_page(browser: Browser, server: Server, token: str) -> Page:
    """A page of a browser of its own."""
    return desk_context(browser, server, token).new_page()


def _issued(server: Server, purpose: Purpose, role: Role, email: str | None = None) -> str:
    def issue(session: Session) -> str:
        now = utc_now()
        person = principals.by_email(session, email) if email else None
        person = person or principals.add(session, Kind.ADMIN, now, role=role, email=email)
        return tokens.issue(session, person.id, purpose, now).token

    # The browser's side of a test keeps a loop of its own in this thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _written(server, issue)).result()


async def _written(server: Server, write: Callable[[Session], str]) -> str:
    database = Database(server.database_url)
    try:
        return await database.write(write)
    finally:
        database.close()
