"""Signing in with a link, a mailed code or a password; signing out; and who am I.

The session is a token in a cookie that scripts can't read; other sites' pages can't send it (SameSite, origin door).
Programs that sign in read it from the answer and show it as a Bearer token.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from app.access.passwords import MAX_LENGTH
from app.access.sign_in import SESSION_COOKIE, Browser
from app.access.tokens import Issued
from app.api.asked_first import AskedFirst
from app.api.deps import AppSettings, MailDesk, SessionToken, SignedIn, SignInDesk
from app.api.errors import says
from app.api.limits import caller_of, limited
from app.api.words import Words
from app.errors import AuthenticationRequired, NotSignedIn, TokenRefused

router = APIRouter(tags=["sign in"], route_class=AskedFirst)

MAX_TOKEN = 200
MAX_MAIL = 254
MAX_CODE = 20


class SignInLink(BaseModel):
    """What stands behind the # of a sign-in link."""

    token: str = Field(min_length=1, max_length=MAX_TOKEN)


class MailAddress(BaseModel):
    """Whose address it is, if anybody's."""

    email: Words = Field(min_length=3, max_length=MAX_MAIL, examples=["boss@example.com"])


class Credentials(MailAddress):
    """A mail address and its password."""

    password: str = Field(min_length=1, max_length=MAX_LENGTH)


class MailedCode(MailAddress):
    """A mail address and the code that was sent there."""

    code: str = Field(min_length=1, max_length=MAX_CODE, examples=["204815"])


class SessionOpened(BaseModel):
    """The session's token, for programs; browsers have it in a cookie."""

    token: str


class Sent(BaseModel):
    """The same for every address."""

    message: str = "Magic code sent successfully"


class Me(BaseModel):
    """Who is signed in."""

    id: str
    kind: str
    role: str | None
    email: str | None


class Protected(BaseModel):
    """What a good token shows."""

    message: str = "Authentication successful"
    profile: Me


async def _browser(request: Request) -> Browser:
    return Browser(request.headers.get("user-agent", ""), request.cookies.get(SESSION_COOKIE, ""))


ThisBrowser = Annotated[Browser, Depends(_browser)]


def _keep(request: Request, response: Response, settings: AppSettings, session: Issued) -> None:
    response.set_cookie(
        SESSION_COOKIE,
        session.token,
        expires=session.expires_at,
        httponly=True,
        samesite="lax",
        secure="https" in (request.url.scheme, settings.address.partition(":")[0]),
    )
    response.headers["Cache-Control"] = "no-store"


@router.post(
    "/sign-in/link",
    dependencies=[Depends(limited("sign_in"))],
    status_code=204,
    responses=says(400, 401, 413, 422, 429, 503),
)
async def redeem(
    link: SignInLink,
    request: Request,
    response: Response,
    settings: AppSettings,
    desk: SignInDesk,
    browser: ThisBrowser,
) -> None:
    """Trade a single-use link for a session."""
    _keep(request, response, settings, await desk.redeem_sign_in_link(link.token, browser))


@router.post("/sign-in", dependencies=[Depends(limited("sign_in"))], responses=says(400, 401, 413, 422, 429, 500, 503))
async def with_password(
    given: Credentials,
    request: Request,
    response: Response,
    settings: AppSettings,
    desk: MailDesk,
    browser: ThisBrowser,
) -> SessionOpened:
    """Sign in with a password, for who has set one."""
    session = await desk.with_password(given.email, given.password, browser)
    _keep(request, response, settings, session)
    return SessionOpened(token=session.token)


@router.post(
    "/send-magic-code", dependencies=[Depends(limited("sign_in"))], responses=says(400, 413, 422, 429, 500, 503)
)
async def send_code(to: MailAddress, request: Request, desk: MailDesk) -> Sent:
    """Mail a code to whoever has that address and a role here; the answer is the same when nobody has."""
    await desk.send_code(to.email, caller_of(request))
    return Sent()


@router.post("/sign-in/code", dependencies=[Depends(limited("sign_in"))], responses=says(400, 401, 413, 422, 429, 503))
async def with_code(
    given: MailedCode,
    request: Request,
    response: Response,
    settings: AppSettings,
    desk: MailDesk,
    browser: ThisBrowser,
) -> SessionOpened:
    """Sign in with the code that was mailed."""
    session = await desk.with_code(given.email, given.code, browser)
    _keep(request, response, settings, session)
    return SessionOpened(token=session.token)


@router.post("/sign-out", status_code=204, dependencies=[Depends(limited("public"))], responses=says(429, 503))
async def sign_out(response: Response, desk: SignInDesk, token: SessionToken) -> None:
    """End this session everywhere it is used."""
    await desk.sign_out(token)
    response.delete_cookie(SESSION_COOKIE)


@router.get("/me", dependencies=[Depends(limited("public"))], responses=says(401, 403, 429, 503))
async def me(principal: SignedIn) -> Me:
    """Who the token belongs to."""
    return Me.model_validate(principal, from_attributes=True)


@router.post("/protected-resource", dependencies=[Depends(limited("public"))], responses=says(401, 429, 500, 503))
async def protected(desk: SignInDesk, token: SessionToken) -> Protected:
    """An example of an address that needs a token: who it belongs to, or 401."""
    if not token:
        raise AuthenticationRequired
    try:
        principal = (await desk.bearer(token)).principal
    except NotSignedIn:
        raise TokenRefused from None
    return Protected(profile=Me.model_validate(principal, from_attributes=True))
