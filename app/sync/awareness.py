"""What the clients of a room say about themselves, kept for those who come later and taken back when they go.

In: entries of awareness frames. Out: frames. Always: a client has one entry, that with the newest clock, and one
connection can't fill the memory with clients that it makes up.
"""

from app.sync import protocol
from app.sync.connection import Connection
from app.sync.limits import STATE_BYTES, STATES
from app.sync.protocol import ClientState


class Said:
    """What has been said in one room, by client."""

    __slots__ = ("_states",)

    def __init__(self) -> None:
        # None while nobody has said anything: an empty dict for each silent room would be memory for nothing.
        self._states: dict[int, tuple[ClientState, Connection]] | None = None

    def __bool__(self) -> bool:
        return bool(self._states)

    def hear(self, connection: Connection, states: list[ClientState]) -> bool:
        """Take in what a connection says; False when it is too much."""
        if any(len(each.state) > STATE_BYTES for each in states):
            return False
        if self._states is None:
            self._states = {}
        for each in states:
            known = self._states.get(each.client)
            if known is not None and each.clock < known[0].clock:
                continue
            if each.state == protocol.GONE:
                self._states.pop(each.client, None)
            elif known is not None or self._space(connection):
                self._states[each.client] = each, connection
        return True

    def leave(self, connection: Connection) -> bytes | None:
        """Take back what a connection has said; the frame that tells the others, when there is something to tell."""
        if not self._states:
            return None
        theirs = [each for each, owner in self._states.values() if owner is connection]
        for each in theirs:
            del self._states[each.client]
        if not theirs:
            return None
        return protocol.awareness([ClientState(each.client, each.clock + 1, protocol.GONE) for each in theirs])

    def everybody(self) -> bytes:
        """The frame that says it all."""
        return protocol.awareness([each for each, _ in (self._states or {}).values()])

    def _space(self, connection: Connection) -> bool:
        return sum(owner is connection for _, owner in (self._states or {}).values()) < STATES
