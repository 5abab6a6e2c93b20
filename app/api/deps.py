"""What routes ask for: the parts of the object graph, and who is calling."""

from typing import Annotated

from fastapi import Depends, Request

from app.access.principals import Principal
from app.access.sign_in import SESSION_COOKIE, SignIn
from app.config import Settings
from app.store.engine import Database
from app.sync.rooms import Rooms


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


def bearer_token(request: Request) -> str:
    """The token of a device or program: a Bearer header, else ?token=; empty without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.query_params.get("token", "")


def session_token(request: Request) -> str:
    """The token of the caller's session: a Bearer header, else the cookie; empty without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION_COOKIE, "")


AppSettings = Annotated[Settings, Depends(_settings)]
Store = Annotated[Database, Depends(_database)]
SignInDesk = Annotated[SignIn, Depends(_sign_in)]
RoomHouse = Annotated[Rooms, Depends(_rooms)]
BearerToken = Annotated[str, Depends(bearer_token)]
SessionToken = Annotated[str, Depends(session_token)]


async def _principal(desk: SignInDesk, token: SessionToken) -> Principal:
    return await desk.session_principal(token)


SignedIn = Annotated[Principal, Depends(_principal)]
