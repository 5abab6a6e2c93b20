"""The shape of an update, read before the CRDT library sees it: how much is in it, and how deep it is nested.

The library calls itself for each level of nesting, and with enough levels, 64 KB of them, the process ends: no error,
nobody can catch it. It also compares each item with all that were put at the same place, so that their number counts
squared. In: an update, format 1. Out: its Shape, or NotAFrame where the update ends early. Pure; reads no further than
the update, and calls itself for nothing.
"""

from typing import NamedTuple

from app.sync.protocol import NotAFrame, Reader

# Levels of lists and maps within one value. A record has two; the process ends at 16,000.
DEEPEST = 1000
# Updates that are longer are always counted.
LONG = 4096
# What an item may be: the low five bits of its first byte.
GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, SUBDOC, SKIP = range(11)
# The other bits: what it stands behind, before, and under which key.
_ORIGIN, _RIGHT_ORIGIN, _KEY = 0x80, 0x40, 0x20
_KIND = 0x1F
# Types with a name of their own.
_NAMED_TYPES = frozenset({3, 5})
# The first byte of a value; bytes in what has a fixed size.
_SIZES = {127: 0, 126: 0, 121: 0, 120: 0, 124: 4, 123: 8, 122: 8}
_INTEGER, _TEXT, _MAP, _LIST, _BYTES = 125, 119, 118, 117, 116


class Shape(NamedTuple):
    """What is in an update."""

    items: int
    types: int
    """How many lists and maps that others can write to, within others."""


class TooDeep(NotAFrame):
    """A value is nested too deep."""


def shape_of(update: bytes) -> Shape:
    """Count what is in an update."""
    read = Reader(update)
    items = types = 0
    for _ in range(read.number()):
        count = read.number()
        read.number()
        read.number()
        for _ in range(count):
            types += _item(read)
        items += count
    for _ in range(read.number()):
        read.number()
        for _ in range(read.number()):
            read.number()
            read.number()
    read.end()
    return Shape(items, types)


def shape_at_most(update: bytes) -> Shape:
    """The same or more, in a fraction of the time: for a small update of one client, which nearly all are.

    Where it would be too much more, or could be nested deep, it is counted.
    """
    size = len(update)
    if size > LONG or update[:1] != b"\x01":
        return shape_of(update)
    # A level of nesting takes one of two bytes, and so may a letter.
    if size > DEEPEST and update.count(b"u") + update.count(b"v") > DEEPEST:
        return shape_of(update)
    read = Reader(update)
    read.at = 1
    items = read.number()
    if items != 1:
        # Each may be a type.
        return Shape(items, items)
    read.number()
    read.number()
    return Shape(1, int(read.byte() & _KIND == TYPE))


def _item(read: Reader) -> bool:
    info = read.byte()
    kind = info & _KIND
    if kind in (GC, SKIP):
        read.number()
        return False
    if info & _ORIGIN:
        read.number()
        read.number()
    if info & _RIGHT_ORIGIN:
        read.number()
        read.number()
    if not info & (_ORIGIN | _RIGHT_ORIGIN):
        _parent(read)
        if info & _KEY:
            read.bytes()
    _content(read, kind)
    return kind == TYPE


def _parent(read: Reader) -> None:
    if read.number() == 1:
        read.bytes()
    else:
        read.number()
        read.number()


def _content(read: Reader, kind: int) -> None:
    if kind == ANY:
        _values(read, read.number())
    elif kind == DELETED:
        read.number()
    elif kind in (BINARY, STRING, EMBED):
        read.bytes()
    elif kind == JSON:
        for _ in range(read.number()):
            read.bytes()
    elif kind == FORMAT:
        read.bytes()
        read.bytes()
    elif kind == TYPE:
        if read.number() in _NAMED_TYPES:
            read.bytes()
    elif kind == SUBDOC:
        read.bytes()
        _values(read, 1)
    else:
        raise NotAFrame(f"there is no content {kind}")


def _values(read: Reader, count: int) -> None:
    # By level, how many values are left, and whether each has a name before it.
    open_: list[tuple[int, bool]] = []
    named = False
    while True:
        while count == 0:
            if not open_:
                return
            count, named = open_.pop()
        count -= 1
        if named:
            read.bytes()
        tag = read.byte()
        if tag in (_TEXT, _BYTES):
            read.bytes()
        elif tag == _INTEGER:
            read.number()
        elif tag in (_LIST, _MAP):
            open_.append((count, named))
            if len(open_) > DEEPEST:
                raise TooDeep("a value is nested too deep")
            count, named = read.number(), tag == _MAP
        elif (size := _SIZES.get(tag)) is not None:
            read.skip(size)
        else:
            raise NotAFrame(f"there is no value {tag}")
