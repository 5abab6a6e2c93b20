"""Signing in with the link that the start prints, signing out, and who am I.

The session is a token in a cookie that scripts can't read; other sites' pages can't send it (SameSite, origin door).
"""

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from app.access.sign_in import SESSION_COOKIE
from app.api.deps import SessionToken, SignedIn, SignInDesk
from app.api.limits import limited

router = APIRouter(tags=["sign in"])

MAX_TOKEN = 200


class SignInLink(BaseModel):
    """What stands behind the # of a sign-in link."""

    token: str = Field(min_length=1, max_length=MAX_TOKEN)


class Me(BaseModel):
    """Who is signed in."""

    id: str
    kind: str
    role: str | None
    email: str | None


@router.post("/sign-in/link", dependencies=[Depends(limited("sign_in"))], status_code=204)
async def redeem(link: SignInLink, request: Request, response: Response, desk: SignInDesk) -> None:
    """Trade a single-use link for a session."""
    session = await desk.redeem_sign_in_link(link.token)
    response.set_cookie(
        SESSION_COOKIE,
        session.token,
        expires=session.expires_at,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


@router.post("/sign-out", status_code=204, dependencies=[Depends(limited("public"))])
async def sign_out(response: Response, desk: SignInDesk, token: SessionToken) -> None:
    """End this session everywhere it is used."""
    await desk.sign_out(token)
    response.delete_cookie(SESSION_COOKIE)


@router.get("/me", dependencies=[Depends(limited("public"))])
async def me(principal: SignedIn) -> Me:
    """Who the token belongs to."""
    return Me.model_validate(principal, from_attributes=True)
