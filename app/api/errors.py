"""One error body everywhere: {"error": type, "detail": sentence}, with `fields` when input is wrong.

The only place that knows which error has which status.
"""

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.routing import Match

from app.errors import (
    AuthenticationRequired,
    CodeRefused,
    Conflict,
    DatabaseError,
    Decided,
    Invalid,
    InvalidCredentials,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Outdated,
    RefusedError,
    TokenRefused,
    TooLarge,
    TooMany,
    TooSlow,
    Unavailable,
)

logger = logging.getLogger(__name__)

# The types of the first four are words that the integration guide promises.
STATUS: dict[type[RefusedError], tuple[HTTPStatus, str]] = {
    InvalidCredentials: (HTTPStatus.UNAUTHORIZED, "Invalid credentials"),
    AuthenticationRequired: (HTTPStatus.UNAUTHORIZED, "Authentication required"),
    TokenRefused: (HTTPStatus.UNAUTHORIZED, "Invalid or expired token"),
    CodeRefused: (HTTPStatus.UNAUTHORIZED, "Invalid or expired code"),
    NotSignedIn: (HTTPStatus.UNAUTHORIZED, "not_signed_in"),
    NotAllowed: (HTTPStatus.FORBIDDEN, "not_allowed"),
    NotFound: (HTTPStatus.NOT_FOUND, "not_found"),
    Invalid: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid"),
    TooLarge: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large"),
    TooSlow: (HTTPStatus.REQUEST_TIMEOUT, "too_slow"),
    TooMany: (HTTPStatus.TOO_MANY_REQUESTS, "too_many"),
    Conflict: (HTTPStatus.CONFLICT, "conflict"),
    Decided: (HTTPStatus.CONFLICT, "decided"),
    Outdated: (HTTPStatus.CONFLICT, "outdated"),
    Unavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "unavailable"),
}
# Errors that the framework raises by status alone.
FRAMEWORK: dict[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: ("malformed", "The request can't be read."),
    HTTPStatus.NOT_FOUND: ("not_found", "There is no such address here."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("method_not_allowed", "This address doesn't take that method."),
}
METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
UNAVAILABLE = ("unavailable", "The database can't work now. Try again: what is brought twice is stored once.")
UNAVAILABLE_SECONDS = 2
INVALID = "Some of what was sent breaks a rule."
INTERNAL = ("internal", "Something went wrong on our side. Nothing was changed by this call.")
# What the integration guide promises to say instead of "internal".
INTERNAL_AT = {
    "/sign-in": "Authentication failed",
    "/send-magic-code": "Failed to send magic code",
    "/protected-resource": "Server error",
}


def error_body(
    status: int,
    kind: str,
    detail: str,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The response for one error."""
    body: dict[str, object] = {"error": kind, "detail": detail}
    if fields:
        body["fields"] = dict(fields)
    return JSONResponse(body, status_code=status, headers=dict(headers or {}))


def refused(error: RefusedError) -> JSONResponse:
    """The response for an error of our own."""
    status, kind = next(STATUS[each] for each in type(error).__mro__ if each in STATUS)
    headers: dict[str, str] = {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, TooSlow):
        headers["Connection"] = "close"
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    fields = error.fields if isinstance(error, Invalid) else None
    if isinstance(error, Outdated):
        fields = {"epoch": str(error.epoch)}
    return error_body(status, kind, str(error) or (type(error).__doc__ or ""), fields, headers)


def nowhere() -> JSONResponse:
    """The response at an address that nothing stands at."""
    return refused(NotFound("There is no such address here."))


def internal(path: str = "") -> JSONResponse:
    """The response when we have failed at that path of the API; the log says how."""
    kind, detail = INTERNAL
    return error_body(HTTPStatus.INTERNAL_SERVER_ERROR, INTERNAL_AT.get(path, kind), detail)


class Problem(BaseModel):
    """The one body of every error."""

    error: str = Field(description="The type, for programs.")
    detail: str = Field(description="A sentence, for people.")
    fields: dict[str, str] | None = Field(
        default=None, description="What is wrong with which field; with `outdated`, the epoch to come back with."
    )


def says(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These errors, for the manual of a route."""
    return {status: {"model": Problem, "description": HTTPStatus(status).phrase} for status in statuses}


def fields_of(errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What a validation says about each field."""
    return {_field(tuple(each["loc"])): str(each["msg"]) for each in errors}


def _field(location: tuple[int | str, ...]) -> str:
    named = [str(part) for part in location if part not in ("body", "query", "path")]
    # Alone, a number is the place at which the body stopped being JSON.
    return "body" if len(named) == 1 and isinstance(location[-1], int) else ".".join(named) or "body"


def _methods_at(request: Request) -> set[str]:
    # As each route would judge it, whatever the method.
    return {
        method
        for method in METHODS
        for route in request.app.router.routes
        if route.matches({**request.scope, "method": method})[0] is Match.FULL
    }


def add_error_handlers(api: FastAPI) -> None:
    """Give every error of the API the one body."""

    @api.exception_handler(RefusedError)
    async def _refused(_request: Request, error: RefusedError) -> JSONResponse:
        return refused(error)

    @api.exception_handler(DatabaseError)
    async def _unavailable(_request: Request, error: DatabaseError) -> JSONResponse:
        logger.error("%s", error)
        headers = {"Retry-After": str(UNAVAILABLE_SECONDS)}
        return error_body(HTTPStatus.SERVICE_UNAVAILABLE, *UNAVAILABLE, headers=headers)

    @api.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return refused(Invalid(INVALID, fields_of(error.errors())))

    @api.exception_handler(ClientDisconnect)
    async def _gone(_request: Request, _error: ClientDisconnect) -> JSONResponse:
        # Nobody reads it, or the door that has cut the body off answers in its stead.
        return error_body(HTTPStatus.BAD_REQUEST, *FRAMEWORK[HTTPStatus.BAD_REQUEST])

    @api.exception_handler(HTTPException)
    async def _framework(request: Request, error: HTTPException) -> JSONResponse:
        kind, detail = FRAMEWORK.get(error.status_code, ("refused", str(error.detail)))
        headers = dict(error.headers or {})
        if "Allow" in headers:
            # The framework knows of one route; an address may have several.
            headers["Allow"] = ", ".join(sorted(_methods_at(request)))
        return error_body(error.status_code, kind, detail, headers=headers)

    @api.exception_handler(Exception)
    async def _internal(request: Request, _error: Exception) -> JSONResponse:
        return internal(request.scope["path"].removeprefix(request.scope.get("root_path", "")))
