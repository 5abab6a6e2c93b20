"""How much one client, one room and one token may ask for, and how a connection ends."""

from dataclasses import dataclass
from enum import IntEnum

import limits

from app.config import Settings

# What one connection may say about itself.
STATES = 16
STATE_BYTES = 65_536


class Close(IntEnum):
    """Why a connection is closed. y-websocket doesn't come back by itself after 4400–4499."""

    RESTART = 1012
    TRY_LATER = 1013
    NOT_A_FRAME = 4400
    EXPIRED = 4401
    REVOKED = 4403
    TOO_SLOW = 4408
    RETIRED = 4409
    TOO_LARGE = 4413
    TOO_FAST = 4429
    IDLE = 4508


@dataclass(frozen=True, slots=True)
class SyncLimits:
    """The settings that concern rooms."""

    frame: int
    document: int
    connections: int
    queue: int
    documents: int
    updates: int
    update_seconds: int
    grace_seconds: float
    idle_seconds: float

    @classmethod
    def of(cls, settings: Settings) -> "SyncLimits":
        """Take them from the settings."""
        rate = limits.parse(settings.limit_sync_updates)
        return cls(
            frame=settings.limit_sync_frame,
            document=settings.limit_sync_document,
            connections=settings.limit_sync_connections,
            queue=settings.limit_sync_queue,
            documents=settings.limit_sync_documents,
            updates=rate.amount,
            update_seconds=rate.get_expiry(),
            grace_seconds=settings.sync_grace_seconds,
            idle_seconds=settings.sync_idle_seconds,
        )


class Bucket:
    """The rate of one token, over all its connections: full at first, refilled evenly."""

    __slots__ = ("__weakref__", "_at", "_left", "_limits")

    def __init__(self, given: SyncLimits, now: float) -> None:
        self._limits = given
        self._left = float(given.updates)
        self._at = now

    def take(self, now: float) -> bool:
        """Whether one more is within the rate."""
        given = self._limits
        refilled = self._left + (now - self._at) * given.updates / given.update_seconds
        self._at = now
        self._left = min(float(given.updates), refilled) - 1
        if self._left < 0:
            self._left = 0
            return False
        return True
