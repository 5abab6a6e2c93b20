"""Is the process alive, and is it ready for work? No rate limit: probes and pollers ask all the time."""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import JSONResponse

from app import VERSION
from app.api.deps import Store
from app.errors import DatabaseError

router = APIRouter(tags=["health"])


@router.get("/health")
async def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok", "version": VERSION}


@router.get("/ready", responses={503: {"description": "Not ready: the body says which part."}})
async def ready(store: Store) -> JSONResponse:
    """The database answers too."""
    try:
        await store.ping()
    except DatabaseError as error:
        body = {"error": "not_ready", "detail": str(error)}
        return JSONResponse(body, status_code=HTTPStatus.SERVICE_UNAVAILABLE)
    return JSONResponse({"status": "ready", "database": "ok"})
