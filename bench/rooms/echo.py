"""A bare ASGI app that sends every frame back: python -m bench.rooms.echo uvicorn|granian PORT."""

import sys
from typing import Any


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "bytes": message["bytes"]})


def main(server: str, port: int) -> None:
    if server == "uvicorn":
        import uvicorn

        uvicorn.run(
            app, port=port, lifespan="off", ws="websockets-sansio", ws_per_message_deflate=False, log_level="warning"
        )
    else:
        from granian.constants import Interfaces, Loops
        from granian.server import Server

        Server(
            "bench.rooms.echo:app", port=port, interface=Interfaces.ASGINL, loop=Loops.uvloop, log_enabled=False
        ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
