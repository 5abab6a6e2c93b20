"""What every request passes on its way in, pages, API and sockets alike. Outermost first:

proxies (who is really calling) → requests (id, log line, metrics) → headers (what browsers must not do)
→ sockets (none that leads nowhere) → origin (nobody else's page) → elsewhere (but for the rooms)
→ path (nothing that no address has) → body (no larger than the limit)
→ strangers (few sockets of the desk for who hasn't signed in).
"""

from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.api.doors.body import BodyDoor
from app.api.doors.elsewhere import ElsewhereDoor
from app.api.doors.headers import HeadersDoor
from app.api.doors.origin import OriginDoor
from app.api.doors.path import PathDoor
from app.api.doors.requests import RequestsDoor
from app.api.doors.sockets import SocketsDoor
from app.api.metrics import Metrics
from app.config import Settings

# Where many records come at once.
BATCHES = ("/api/feedback/batch", "/api/queue")


def behind_doors(inside: ASGIApp, settings: Settings, metrics: Metrics, scripts: list[str]) -> ASGIApp:
    """Put the doors in front of the app. `scripts` are the hashes of the pages' inline scripts."""
    app: ASGIApp = BodyDoor(inside, settings.limit_body, dict.fromkeys(BATCHES, settings.limit_batch))
    app = PathDoor(app)
    app = ElsewhereDoor(app)
    app = OriginDoor(app, settings.public_url)
    app = SocketsDoor(app)
    app = HeadersDoor(app, settings, scripts)
    app = RequestsDoor(app, metrics)
    trusted = [str(network) for network in settings.trusted_proxies]
    return ProxyHeadersMiddleware(app, trusted_hosts=trusted)  # type: ignore[arg-type, return-value]
