"""uvicorn's WebSocket, made for thousands of connections with small frames.

In: bytes of the network. Out: ASGI messages, as uvicorn's own. Always: whole binary frames, which are nearly all, are
taken apart and written here; everything else (handshake, fragments, pings, closing, what breaks the rules) is left to
the websockets library, which gets whole frames, too, and so always stands between two of them.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode
from websockets.http11 import Response
from websockets.protocol import State
from websockets.server import ServerProtocol
from websockets.speedups import apply_mask
from websockets.typing import StatusLike

from app.sync.frames import BINARY, NOT_WHOLE, binary_frame, next_frame
from app.sync.inbox import Gate, Inbox
from app.sync.limits import Close

# The extension of the ASGI scope by which the endpoint hears and writes without waiting: the socket itself.
AT_ONCE = "doorstep.at_once"
# So many are heard in one go, before others have their turn.
FRAMES_AT_ONCE = 32
# So much may wait for the endpoint before no more is read: frames, and bytes in one of them.
FRAMES_WAITING = 32
LARGE_BYTES = 16_384
# So many are let in at once, before others have their turn.
LET_IN = 4
END_OF_HEADERS = b"\r\n\r\n"
KINDS = {
    HTTPStatus.BAD_REQUEST: "malformed",
    HTTPStatus.FORBIDDEN: "not_allowed",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal",
}


class _Frames(ServerProtocol):
    def reject(self, status: StatusLike, text: str) -> Response:
        """The one error body, also for half a handshake."""
        refused = HTTPStatus(status)
        told = {
            "error": KINDS.get(refused, refused.name.lower()), "detail": " ".join(text.split()) or f"{refused.phrase}."
        }  # fmt: skip
        response = super().reject(refused, json.dumps(told))
        del response.headers["Content-Type"]
        response.headers["Content-Type"] = "application/json"
        return response

    # The limit is held where frames are taken apart, before one is in memory, and there the code would be 1009, after
    # which y-websocket would come back and send the same frame for ever.
    def fail(self, code: int, reason: str = "") -> None:
        too_large = code == CloseCode.MESSAGE_TOO_BIG
        super().fail(Close.TOO_LARGE if too_large else code, reason)

    def begin_frames(self) -> None:
        """Let go of the request: the generator that has read it would hold it as long as the connection lasts."""
        self.parser = super(ServerProtocol, self).parse()
        next(self.parser)


class _Porch:
    """Those who have just come, let in a few at a time.

    After a restart thousands come in the same moment. To read what all of them ask would take one turn of the loop, a
    second long, in which nobody else is served.
    """

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy = False

    def come(self, read: Callable[[], None]) -> None:
        """Somebody new: `read` reads what they ask."""
        self._waiting.append(read)
        if not self._busy:
            self._busy = True
            asyncio.get_running_loop().call_soon(self._let_in)

    def _let_in(self) -> None:
        self._busy = len(self._waiting) > LET_IN
        if self._busy:
            asyncio.get_running_loop().call_soon(self._let_in)
        for _ in range(min(LET_IN, len(self._waiting))):
            self._waiting.popleft()()


class SyncSocket(WebSocketsSansIOProtocol):
    """One socket."""

    _porch = _Porch()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.conn: _Frames = _Frames(max_size=self.config.ws_max_size, logger=logging.getLogger("uvicorn.error"))
        self.queue = cast("asyncio.Queue[Any]", Inbox())
        self.writable = cast(asyncio.Event, Gate())
        # What has come of a frame that isn't whole yet.
        self._rest: bytes | bytearray = b""
        self._wanted = 0
        self._ours = False
        self._asked = False
        # Who hears frames at once; False: not this one now.
        self._hear: Callable[[bytes], bool] | None = None

    def handle_connect(self, event: Any) -> None:
        """Somebody asks to come in."""
        super().handle_connect(event)
        if not self.handshake_complete:
            extensions = cast(dict[str, Any], self.scope["extensions"])
            extensions[AT_ONCE] = self

    def start_keepalive(self) -> None:
        """The connection is open: let go of what opened it, some KiB for each."""
        self._ours = self._ours and not self.conn.reader.buffer
        if self._ours:
            self.conn.begin_frames()
        del self.request, self.response
        self.server = self.client = None
        super().start_keepalive()
        if self._rest:
            self.data_received(b"")

    def heard_by(self, hear: Callable[[bytes], bool]) -> None:
        """From now on, frames go there first; those that aren't heard wait to be received, and those behind them."""
        self._hear = hear

    def connection_lost(self, exc: Exception | None) -> None:
        """The network has ended it."""
        self._hear = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something has come over the network."""
        if not self.handshake_complete:
            if self._asked:
                # The client doesn't wait for our answer; it has its turn after that.
                self._rest += data
            else:
                self._asked, self._ours = True, data.endswith(END_OF_HEADERS)
                self._porch.come(partial(self._read_request, data))
        elif not self._ours or self.close_sent or self.disconnected:
            super().data_received(bytes(self._rest) + data)
            self._rest = b""
        else:
            self._take(data)

    def _read_request(self, data: bytes) -> None:
        if not self.transport.is_closing():
            super().data_received(data)

    def _take(self, data: bytes) -> None:
        if self._rest:
            if not isinstance(self._rest, bytearray):
                self._rest = bytearray(self._rest)
            self._rest += data
            if len(self._rest) < self._wanted:
                return
            data, self._rest = bytes(self._rest), b""
        at, limit, conn = 0, self.config.ws_max_size, self.conn
        turn = FRAMES_AT_ONCE
        while at < len(data):
            kind, start, end = next_frame(data, at, limit)
            if kind == NOT_WHOLE:
                self._rest, self._wanted = data[at:], end - at
                return
            if kind == BINARY and conn.current_size is None and not self.close_sent:
                body = apply_mask(data[start:end], data[start - 4 : start])
                turn -= 1
                if turn < 0 or self._hear is None or not self.queue.empty() or not self._hear(body):
                    self._put(body)
            else:
                super().data_received(data[at:end])
                if conn.state is not State.OPEN:
                    return
            at = end

    def send_receive_event_to_app(self) -> None:
        """A whole message; a text that is none ends the connection, with a line instead of a traceback."""
        if self.curr_msg_data_type == "text" and not self.close_sent:
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.frames = []
                self.logger.warning("A text that is no UTF-8 has come over a WebSocket.")
                self.conn.send_close(CloseCode.INVALID_DATA)
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()

    def _put(self, body: bytes) -> None:
        self.queue.put_nowait({"type": "websocket.receive", "bytes": body})
        much = len(body) > LARGE_BYTES or len(cast(Inbox, self.queue)) >= FRAMES_WAITING
        if much and not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    async def send(self, message: Any) -> None:
        """Send on; OSError when the other side has closed meanwhile, which is no mistake of who sends."""
        if self.close_sent and self.initial_response is None:
            raise ClientDisconnected
        await super().send(message)
        if self.close_sent:
            # A refusal, too, completes the handshake; uvicorn would log an error of whoever has refused.
            self.handshake_complete = True

    def send_now(self, body: bytes) -> bool:
        """Write a binary frame at once; whether that was possible."""
        if not self.writable.is_set() or self.close_sent or self.disconnected or self.conn.state is not State.OPEN:
            return False
        self.transport.write(binary_frame(body))
        return True
