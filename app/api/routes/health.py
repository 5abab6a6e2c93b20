"""Is the process alive, and is it ready for work? A limit of its own: every open page asks once a minute."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse

from app import VERSION
from app.api.deps import Drainage, RoomHouse, Store
from app.api.errors import says
from app.api.limits import RateLimits, limited
from app.errors import DatabaseError

router = APIRouter(tags=["health"], dependencies=[Depends(limited("probes"))], responses=says(429))

ALONE = "counted by each process alone: the Redis that counts them together doesn't answer"


@router.head("/health", include_in_schema=False)
@router.get("/health")
async def health(draining: Drainage) -> dict[str, str]:
    """The process answers; `draining` says why nothing is delivered now, when nothing is."""
    return {"status": "ok", "version": VERSION, "draining": draining.trouble() or "ok"}


@router.get("/ready", responses={503: {"description": "Not ready: the body says which part."}})
async def ready(store: Store, rooms: RoomHouse, draining: Drainage, request: Request) -> JSONResponse:
    """The database answers too, and the rooms' journal can commit.

    Draining that is paused, and a Redis that is away, are told and no reason to send phones away: what they bring is
    kept.
    """
    limits: RateLimits = request.app.state.limits
    try:
        await store.ping()
        trouble = rooms.trouble()
    except DatabaseError as error:
        trouble = str(error)
    if trouble is not None:
        return JSONResponse({"error": "not_ready", "detail": trouble}, status_code=HTTPStatus.SERVICE_UNAVAILABLE)
    told = {"status": "ready", "database": "ok", "journal": "ok", "draining": draining.trouble() or "ok"}
    return JSONResponse(told | {"calls": "ok" if await limits.answers() else ALONE})
