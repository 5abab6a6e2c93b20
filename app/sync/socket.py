"""uvicorn's WebSocket, with our close code for frames that are too large.

The limit is held where frames are taken apart, before one is in memory, and there the code would be 1009, after which
y-websocket would come back and send the same frame for ever.
"""

import logging
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode
from websockets.server import ServerProtocol

from app.sync.limits import Close


class _Frames(ServerProtocol):
    def fail(self, code: int, reason: str = "") -> None:
        too_large = code == CloseCode.MESSAGE_TOO_BIG
        super().fail(Close.TOO_LARGE if too_large else code, reason)


class SyncSocket(WebSocketsSansIOProtocol):
    """One socket."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        # Small frames gain nothing from compression, and it costs five sixths of the throughput: no extensions.
        self.conn = _Frames(max_size=self.config.ws_max_size, logger=logging.getLogger("uvicorn.error"))

    def start_keepalive(self) -> None:
        """The connection is open: let go of what opened it, some KiB for each."""
        del self.request, self.response
        super().start_keepalive()
