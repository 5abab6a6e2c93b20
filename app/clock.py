"""The time, as something that is handed in: whoever needs now() takes a Clock, so that tests can set it."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The machine's clock, aware and in UTC."""
    return datetime.now(UTC)


@lru_cache
def time_zone(name: str) -> tzinfo:
    """The time zone of that name, or ValueError."""
    if name == "UTC":
        # Known also where no zones are installed.
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"there is no time zone {name}") from error
