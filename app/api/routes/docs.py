"""The API's manual, for programs and at /api/docs: Swagger UI from our own origin, with no script inside the page."""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.api.limits import limited
from app.errors import NotFound

router = APIRouter(include_in_schema=False, dependencies=[Depends(limited("public"))])

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Doorstep API</title>
<link rel="icon" href="/icons/favicon.svg">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="manual"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
START = 'SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#manual", deepLinking: true });\n'
SWAGGER_UI = Path(str(files("fastapi_offline"))) / "static"
FILES = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}


@router.get("/openapi.json")
async def schema(request: Request) -> JSONResponse:
    """The manual for programs."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
async def manual() -> HTMLResponse:
    """The page."""
    return HTMLResponse(PAGE)


@router.get("/docs/start.js")
async def start() -> Response:
    """The one line that starts it."""
    return Response(START, media_type="text/javascript")


@router.get("/docs/{name}")
def file(name: str) -> Response:
    """A file of the kept package, whole: none is so large that somebody needs a part of it."""
    if name not in FILES:
        raise NotFound("There is no such address here.")
    return Response((SWAGGER_UI / name).read_bytes(), media_type=FILES[name])
