"""What others want to know of rooms.

In: what happens in rooms. Out: calls, with the room's name first, in the order in which they were added. Always: a call
that fails is logged, and harms neither the room nor the other calls.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import ParamSpec

from app.sync.presence import PresenceUser

logger = logging.getLogger("app.sync.hooks")

P = ParamSpec("P")


@dataclass(slots=True)
class Hooks:
    """The calls."""

    on_join: list[Callable[[str, PresenceUser], None]] = field(default_factory=list)
    on_leave: list[Callable[[str, PresenceUser], None]] = field(default_factory=list)
    # Everything that isn't the protocol's own: (room, sender, message), before it goes to all others.
    on_message: list[Callable[[str, str, bytes], None]] = field(default_factory=list)
    on_change: list[Callable[[str, bytes], None]] = field(default_factory=list)
    on_committed: list[Callable[[str], None]] = field(default_factory=list)
    # The first update of a room that has never been written to.
    initial_state: Callable[[str], Awaitable[bytes | None]] | None = None

    def joined(self, room: str, user: PresenceUser) -> None:
        """Somebody is in the room."""
        _call(self.on_join, room, user)

    def left(self, room: str, user: PresenceUser) -> None:
        """Somebody has gone."""
        _call(self.on_leave, room, user)

    def said(self, room: str, sender: str, message: bytes) -> None:
        """Somebody has sent something that isn't the protocol's own."""
        _call(self.on_message, room, sender, message)

    def changed(self, room: str, change: bytes) -> None:
        """A change is committed."""
        _call(self.on_change, room, change)
        _call(self.on_committed, room)


def _call(hooks: Sequence[Callable[P, None]], *args: P.args, **kwargs: P.kwargs) -> None:
    for hook in hooks:
        try:
            hook(*args, **kwargs)
        except Exception:
            logger.exception("a hook of the rooms failed")
