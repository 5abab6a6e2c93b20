"""What routes ask for: the parts of the object graph, and who is calling."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.access.acceptance import Acceptance
from app.access.devices import Devices
from app.access.links import RatingLinks
from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Kind, Principal
from app.access.sign_in import SESSION_COOKIE, SignIn
from app.api.limits import count_call
from app.config import Settings
from app.errors import NotAllowed, NotSignedIn
from app.jazz.draining import Draining
from app.store.engine import Database
from app.store.feedback import FeedbackStore
from app.sync.rooms import Rooms


class Parts(Protocol):
    """What the API needs of the object graph."""

    @property
    def database(self) -> Database: ...
    @property
    def sign_in(self) -> SignIn: ...
    @property
    def feedback(self) -> FeedbackStore: ...
    @property
    def devices(self) -> Devices: ...
    @property
    def links(self) -> RatingLinks: ...
    @property
    def acceptance(self) -> Acceptance: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def draining(self) -> Draining: ...


PARTS = ("database", "sign_in", "feedback", "devices", "links", "acceptance", "rooms", "draining")


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _sign_in(request: Request) -> SignIn:
    sign_in: SignIn = request.app.state.sign_in
    return sign_in


def _rooms(request: Request) -> Rooms:
    rooms: Rooms = request.app.state.rooms
    return rooms


def _draining(request: Request) -> Draining:
    draining: Draining = request.app.state.draining
    return draining


def bearer_token(request: Request) -> str:
    """The token of a device or program: a Bearer header, else ?token=; empty without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.query_params.get("token", "")


def _feedback(request: Request) -> FeedbackStore:
    feedback: FeedbackStore = request.app.state.feedback
    return feedback


def _devices(request: Request) -> Devices:
    devices: Devices = request.app.state.devices
    return devices


def _links(request: Request) -> RatingLinks:
    links: RatingLinks = request.app.state.links
    return links


def _acceptance(request: Request) -> Acceptance:
    acceptance: Acceptance = request.app.state.acceptance
    return acceptance


# For the manual; the cookie is a session's other way in.
SHOWN = HTTPBearer(auto_error=False, description="The token of a device, a worker or a session.")


def session_token(
    request: Request, _shown: Annotated[HTTPAuthorizationCredentials | None, Depends(SHOWN)] = None
) -> str:
    """The token that the caller shows: a Bearer header, else the session's cookie; empty without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION_COOKIE, "")


AppSettings = Annotated[Settings, Depends(_settings)]
Store = Annotated[Database, Depends(_database)]
SignInDesk = Annotated[SignIn, Depends(_sign_in)]
RoomHouse = Annotated[Rooms, Depends(_rooms)]
Drainage = Annotated[Draining, Depends(_draining)]
BearerToken = Annotated[str, Depends(bearer_token)]
Feedback = Annotated[FeedbackStore, Depends(_feedback)]
AllDevices = Annotated[Devices, Depends(_devices)]
Links = Annotated[RatingLinks, Depends(_links)]
Accept = Annotated[Acceptance, Depends(_acceptance)]
SessionToken = Annotated[str, Depends(session_token)]


async def _principal(desk: SignInDesk, token: SessionToken) -> Principal:
    return await desk.session_principal(token)


SignedIn = Annotated[Principal, Depends(_principal)]


async def _bearer(request: Request, desk: SignInDesk, token: SessionToken) -> Principal:
    try:
        principal = (await desk.bearer(token)).principal
    except NotSignedIn:
        # Guessing is a public call.
        await count_call(request, "public")
        raise
    # Our own workers bring what all phones have said, and all from one address.
    if principal.kind is Kind.DEVICE:
        await count_call(request, "public")
    return principal


# A device, a worker or an admin.
Caller = Annotated[Principal, Depends(_bearer)]


async def _maybe_bearer(request: Request, desk: SignInDesk, token: SessionToken) -> Principal | None:
    if not token:
        await count_call(request, "public")
        return None
    return await _bearer(request, desk, token)


# The same, or somebody without a token.
MaybeCaller = Annotated[Principal | None, Depends(_maybe_bearer)]


def allowed(action: Action, thing: Thing) -> Callable[[Principal], Awaitable[Principal]]:
    """A FastAPI dependency that lets in who may do that to all things of the kind."""

    async def check(principal: Caller) -> Principal:
        if not can(principal, action, Resource(thing)):
            raise NotAllowed("This account may not do that.")
        return principal

    return check
