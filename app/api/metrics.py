"""What Prometheus may read at /metrics. One registry for each app, so that tests don't share counts."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

API = "/api"
PAGES = "pages"


class Metrics:
    """The counters of the HTTP side."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._requests = Counter(
            "doorstep_http_requests",
            "Requests answered",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "doorstep_http_request_seconds",
            "Time to the end of the answer",
            ("route",),
            registry=self.registry,
        )

    def request(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one request, by route and not by path: paths are without number."""
        label = PAGES
        if scope["path"].startswith(API):
            route = getattr(scope.get("route"), "path", API)
            label = API if route == API else API + route
        method = scope["method"] if scope["method"] in KNOWN_METHODS else "other"
        self._requests.labels(method, label, str(status)).inc()
        self._seconds.labels(label).observe(seconds)

    async def show(self, request: Request) -> Response:
        """The numbers as Prometheus text."""
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(self.registry), headers={"Content-Type": content_type})


KNOWN_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
