"""`python -m app serve`: from settings to a listening server.

Always: what can go wrong is found before the server says that it is there, and each trouble is one sentence.
"""

import asyncio
import importlib
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from app.access.sign_in import SignIn
from app.build.frontend import build_if_stale
from app.build.node import node_environment
from app.build.plugin import BACKEND_PORT
from app.build.production import production_app
from app.config import Settings, without_password
from app.logs import set_up_logs
from app.server import Server, listening_socket
from app.services import running

ROOT = Path(__file__).parent.parent


def serve(settings: Settings) -> int:
    """Prepare everything, then serve until somebody stops it; Ctrl-C is a good end."""
    with listening_socket(settings) as door:
        link = asyncio.run(_prepare(settings))
        build_if_stale(ROOT, settings, _print)
        set_up_logs(settings)
        inside = production_app(ROOT)
        made = importlib.import_module("app.app")
        server = Server(made.first(inside), settings, lambda: _print(_welcome(settings, link)), made.drain)
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
