"""How much one client, one room and one token may ask for, and how a connection ends."""

import math
from dataclasses import dataclass
from enum import IntEnum
from weakref import WeakValueDictionary

import limits

from app.config import Settings
from app.errors import TooMany

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
    bytes: int
    byte_seconds: int
    grace_seconds: float
    idle_seconds: float

    @classmethod
    def of(cls, settings: Settings) -> "SyncLimits":
        """Take them from the settings."""
        updates, sizes = limits.parse(settings.limit_sync_updates), limits.parse(settings.limit_sync_bytes)
        return cls(
            frame=settings.limit_sync_frame,
            document=settings.limit_sync_document,
            connections=settings.limit_sync_connections,
            queue=settings.limit_sync_queue,
            documents=settings.limit_sync_documents,
            updates=updates.amount,
            update_seconds=updates.get_expiry(),
            bytes=sizes.amount,
            byte_seconds=sizes.get_expiry(),
            grace_seconds=settings.sync_grace_seconds,
            idle_seconds=settings.sync_idle_seconds,
        )


class Bucket:
    """The rate of one token, over all its connections and calls: full at first, refilled evenly."""

    __slots__ = ("__weakref__", "_bytes", "_limits", "_updates", "at")

    def __init__(self, given: SyncLimits, now: float) -> None:
        self._limits = given
        self._updates = float(given.updates)
        self._bytes = float(given.bytes)
        # When it was last asked.
        self.at = now

    def take(self, now: float, size: int, updates: float = 1) -> bool:
        """Whether one more update of that size is within the rate; what changes no document is a part of one."""
        given, passed = self._limits, now - self.at
        self.at = now
        left = min(float(given.updates), self._updates + passed * given.updates / given.update_seconds)
        room = min(float(given.bytes), self._bytes + passed * given.bytes / given.byte_seconds)
        # What is larger than the whole bucket passes when that is full.
        if left < updates or room < min(size, given.bytes):
            self._updates, self._bytes = left, room
            return False
        self._updates, self._bytes = left - updates, room - size
        return True

    def seconds(self, size: int) -> float:
        """After how long an update of that size will pass."""
        given = self._limits
        for_update = (1 - self._updates) * given.update_seconds / given.updates
        for_bytes = (min(size, given.bytes) - self._bytes) * given.byte_seconds / given.bytes
        return max(0.0, for_update, for_bytes)


class Rates:
    """The buckets of all tokens that are connected or have called a moment ago."""

    def __init__(self, given: SyncLimits) -> None:
        self._limits = given
        self._buckets: WeakValueDictionary[str, Bucket] = WeakValueDictionary()
        # Connections hold their bucket; between two calls over HTTP it is held here until it would be full again.
        self._recent: dict[str, Bucket] = {}
        self._refilled_seconds = max(given.update_seconds, given.byte_seconds)

    def of(self, token_id: str, now: float) -> Bucket:
        """The one bucket of a token."""
        found = self._buckets.get(token_id)
        if found is None:
            found = self._buckets[token_id] = Bucket(self._limits, now)
        return found

    def count(self, token_id: str, size: int, now: float) -> None:
        """Count one call, or raise TooMany with the seconds to wait."""
        bucket = self.of(token_id, now)
        self._recent.pop(token_id, None)
        self._recent[token_id] = bucket
        # Those used longest ago stand first.
        while (oldest := next(iter(self._recent.values()))).at < now - self._refilled_seconds and oldest is not bucket:
            del self._recent[next(iter(self._recent))]
        if not bucket.take(now, size):
            raise TooMany(max(1, math.ceil(bucket.seconds(size))))
