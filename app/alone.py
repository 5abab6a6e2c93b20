"""`python -m app sync`: the rooms alone, for who runs them apart from the pages.

The same rooms, doors, health, readiness and metrics; no pages, and no other API.
"""

import asyncio
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from app.api.errors import nowhere
from app.api.limits import see_that_redis_answers
from app.api.main import OnePort, create_api
from app.api.routes import health
from app.api.routes import sync as http_sync
from app.config import Settings
from app.logs import set_up_logs
from app.server import Server, listening_socket
from app.services import running
from app.urls import without_password

NO_PAGES = Path("no-pages")
HERE = PlainTextResponse("Doorstep's rooms are open, over WebSocket at /sync/ROOM?token=TOKEN.\n")


def sync(settings: Settings) -> int:
    """Serve the rooms until somebody stops it; Ctrl-C is a good end."""
    set_up_logs(settings)
    new_loop = uvicorn.Config("", log_config=None).get_loop_factory()
    with (
        listening_socket(settings) as door,
        suppress(KeyboardInterrupt),
        asyncio.Runner(loop_factory=new_loop) as runner,
    ):
        runner.run(_serve(settings, door))
    sys.stdout.write("Stopped.\n")
    return 0


async def _serve(settings: Settings, door: socket.socket) -> None:
    await see_that_redis_answers(settings)
    api = create_api(settings, (health, http_sync))
    port = OnePort(api, settings, NO_PAGES, [])
    app = port.outside(port.inside(_front))
    async with running(settings) as services:
        api.state.database = services.database
        api.state.sign_in = services.sign_in
        api.state.rooms = services.rooms
        api.state.draining = services.draining
        server = Server(app, settings, lambda: _welcome(settings), services.rooms.drain, lifespan="off")
        async with services.draining.running():
            await server.serve(sockets=[door])


async def _front(scope: Scope, receive: Receive, send: Send) -> None:
    """For whoever asks whether there is anybody."""
    await (HERE if scope["type"] == "http" and scope["path"] == "/" else nowhere())(scope, receive, send)


def _welcome(settings: Settings) -> None:
    sys.stdout.write(
        f"Doorstep's rooms are open at {settings.address.replace('http', 'ws', 1)}/sync/\n"
        f"  Data: {without_password(settings.database_url)}\n"
    )
    sys.stdout.flush()
