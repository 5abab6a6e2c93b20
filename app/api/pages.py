"""A built page answers at its own address: `/rate` is `/rate.html`, without the redirect to `/rate/`.

A redirect would cost a slow phone a round trip, and a service worker may not keep what came by one.
"""

from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

SUFFIX = ".html"
# What stands for every other address, and is found at none.
NOT_FOUND = "/404"


def page_names(static: Path) -> frozenset[str]:
    """The addresses of the built pages; none before a build."""
    names = (f"/{file.relative_to(static).as_posix()}".removesuffix(SUFFIX) for file in static.rglob("*.html"))
    return frozenset(name for name in names if name != NOT_FOUND)


class PagesByName:
    """Hands Reflex's static files the name of the file."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in self.names:
            path = scope["path"] + SUFFIX
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)
