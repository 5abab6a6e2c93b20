"""What browsers must not do with our pages: the security headers, on every answer."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.clerk_key import origin_of
from app.config import Settings

YEAR = 365 * 24 * 3600
FILE = {"X-Content-Type-Options": "nosniff"}
ALWAYS = {
    **FILE,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Whom Clerk asks whether it is a robot that signs in.
ROBOTS = "https://challenges.cloudflare.com"
HASHED = "/assets/"
FOREVER = f"public, max-age={YEAR}, immutable"
FRESH = "no-cache"
PRIVATE = "no-store"


def content_security_policy(settings: Settings, scripts: list[str]) -> str:
    """Only our own origin; scripts in the page only those that the build wrote, by hash.

    Styles allow `unsafe-inline`: React and emotion set style attributes. Scripts never do, and never `unsafe-eval`.
    """
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": _connect(settings),
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    for name, more in _clerk(settings).items():
        rules[name] = [*rules.get(name, rules["default-src"]), *more]
    return "; ".join(" ".join((name, *values)) for name, values in rules.items())


def file_policy(settings: Settings) -> str:
    """What is no page runs nothing: it needs no list of hashes, and a phone on a slow line no such bytes.

    Only the service worker heeds it, which speaks with the rooms.
    """
    elsewhere = f"connect-src {' '.join(_connect(settings))}; " if settings.jazz_sync_server else ""
    return f"default-src 'self'; {elsewhere}object-src 'none'; base-uri 'none'; frame-ancestors 'none'"


def _clerk(settings: Settings) -> dict[str, list[str]]:
    """What Clerk's script and dialog need: clerk.com/docs/guides/secure/best-practices/csp-headers.

    Pictures are of people and of who vouches for them; the worker is one that the script makes for its timers.
    """
    if settings.jazz_auth_provider != "clerk":
        return {}
    host = origin_of(settings.clerk_publishable_key)
    return {
        "script-src": [host, ROBOTS],
        "connect-src": [host],
        "frame-src": [ROBOTS],
        "img-src": ["https://img.clerk.com"],
        "worker-src": ["blob:"],
    }


def _connect(settings: Settings) -> list[str]:
    if not settings.jazz_sync_server:
        return ["'self'"]
    server = urlsplit(settings.jazz_sync_server)
    http = "https" if server.scheme == "wss" else "http"
    return ["'self'", f"{server.scheme}://{server.netloc}", f"{http}://{server.netloc}"]


class HeadersDoor:
    """Adds the headers; an answer that already has one keeps its own."""

    def __init__(self, app: ASGIApp, settings: Settings, scripts: list[str]) -> None:
        self.app = app
        self.page_policy = content_security_policy(settings, scripts)
        self.file_policy = file_policy(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = self.page_policy if _is_page(scope["path"], headers.get("content-type")) else self.file_policy
                headers.setdefault("Content-Security-Policy", policy)
                # A built file is loaded by the dozen: it carries what counts for a file.
                for name, value in (FILE if scope["path"].startswith(HASHED) else ALWAYS).items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", _caching(scope["path"], message["status"]))
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
            await send(message)

        await self.app(scope, receive, with_headers)


def _is_page(path: str, content_type: str | None) -> bool:
    if content_type is not None:
        return content_type.startswith("text/html")
    # "Not modified" says no type, and its headers take the place of those the browser has kept.
    name = path.rsplit("/", 1)[-1]
    return not path.startswith("/api/") and ("." not in name or name.endswith(".html"))


def _caching(path: str, status: int) -> str:
    if path.startswith("/api/"):
        return PRIVATE
    return FOREVER if path.startswith(HASHED) and status < 400 else FRESH
