"""A server for browser tests: built pages, the health check and a live connection, each of which can fail.

Serves a folder of built files over HTTP as production does (a page by its route, the fallback for the app's other
routes), on a port that stays the same when it stops and starts again.
"""

import asyncio
import contextlib
import json
import mimetypes
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import socketio
import uvicorn

ROUTES = re.compile(r"^/rate/[^/]+/?$")
SOCKET = "/_event"
DEADLINE = 10
JSON = "application/json"


@dataclass
class StaticServer:
    """Start and stop it, change what it serves, and see what it was asked."""

    folder: Path
    # Answers this instead of a page, a file, or the health check.
    status: HTTPStatus | None = None
    # Answers 500 for these paths.
    broken: frozenset[str] = frozenset()
    # Seconds before each answer.
    delay: float = 0
    # Whether the live connection is taken, and the health check answered.
    socket_up: bool = True
    http_up: bool = True
    seen: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Listen; returns when requests are answered."""
        # A live connection belongs to one event loop, so each start has its own.
        live = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*", namespaces="*")
        self._live = live
        app = socketio.ASGIApp(live, other_asgi_app=self._answer, socketio_path=SOCKET)
        config = uvicorn.Config(
            self._guarded(app),
            host="127.0.0.1",
            port=self.port,
            log_config=None,
            lifespan="off",
            ws="wsproto",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        self._until(lambda: self._server is not None and self._server.started)

    def stop(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is None:
            return
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(DEADLINE)
        self._server = None

    def restart(self) -> None:
        """Cut what is connected and listen again, as a new deployment does."""
        self.stop()
        self.start()

    def asked(self, path: str) -> int:
        """How often this path was asked for."""
        return sum(each == path for _, each in self.seen)

    @staticmethod
    def _until(condition: Any) -> None:
        deadline = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < deadline, "the test server did not start"
            threading.Event().wait(0.01)

    def _guarded(self, app: Any) -> Any:
        async def guard(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "websocket" and not self.socket_up:
                await receive()
                await send({"type": "websocket.close", "code": 1000})
                return

            async def agreeing(message: Any) -> None:
                # The pages name Reflex's version as the protocol and hang up when the server doesn't repeat it.
                if message["type"] == "websocket.accept":
                    message = {**message, "subprotocol": next(iter(scope["subprotocols"]), None)}
                await send(message)

            await app(scope, receive, agreeing)

        return guard

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        path: str = scope["path"]
        self.seen.append((scope["method"], path))
        await asyncio.sleep(self.delay)
        status, kind, body = self._reply(scope["method"], path)
        headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _reply(self, method: str, path: str) -> tuple[int, str, bytes]:
        if self.status is not None or path in self.broken:
            return self.status or HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", b"<h1>No answer</h1>"
        if path == "/api/health":
            status = HTTPStatus.OK if self.http_up else HTTPStatus.SERVICE_UNAVAILABLE
            return status, JSON, json.dumps({"status": "ok"}).encode()
        if path.startswith(("/api/", "/sync")):
            return HTTPStatus.OK, JSON, json.dumps({"method": method}).encode()
        file = self._file(path)
        if file is None:
            return HTTPStatus.NOT_FOUND, "text/html", (self.folder / "__spa-fallback.html").read_bytes()
        return (
            HTTPStatus.OK,
            mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            file.read_bytes(),
        )

    def _file(self, path: str) -> Path | None:
        if ROUTES.match(path):
            return self.folder / "__spa-fallback.html"
        inside = path.strip("/")
        candidates = (self.folder / inside, self.folder / inside / "index.html")
        return next((each for each in candidates if each.is_file()), None)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[StaticServer]:
    """A running server, stopped at the end."""
    server = StaticServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
