"""What the clients of a room say about themselves, kept for those who come later and taken back when they go.

In: entries of awareness frames. Out: frames. Always: a client has one entry, that with the newest clock, and one
connection can't fill the memory with clients that it makes up.
"""

import json

from app.sync import protocol
from app.sync.connection import Connection
from app.sync.limits import STATE_BYTES, STATES
from app.sync.protocol import ClientState, NotAFrame


class Said:
    """What has been said in one room, by client."""

    __slots__ = ("_states",)

    def __init__(self) -> None:
        # None while nobody has said anything: an empty dict for each silent room would be memory for nothing.
        self._states: dict[int, tuple[ClientState, Connection]] | None = None

    def __bool__(self) -> bool:
        return bool(self._states)

    def hear(self, connection: Connection, states: list[ClientState]) -> list[ClientState] | None:
        """Take in what a connection says; what of it was news. None when it is too much; NotAFrame when it is no JSON.

        Stock clients say again what they hear of others: that is no news, and no reason to take it for theirs.
        """
        if any(len(each.state) > STATE_BYTES for each in states):
            return None
        for each in states:
            _see_that_it_is_json(each.state)
        if self._states is None:
            self._states = {}
        news = []
        for each in states:
            known = self._states.get(each.client)
            is_gone = each.state == protocol.GONE
            if known is not None and (each.clock < known[0].clock or (each.clock == known[0].clock and not is_gone)):
                continue
            if is_gone:
                self._states.pop(each.client, None)
            elif known is not None or self._space(connection):
                self._states[each.client] = each, connection
            news.append(each)
        return news

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


def _see_that_it_is_json(state: bytes) -> None:
    # Whoever hears of it reads it as that, and stock clients break on what is none.
    try:
        json.loads(state)
    except (ValueError, RecursionError):
        raise NotAFrame("what it says of a client is no JSON") from None
