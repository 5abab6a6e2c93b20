"""Who is in a room and whether they are there: online, away or offline, each with a colour of their own.

Pure. In: joins, leaves, heartbeats, and the time in milliseconds. Out: PresenceUser, and whether something changed
that others should see.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

PALETTE = ("#ef4444", "#f97316", "#eab308", "#22c55e", "#3b82f6", "#8b5cf6", "#ec4899", "#14b8a6")
ANONYMOUS = "Anonymous"
SILENCE_MS = 45_000
_32_BITS = 0xFFFF_FFFF
_SIGN = 0x8000_0000


class Status(StrEnum):
    """How present somebody is."""

    ONLINE = "online"
    AWAY = "away"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class PresenceUser:
    """Somebody in a room; times in milliseconds since 1970."""

    user_id: str
    display_name: str
    color: str
    connected_at: int
    last_active_at: int
    online_status: Status = Status.ONLINE
    is_idle: bool = False
    avatar_url: str | None = None
    location: str | None = None
    metadata: Any = None


def color_of(user_id: str) -> str:
    """The same colour for the same id, in every room and after every restart: Java's string hash over UTF-16."""
    units = user_id.encode("utf-16-le", "surrogatepass")
    value = 0
    for at in range(0, len(units), 2):
        value = (value * 31 + int.from_bytes(units[at : at + 2], "little")) & _32_BITS
    signed = value - (_SIGN << 1) if value & _SIGN else value
    return PALETTE[abs(signed) % len(PALETTE)]


class Presence:
    """The people of one room, by connection."""

    __slots__ = ("_users",)

    def __init__(self) -> None:
        self._users: dict[int, PresenceUser] = {}

    def join(self, connection: int, user_id: str, display_name: str, now: int) -> PresenceUser:
        """Somebody has come."""
        user = PresenceUser(user_id, display_name or ANONYMOUS, color_of(user_id), now, now)
        self._users[connection] = user
        return user

    def leave(self, connection: int) -> PresenceUser | None:
        """Somebody has gone."""
        return self._users.pop(connection, None)

    def heartbeat(self, connection: int, now: int) -> bool:
        """A sign of life; whether it brought somebody back from offline."""
        user = self._users.get(connection)
        if user is None:
            return False
        back = user.online_status is Status.OFFLINE
        status = Status.ONLINE if back else user.online_status
        self._users[connection] = replace(user, last_active_at=now, online_status=status)
        return back

    def say(self, connection: int, **said: Any) -> bool:
        """What they say of themselves: online_status, is_idle, avatar_url, location, metadata; whether that is new."""
        user = self._users.get(connection)
        if user is None:
            return False
        self._users[connection] = replace(user, **said)
        return self._users[connection] != user

    def check(self, now: int) -> bool:
        """Count those as offline who have been silent; whether there are any new ones."""
        new = [
            connection
            for connection, user in self._users.items()
            if now - user.last_active_at > SILENCE_MS and user.online_status is not Status.OFFLINE
        ]
        for connection in new:
            self._users[connection] = replace(self._users[connection], online_status=Status.OFFLINE)
        return bool(new)

    def users(self) -> list[PresenceUser]:
        """Everyone, in the order in which they came."""
        return list(self._users.values())
