"""The server: a port taken early, and uvicorn set up once for all that we serve."""

import errno
import resource
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from app import garbage
from app.config import RIGHT, Settings
from app.errors import PortInUse, SettingError
from app.patience import PatientHttp
from app.sync.socket import SyncSocket

STOP_SECONDS = 3
# Longer than proxies keep their connections to us: a question must not meet a door that is just being closed.
KEEP_ALIVE_SECONDS = 75


def listening_socket(settings: Settings) -> socket.socket:
    """Take the port at once: a start that can't have it fails before the long steps."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except (OSError, UnicodeError) as error:
        raise _wrong_host(settings, error) from error
    try:
        door.bind(address)
        # Two programs may bind one port before either listens; only one may listen.
        door.listen()
    except PermissionError as error:
        door.close()
        right = "a port that this user may listen on, such as 3000"
        raise SettingError("PORT", settings.port, right, error.strerror or "") from error
    except OSError as error:
        door.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(settings.host, settings.port) from error
        raise _wrong_host(settings, error) from error
    return door


def open_many_files() -> None:
    """As many as we may: each phone that is connected is one, and what a login gives is often a thousand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _wrong_host(settings: Settings, error: OSError | UnicodeError) -> SettingError:
    why = (error.strerror if isinstance(error, OSError) else None) or "no name of a host"
    return SettingError("HOST", settings.host, RIGHT["host"], why)


class Server(uvicorn.Server):
    """uvicorn, told once what suits us; says welcome when it really answers."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        welcome: Callable[[], None],
        drain: Callable[[], Awaitable[None]],
        lifespan: Literal["auto", "off"] = "auto",
    ) -> None:
        self._welcome = welcome
        self._drain = drain
        super().__init__(
            uvicorn.Config(
                app,
                interface="asgi3",
                log_config=None,
                access_log=False,
                server_header=False,
                # Our doors know which proxies to believe.
                proxy_headers=False,
                http=PatientHttp,
                ws=SyncSocket,
                # The rooms' limit; no other socket of ours has larger frames.
                ws_max_size=settings.limit_sync_frame,
                # Small frames gain nothing and cost five sixths of the throughput.
                ws_per_message_deflate=False,
                timeout_graceful_shutdown=STOP_SECONDS,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                lifespan=lifespan,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        open_many_files()
        await super().startup(sockets)
        garbage.started()
        if self.started:
            self._welcome()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # uvicorn cuts every connection first; the rooms need theirs to say what has been committed.
        await self._drain()
        await super().shutdown(sockets)
