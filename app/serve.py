"""`python -m app serve`: from settings to a listening server.

Always: what can go wrong is found before the server says that it is there, and each trouble is one sentence.
"""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from app.access.sign_in import SignIn
from app.build.frontend import build_if_stale
from app.build.node import node_environment
from app.build.plugin import BACKEND_PORT
from app.build.production import production_app
from app.config import Settings, without_password
from app.errors import PortInUse, StartError
from app.logs import set_up_logs
from app.services import running

ROOT = Path(__file__).parent.parent
STOP_SECONDS = 3


def serve(settings: Settings) -> int:
    """Prepare everything, then serve until somebody stops it; Ctrl-C is a good end."""
    with listening_socket(settings) as door:
        link = asyncio.run(_prepare(settings))
        build_if_stale(ROOT, settings, _print)
        set_up_logs(settings)
        server = _Server(production_app(ROOT), lambda: _print(_welcome(settings, link)))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[door])
    _print("Stopped.")
    return 0


def dev(settings: Settings) -> int:
    """Hot reload: Vite on the port of the settings, the backend behind it."""
    _print(f"Doorstep for its builders: {settings.address}/gallery shows every component.")
    ports = ["--frontend-port", str(settings.port), "--backend-port", str(BACKEND_PORT)]
    command = [sys.executable, "-m", "reflex", "run", *ports, "--backend-host", "127.0.0.1"]
    return subprocess.run(command, cwd=ROOT, env=node_environment(), check=False).returncode


def listening_socket(settings: Settings) -> socket.socket:
    """Take the port at once: a start that can't have it fails before the long steps."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except OSError as error:
        raise StartError(f"HOST={settings.host} can't be right: {error.strerror}.") from error
    try:
        door.bind(address)
        # Two programs may bind one port before either listens; only one may listen.
        door.listen()
    except PermissionError as error:
        door.close()
        raise StartError(f"PORT={settings.port} can't be right: this user may not listen on it.") from error
    except OSError as error:
        door.close()
        raise PortInUse(settings.host, settings.port) from error
    return door


async def _prepare(settings: Settings) -> str:
    """Bring the database up to date and make the admin's way in."""
    async with running(settings) as services:
        return await new_sign_in_link(services.sign_in, settings)


async def new_sign_in_link(sign_in: SignIn, settings: Settings) -> str:
    """The owner's single-use link. The token stands behind the #: no server and no log ever sees it in a URL."""
    owner = await sign_in.first_admin(settings.admin_email)
    issued = await sign_in.new_sign_in_link(owner.id)
    return f"{settings.address}/admin/sign-in#{issued.token}"


def _welcome(settings: Settings, link: str) -> str:
    return (
        f"\nDoorstep is running at {settings.address}\n"
        f"  Sign in as admin (works once): {link}\n"
        f"  Data: {without_password(settings.database_url)}\n"
        "  Stop with Ctrl-C.\n"
    )


class _Server(uvicorn.Server):
    """uvicorn, told once what suits us; says welcome when it really answers."""

    def __init__(self, app: ASGIApp, welcome: Callable[[], None]) -> None:
        self._welcome = welcome
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                # Our doors know which proxies to believe.
                proxy_headers=False,
                ws="websockets-sansio",
                # Small frames gain nothing and cost five sixths of the throughput.
                ws_per_message_deflate=False,
                timeout_graceful_shutdown=STOP_SECONDS,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._welcome()


def build(settings: Settings) -> int:
    """Only build the pages."""
    build_if_stale(ROOT, settings, _print)
    return 0


def migrate(settings: Settings) -> int:
    """Only bring the database up to date."""

    async def start_and_stop() -> None:
        async with running(settings):
            _print(f"The database is up to date: {without_password(settings.database_url)}")

    asyncio.run(start_and_stop())
    return 0


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201
