"""Who is looking at a page of the desk. Every handler of such a page asks here first, on the server.

The session's cookie comes with the page's socket; scripts can't read it. It is looked up each time, so that a session
that was ended stops working at once.
"""

from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple

import reflex as rx

from app.access.principals import Principal
from app.access.sign_in import SESSION_COOKIE, SignIn
from app.store.engine import Database


class Backend(NamedTuple):
    """What states call; handed over when the program starts."""

    sign_in: SignIn
    database: Database


_connected: list[Backend] = []


def connect(sign_in: SignIn, database: Database) -> None:
    """Called by the lifespan, before the first page is served."""
    _connected[:] = [Backend(sign_in, database)]


def backend() -> Backend:
    """The running services."""
    return _connected[0]


def session_token(cookie_header: str) -> str:
    """The token in a Cookie header; empty when there is none."""
    try:
        morsel = SimpleCookie(cookie_header).get(SESSION_COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


async def signed_in(state: rx.State) -> Principal:
    """The principal behind a page's socket, or NotSignedIn."""
    return await backend().sign_in.session_principal(session_token(state.router.headers.cookie))
