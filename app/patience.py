"""How long, and how much, a stranger may take to ask: uvicorn's HTTP waits for ever and reads heads of any size.

In: bytes of the network. Out: uvicorn's own HTTP, or the end of the connection. Always: a connection that has not
brought a whole head in time, or brings a head without end, is closed; so is a body that comes slower than the slowest
line. Whoever waits for us is never closed.
"""

import asyncio
from collections.abc import Callable
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.api.errors import error_body

HEAD_SECONDS = 20.0
LARGEST_HEAD = 65_536
# A body has so long, and a second more for each so many bytes that have come: a phone on the edge of a 2G cell.
BODY_SECONDS = 60.0
SLOWEST_BYTES_A_SECOND = 500


class PatientHttp(HttpToolsProtocol):
    """One connection of somebody who speaks HTTP."""

    head_seconds = HEAD_SECONDS
    body_seconds = BODY_SECONDS

    _late: asyncio.TimerHandle | None = None
    _in_head = True
    _head = 0
    _piece = 0
    _body = 0
    _body_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has come; they have something to ask."""
        super().connection_made(transport)
        self._wait(self.head_seconds, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some of what they ask."""
        self._piece = len(data)
        self._head += self._piece
        super().data_received(data)
        if self._in_head and self._head > LARGEST_HEAD and not self.transport.is_closing():
            status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            self._refuse(status, "too_large", f"The head is larger than {LARGEST_HEAD} bytes.")

    def send_400_response(self, msg: str) -> None:
        """What has come is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, "malformed", msg)

    def on_message_begin(self) -> None:
        """A question begins."""
        super().on_message_begin()
        self._in_head, self._head = True, self._piece
        self._wait(self.head_seconds, self._give_up)

    def on_headers_complete(self) -> None:
        """Its head is whole; what follows is its body."""
        self._in_head = False
        self._body, self._body_since = 0, self.loop.time()
        self._wait(self.body_seconds, self._look_at_body)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All is said: now they wait for us."""
        self._stop_waiting()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Others take over, with limits of their own."""
        self._stop_waiting()
        super().handle_websocket_upgrade()

    def _look_at_body(self) -> None:
        spent = self.loop.time() - self._body_since
        left = self.body_seconds + self._body / SLOWEST_BYTES_A_SECOND - spent
        if self.flow.read_paused:
            # It is we who don't read on.
            left = self.body_seconds
        if left > 0:
            self._wait(left, self._look_at_body)
        else:
            self._give_up()

    def _refuse(self, status: HTTPStatus, kind: str, detail: str) -> None:
        body = bytes(error_body(status, kind, detail).body)
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self._give_up()

    def _give_up(self) -> None:
        self._stop_waiting()
        self.transport.close()

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._stop_waiting()
        self._late = self.loop.call_later(seconds, then)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
