"""The wire protocol, as bytes: y-websocket's frames, our 102, and the body of HTTP sync.

Pure. In: a frame from somebody we don't trust. Out: what it says, or NotAFrame; never another error, and never more
memory than the frame itself has.
"""

from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a frame is about: its first number."""

    SYNC = 0
    AWARENESS = 1
    AUTH = 2
    QUERY_AWARENESS = 3
    # Our extension: "tell me when all that I sent before this is committed".
    COMMITTED = 102


class Step(IntEnum):
    """The second number of a sync frame."""

    STATE = 0
    MISSING = 1
    UPDATE = 2


# Yjs counts in JavaScript's numbers.
LARGEST = 2**53 - 1
LAST_SHIFT = 49
# y-websocket tells of everybody whom it has heard of, and 50 connections may each be 16.
MOST_STATES = 1024
NOTHING_NEW = b"\x00\x00"
GONE = b"null"
# How frames begin that bring a change.
_CHANGES = frozenset({bytes((Kind.SYNC, Step.MISSING)), bytes((Kind.SYNC, Step.UPDATE))})


class NotAFrame(ValueError):
    """These bytes are no frame of the protocol."""


class State(NamedTuple):
    """Sync step 1: what the other side has already; asks for the rest."""

    vector: bytes


class Update(NamedTuple):
    """Sync step 2, or a later change: something to take in."""

    body: bytes


class ClientState(NamedTuple):
    """What one client says about itself, as JSON; "null" when it is gone."""

    client: int
    clock: int
    state: bytes


class Awareness(NamedTuple):
    """Who is here and doing what."""

    states: list[ClientState]


class QueryAwareness(NamedTuple):
    """Asks who is here."""


class Auth(NamedTuple):
    """Servers say this to clients; from a client it means nothing."""


class Committed(NamedTuple):
    """The extension 102, with its sender's own number."""

    number: int


Message = State | Update | Awareness | QueryAwareness | Auth | Committed


class Reader:
    """Reads numbers and length-prefixed bytes, and never past the end."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self) -> int:
        """The next number: seven bits a byte, lowest first."""
        data, at = self.data, self.at
        # Nearly all have one byte.
        if at < len(data) and (byte := data[at]) < 0x80:
            self.at = at + 1
            return byte
        value = shift = 0
        while True:
            try:
                byte = data[at]
            except IndexError:
                raise NotAFrame("it ends inside a number") from None
            at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift > LAST_SHIFT:
                raise NotAFrame("a number is too large")
        if value > LARGEST:
            raise NotAFrame("a number is too large")
        self.at = at
        return value

    def byte(self) -> int:
        """The next byte."""
        self.skip(1)
        return self.data[self.at - 1]

    def skip(self, size: int) -> None:
        """Pass over so many bytes."""
        self.at += size
        if self.at > len(self.data):
            raise NotAFrame("it is shorter than it says")

    def bytes(self) -> bytes:
        """The next length and as many bytes."""
        length = self.number()
        start, self.at = self.at, self.at + length
        if self.at > len(self.data):
            raise NotAFrame("it is shorter than it says")
        return self.data[start : self.at]

    def end(self) -> None:
        """Nothing may follow."""
        if self.at != len(self.data):
            raise NotAFrame("it is longer than it says")


def decode(frame: bytes) -> Message:
    """What the frame says."""
    read = Reader(frame)
    message: Message
    if frame[:2] in _CHANGES:
        # The way of nearly all, which has to be short.
        read.at = 2
        message = Update(read.bytes())
        read.end()
        return message
    kind = read.number()
    if kind == Kind.SYNC:
        step = read.number()
        if step > Step.UPDATE:
            raise NotAFrame(f"there is no sync step {step}")
        body = read.bytes()
        message = State(body) if step == Step.STATE else Update(body)
    elif kind == Kind.COMMITTED:
        message = Committed(read.number())
    elif kind == Kind.AWARENESS:
        message = Awareness(_client_states(read.bytes()))
    elif kind == Kind.QUERY_AWARENESS:
        message = QueryAwareness()
    elif kind == Kind.AUTH:
        return Auth()
    else:
        raise NotAFrame(f"there is no kind {kind}")
    read.end()
    return message


def _client_states(body: bytes) -> list[ClientState]:
    read = Reader(body)
    count = read.number()
    # The smallest entry has three bytes, and as an object thirty times as many.
    if count > MOST_STATES:
        raise NotAFrame(f"it tells of more than {MOST_STATES} clients")
    states = [ClientState(read.number(), read.number(), read.bytes()) for _ in range(count)]
    read.end()
    return states


def number(value: int) -> bytes:
    """A number, as the protocol writes it."""
    if value < 0x80:
        return bytes((value,))
    written = bytearray()
    while value >= 0x80:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def prefixed(body: bytes) -> bytes:
    """Bytes with their length before them."""
    return number(len(body)) + body


def state(vector: bytes) -> bytes:
    """Sync step 1."""
    return b"\x00\x00" + prefixed(vector)


def missing(body: bytes) -> bytes:
    """Sync step 2."""
    return b"\x00\x01" + prefixed(body)


def update(body: bytes) -> bytes:
    """A change."""
    return b"\x00\x02" + prefixed(body)


def awareness(states: list[ClientState]) -> bytes:
    """Who is here."""
    body = number(len(states)) + b"".join(
        number(each.client) + number(each.clock) + prefixed(each.state) for each in states
    )
    return number(Kind.AWARENESS) + prefixed(body)


def committed(value: int) -> bytes:
    """The answer to 102: the same frame."""
    return number(Kind.COMMITTED) + number(value)


def decode_exchange(body: bytes) -> tuple[bytes, bytes]:
    """HTTP sync: a state vector and an update, each with its length before it."""
    read = Reader(body)
    vector, changes = read.bytes(), read.bytes()
    read.end()
    return vector, changes


def exchange(vector: bytes, changes: bytes) -> bytes:
    """The other direction of decode_exchange."""
    return prefixed(vector) + prefixed(changes)
