"""What routes ask for: the parts of the object graph, and who is calling."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.access.acceptance import Acceptance
from app.access.account import Accounts
from app.access.clerk import Clerk
from app.access.devices import Devices
from app.access.links import RatingLinks
from app.access.mail_sign_in import MailSignIn
from app.access.paired import PairedDevices
from app.access.people import People
from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Kind, Principal
from app.access.sign_in import SESSION_COOKIE, SignIn
from app.access.tokens import SignedIn as Shown
from app.api.asked_first import once
from app.api.limits import count_call
from app.config import Settings
from app.errors import NotAllowed, NotSignedIn, RefusedError
from app.jazz.draining import Draining
from app.jazz.unsettled import Unsettled
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
    def clerk(self) -> Clerk | None: ...
    @property
    def paired(self) -> PairedDevices: ...
    @property
    def links(self) -> RatingLinks: ...
    @property
    def acceptance(self) -> Acceptance: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def mail_sign_in(self) -> MailSignIn: ...
    @property
    def people(self) -> People: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def unsettled(self) -> Unsettled: ...
    @property
    def draining(self) -> Draining: ...


PARTS = tuple(name for name, each in vars(Parts).items() if isinstance(each, property))


def part(name: str) -> Any:
    """A FastAPI dependency: the part of that name, once the lifespan has put it there."""

    # A plain function would be called in a thread, and each hop there costs more than the rest of the call.
    async def get(request: Request) -> Any:
        return getattr(request.app.state, name)

    return Depends(get)


async def bearer_token(request: Request) -> str:
    """The token of a device or program: a Bearer header, else ?token=; empty without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.query_params.get("token", "")


# For the manual; the cookie is a session's other way in.
SHOWN = HTTPBearer(auto_error=False, description="The token of a device, a worker or a session.")


async def session_token(
    request: Request, _shown: Annotated[HTTPAuthorizationCredentials | None, Depends(SHOWN)] = None
) -> str:
    """The token that the caller shows: a Bearer header, else the session's cookie; empty without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION_COOKIE, "")


AppSettings = Annotated[Settings, part("settings")]
Store = Annotated[Database, part("database")]
SignInDesk = Annotated[SignIn, part("sign_in")]
RoomHouse = Annotated[Rooms, part("rooms")]
BearerToken = Annotated[str, Depends(bearer_token)]
Feedback = Annotated[FeedbackStore, part("feedback")]
AllDevices = Annotated[Devices, part("devices")]
AllPaired = Annotated[PairedDevices, part("paired")]
Links = Annotated[RatingLinks, part("links")]
MailDesk = Annotated[MailSignIn, part("mail_sign_in")]
AllPeople = Annotated[People, part("people")]
AllAccounts = Annotated[Accounts, part("accounts")]
Accept = Annotated[Acceptance, part("acceptance")]
Drainage = Annotated[Draining, part("draining")]
AllUnsettled = Annotated[Unsettled, part("unsettled")]
SessionToken = Annotated[str, Depends(session_token)]


async def refusal(desk: SignIn, token: str, error: NotSignedIn, why: str) -> RefusedError:
    """What to say of a token that is no good here: with one that is good elsewhere, that it may not, and why."""
    try:
        await desk.bearer(token)
    except NotSignedIn:
        return error
    return NotAllowed(why)


@once
async def _session(request: Request, desk: SignInDesk, token: SessionToken) -> Shown:
    try:
        return await desk.session(token)
    except NotSignedIn as error:
        raise await refusal(desk, token, error, "Only somebody who has signed in has an account.") from None


# A person's session, and the person.
ThisSession = Annotated[Shown, Depends(_session)]


async def _principal(session: ThisSession) -> Principal:
    return session.principal


SignedIn = Annotated[Principal, Depends(_principal)]


@once
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


@once
async def _account(request: Request, clerk: Annotated[Clerk | None, part("clerk")], token: BearerToken) -> str | None:
    return None if clerk is None else await clerk.user(token)


# Whose device it is, where devices belong to people who are signed in elsewhere.
Account = Annotated[str | None, Depends(_account)]

# A device, a worker or an admin.
Caller = Annotated[Principal, Depends(_bearer)]


@once
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
