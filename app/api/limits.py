"""How often one address may call: a moving window for each kind of public call.

Addresses are those behind trusted proxies. An IPv6 customer has a whole /64, so that is what counts. With REDIS_URL all
processes count together.
"""

import math
import time
from collections.abc import Awaitable, Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Literal

from fastapi import Request
from limits import parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string

from app.api.asked_first import once
from app.config import Settings
from app.errors import TooMany

Kind = Literal["public", "devices", "sign_in", "pairing", "probes"]
CUSTOMER_PREFIX = 64


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

    def __init__(self, settings: Settings, now: Callable[[], float] = time.time) -> None:
        storage: Storage = MemoryStorage()
        if settings.redis_url:
            storage = storage_from_string(f"async+{settings.redis_url}", implementation="redispy")  # type: ignore[assignment]
        self._now = now
        self._storage = storage
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(storage)
        self._rates = {
            "public": parse(settings.limit_public),
            "devices": parse(settings.limit_devices),
            "sign_in": parse(settings.limit_sign_in),
            "pairing": parse(settings.limit_pairing),
            "probes": parse(settings.limit_probes),
        }

    async def answers(self) -> bool:
        """Whether the shared windows can be reached; those of one process always can."""
        return bool(await self._storage.check())

    async def count(self, kind: Kind, host: str) -> None:
        """Count one call, or raise TooMany with the seconds to wait."""
        rate, key = self._rates[kind], (kind, caller(host))
        # Whether a process lives must not hang on another one.
        windows = self._own if kind == "probes" else self._shared
        if not await windows.hit(rate, *key):
            window = await windows.get_window_stats(rate, *key)
            raise TooMany(max(1, math.ceil(window.reset_time - self._now())))


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
