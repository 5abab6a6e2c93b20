"""Who is looking at a page of the desk.

The session's cookie comes with the page's socket; scripts can't read it. It is looked up each time, so that a session
that was ended stops working at once.
"""

from http.cookies import CookieError, SimpleCookie
from typing import Protocol

import reflex as rx

from app.access.account import Accounts
from app.access.cases import Cases
from app.access.devices import Devices
from app.access.fleet import Fleet
from app.access.follow_ups import FollowUps
from app.access.links import RatingLinks
from app.access.people import People
from app.access.publishing import Publishing
from app.access.samples import Samples
from app.access.saved_filters import SavedFilters
from app.access.sign_in import SESSION_COOKIE, SignIn
from app.access.tokens import SignedIn
from app.config import Settings
from app.jazz.draining import Draining
from app.jazz.erasure import Erasure, Retention
from app.jazz.unsettled import Unsettled
from app.store.engine import Database
from app.store.overview import Overviews


class Backend(Protocol):
    """What states call; handed over when the program starts."""

    @property
    def sign_in(self) -> SignIn: ...
    @property
    def database(self) -> Database: ...
    @property
    def people(self) -> People: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def links(self) -> RatingLinks: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def samples(self) -> Samples: ...
    @property
    def overviews(self) -> Overviews: ...
    @property
    def follow_ups(self) -> FollowUps: ...
    @property
    def saved_filters(self) -> SavedFilters: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def publishing(self) -> Publishing: ...
    @property
    def devices(self) -> Devices: ...
    @property
    def fleet(self) -> Fleet: ...
    @property
    def unsettled(self) -> Unsettled: ...
    @property
    def erasure(self) -> Erasure: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def draining(self) -> Draining: ...


_connected: list[Backend] = []


def connect(services: Backend) -> None:
    """Called by the lifespan, before the first page is served."""
    _connected[:] = [services]


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


async def signed_in(state: rx.State) -> SignedIn:
    """The session behind a page's socket, or NotSignedIn."""
    return await backend().sign_in.session(session_token(state.router.headers.cookie))
