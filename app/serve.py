"""`python -m app serve`: from settings to a listening server.

Always: what can go wrong is found before the server says that it is there, and each trouble is one sentence.
"""

import asyncio
import importlib
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from app import garbage
from app.access.sign_in import SignIn
from app.api.limits import see_that_redis_answers
from app.build.frontend import build_if_stale
from app.build.node import node_environment
from app.build.plugin import BACKEND_PORT
from app.build.production import production_app
from app.config import Settings
from app.logs import set_up_logs
from app.server import Server, listening_socket
from app.services import running
from app.urls import without_password

ROOT = Path(__file__).parent.parent
PRIVATE = 0o077


def serve(settings: Settings) -> int:
    """Prepare everything, then serve until somebody stops it; Ctrl-C is a good end."""
    # What we write holds people's feedback: it is our user's alone, also in a folder that others may read.
    os.umask(PRIVATE)
    with listening_socket(settings) as door:
        link = asyncio.run(_prepare(settings))
        build_if_stale(ROOT, settings, _print)
        set_up_logs(settings)
        with garbage.importing():
            inside = production_app(ROOT)
            made = importlib.import_module("app.app")
        server = Server(inside, settings, lambda: _print(_welcome(settings, link)), made.drain)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[door])
    _print("Stopped.")
    return 0


def dev(settings: Settings) -> int:
    """Hot reload: Vite on the port of the settings, the backend behind it."""
    _print(f"Doorstep for its builders: {settings.address}/gallery shows every component.")
    ports = ["--frontend-port", str(settings.port), "--backend-port", str(BACKEND_PORT)]
    command = [sys.executable, "-m", "reflex", "run", *ports, "--backend-host", "127.0.0.1"]
    # A session of its own: Reflex's workers outlive Ctrl-C, so we end them all.
    with subprocess.Popen(command, cwd=ROOT, env=node_environment(), start_new_session=True) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)


async def _prepare(settings: Settings) -> str:
    """Bring the database up to date and make the admin's way in."""
    await see_that_redis_answers(settings)
    async with running(settings) as services:
        return await new_sign_in_link(services.sign_in, settings)


async def new_sign_in_link(sign_in: SignIn, settings: Settings) -> str:
    """The owner's single-use link. The token stands behind the #: no server and no log ever sees it in a URL."""
    owner = await sign_in.first_admin(settings.admin_email)
    issued = await sign_in.new_sign_in_link(owner.id)
    return f"{settings.address}/sign-in#{issued.token}"


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


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201
