"""How often one address may call: a moving window for each kind of public call.

Addresses are those behind trusted proxies. An IPv6 customer has a whole /64, so that is what counts. With REDIS_URL all
processes count together; while Redis is away each counts by itself, so nobody is refused for it.
"""

import logging
import math
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Literal

from fastapi import Request
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from limits.storage import storage_from_string

from app.api.asked_first import once
from app.config import RIGHT, Settings
from app.errors import SettingError, TooMany
from app.urls import without_password

Kind = Literal["public", "devices", "sign_in", "pairing", "probes"]
CUSTOMER_PREFIX = 64
REDIS_SECONDS = 1

logger = logging.getLogger(__name__)


def caller(host: str) -> str:
    """What counts as one caller."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, CUSTOMER_PREFIX), strict=False))
    return str(address)


class RateLimits:
    """The windows of all kinds of calls."""

    # How long a Redis that doesn't answer is left alone.
    RETRY = timedelta(seconds=5)

    def __init__(self, settings: Settings, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._redis = _redis(settings.redis_url)
        self._shared = MovingWindowRateLimiter(self._redis) if self._redis else self._own
        # When Redis is asked again; None while it answers.
        self._again_at: float | None = None
        self._rates = {
            "public": parse(settings.limit_public),
            "devices": parse(settings.limit_devices),
            "sign_in": parse(settings.limit_sign_in),
            "pairing": parse(settings.limit_pairing),
            "probes": parse(settings.limit_probes),
        }

    async def answers(self) -> bool:
        """Whether calls are counted for all processes together; those of one always are."""
        return self._redis is None or await self._redis.check()

    async def count(self, kind: Kind, host: str) -> None:
        """Count one call, or raise TooMany with the seconds to wait."""
        rate, key = self._rates[kind], (kind, caller(host))
        # Whether a process lives must not hang on another one.
        if kind == "probes" or (self._again_at is not None and self._now() < self._again_at):
            await self._count(self._own, rate, key)
            return
        try:
            await self._count(self._shared, rate, key)
        except StorageError as error:
            if self._again_at is None:
                logger.warning("Redis doesn't answer (%s): each process counts calls by itself.", error.storage_error)
            self._again_at = self._now() + self.RETRY.total_seconds()
            await self._count(self._own, rate, key)
        else:
            self._again_at = None

    async def _count(self, windows: MovingWindowRateLimiter, rate: RateLimitItem, key: tuple[str, str]) -> None:
        if not await windows.hit(rate, *key):
            window = await windows.get_window_stats(rate, *key)
            raise TooMany(max(1, math.ceil(window.reset_time - self._now())))


def _redis(url: str) -> Storage | None:
    if not url:
        return None
    return storage_from_string(  # type: ignore[return-value]
        f"async+{url}",
        implementation="redispy",
        wrap_exceptions=True,
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
    )


async def see_that_redis_answers(settings: Settings) -> None:
    """Before the start; later it may come and go."""
    if not await RateLimits(settings).answers():
        shown = without_password(settings.redis_url)
        raise SettingError("REDIS_URL", shown, RIGHT["redis_url"], "nobody answers there")


def limited(kind: Kind) -> Callable[[Request], Awaitable[None]]:
    """A FastAPI dependency that counts each call of a route."""

    @once
    async def count(request: Request) -> None:
        await count_call(request, kind)

    return count


async def count_call(request: Request, kind: Kind) -> None:
    """Count this request, or raise TooMany."""
    limits: RateLimits = request.app.state.limits
    await limits.count(kind, host_of(request))


def caller_of(request: Request) -> str:
    """What counts as the caller of this request."""
    return caller(host_of(request))


def host_of(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else "unknown"
