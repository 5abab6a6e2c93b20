"""One WebSocket of one client: what waits to be sent to it, and how it ends.

Always: what waits is bounded; a client that doesn't read is closed and not buffered for. A task for sending exists
only while there is something to send: most connections are silent most of the time, and each task costs memory.
"""

import asyncio
from collections import deque
from datetime import datetime
from typing import Protocol

from starlette.types import Message, Send

from app.access.principals import Principal
from app.sync.limits import Bucket, Close, SyncLimits
from app.sync.metrics import Meters

# How long a slow reader may take to reach the end of what it was sent, and hear why it is closed.
FAREWELL_SECONDS = 10


class AtOnce(Protocol):
    """A socket that can do without waiting what ASGI waits for."""

    def send_now(self, body: bytes) -> bool:
        """Write a frame; whether that was possible."""


class Connection:
    """A client in a room."""

    __slots__ = (
        "_bytes",
        "_farewell",
        "_limits",
        "_meters",
        "_send",
        "_socket",
        "_task",
        "_waiting",
        "_writer",
        "bucket",
        "code",
        "expires_at",
        "heard_at",
        "principal",
        "reason",
        "token_id",
    )

    def __init__(
        self,
        send: Send,
        socket: "AtOnce | None",
        limits: SyncLimits,
        meters: Meters,
        principal: Principal,
        token_id: str,
        expires_at: datetime,
        bucket: Bucket,
        heard_at: float,
    ) -> None:
        self._send = send
        self._socket = socket
        self._limits = limits
        self._meters = meters
        self._task = asyncio.current_task()
        # None while nothing waits: an empty deque has 600 bytes.
        self._waiting: deque[bytes] | None = None
        self._bytes = 0
        self._writer: asyncio.Task[None] | None = None
        self._farewell: asyncio.TimerHandle | None = None
        self.principal = principal
        self.token_id = token_id
        self.expires_at = expires_at
        self.bucket = bucket
        self.heard_at = heard_at
        self.code: Close | None = None
        self.reason = ""

    @property
    def waiting(self) -> int:
        """How many bytes wait to be sent."""
        return self._bytes

    def push(self, frame: bytes) -> None:
        """Send a frame when the client can take it."""
        if self.code is not None:
            return
        if self._waiting is None and self._socket is not None and self._socket.send_now(frame):
            meters = self._meters
            meters.frames_out += 1
            meters.bytes_out += len(frame)
            return
        # A single frame may be as large as a document; it is what queues up behind it that is bounded.
        if self._waiting and self._bytes + len(frame) > self._limits.queue:
            self.close(Close.TOO_SLOW, "too slow a reader")
            return
        if self._waiting is None:
            self._waiting = deque()
        self._waiting.append(frame)
        self._bytes += len(frame)
        if self._writer is None:
            self._writer = asyncio.get_running_loop().create_task(self._write())

    def close(self, code: Close, reason: str = "") -> None:
        """End the connection; what waits is sent first, unless the client is too slow for it."""
        if self.code is not None:
            return
        self.code, self.reason = code, reason
        self._meters.closed[code] += 1
        if code is Close.TOO_SLOW:
            self._drop()
        loop = asyncio.get_running_loop()
        self._farewell = loop.call_later(FAREWELL_SECONDS, self._give_up)
        if self._writer is None:
            self._writer = loop.create_task(self._write())

    def gone(self) -> None:
        """The client has gone: nothing more is sent."""
        self._drop()
        if self._farewell is not None:
            self._farewell.cancel()
        if self._writer is not None:
            self._writer.cancel()
        self._task = None

    def _give_up(self) -> None:
        # The client doesn't even read that it is closed.
        if self._task is not None:
            self._task.cancel()

    def _count(self, frame: bytes) -> None:
        self._meters.frames_out += 1
        self._meters.bytes_out += len(frame)

    async def _write(self) -> None:
        try:
            while self._waiting:
                frame = self._waiting.popleft()
                self._bytes -= len(frame)
                self._count(frame)
                await self._send({"type": "websocket.send", "bytes": frame})
            if self.code is not None:
                farewell: Message = {"type": "websocket.close", "code": int(self.code), "reason": self.reason}
                await self._send(farewell)
        except OSError:
            # It went away while we were sending; whoever receives hears of it, too.
            self._drop()
        finally:
            self._waiting = None
            self._writer = None

    def _drop(self) -> None:
        if self._waiting is not None:
            self._waiting.clear()
        self._bytes = 0
