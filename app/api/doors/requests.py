"""Every request has an id, one log line and its place in the metrics. What breaks inside is recorded here, once."""

import logging
import re
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import internal
from app.api.metrics import Metrics
from app.logs import new_request_id, request_id

logger = logging.getLogger("app.api.requests")

GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
ID_HEADER = "X-Request-ID"
# Asked all the time by machines: worth no line in the log.
QUIET = frozenset(("/api/health", "/api/ready", "/metrics"))
UNFINISHED = 499
# Who has a rating link may rate: the shortest has 39 letters, longer than order numbers are.
RATING_LINK = re.compile(r"^/rate/[\w-]{39,}")


class RequestsDoor:
    """Wraps each request in an id, a clock and a net."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(ID_HEADER, "")
        mine = given if GIVEN_ID.fullmatch(given) else new_request_id()
        context = request_id.set(mine)
        status = UNFINISHED
        started = time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = mine
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            logger.exception("%s %s failed", scope["method"], shown(scope["path"]))
            if status == UNFINISHED:
                await internal()(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - started
            self.metrics.request(scope, status, seconds)
            level = logging.DEBUG if scope["path"] in QUIET else logging.INFO
            # The path without its query: a query may hold what no log should.
            logger.log(level, "%s %s %s %.0f ms", scope["method"], shown(scope["path"]), status, seconds * 1000)
            request_id.reset(context)


def shown(path: str) -> str:
    """The path as a log may keep it."""
    return RATING_LINK.sub("/rate/…", path)
