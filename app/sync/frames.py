"""WebSocket frames as bytes: where one ends, and how a binary one of ours begins. RFC 6455, section 5.2. Pure."""

# What a frame is: a whole binary message, anything else, or not all here yet.
BINARY, OTHER, NOT_WHOLE = range(3)

_FINAL_BINARY = 0x82
_MASKED = 0x80
_SHORT = 126
_LONG = 127
_MASK_BYTES = 4
_16_BITS = 0x10000


def next_frame(data: bytes, at: int, limit: int) -> tuple[int, int, int]:
    """What begins at `at`: its kind, where its body starts and where it ends, or would, as far as is known.

    What breaks the rules or the limit is "other" and reaches to the end: whoever reads it on will refuse it.
    """
    here = len(data)
    start = at + 2
    if here < start:
        return NOT_WHOLE, start, start
    first, second = data[at], data[at + 1]
    size = second & 0x7F
    if size == _SHORT:
        start = at + 4
        if here < start:
            return NOT_WHOLE, start, start
        size = int.from_bytes(data[at + 2 : start])
    elif size == _LONG:
        start = at + 10
        if here < start:
            return NOT_WHOLE, start, start
        size = int.from_bytes(data[at + 2 : start])
    if size > limit or not second & _MASKED:
        return OTHER, here, here
    start += _MASK_BYTES
    end = start + size
    if here < end:
        return NOT_WHOLE, start, end
    return (BINARY if first == _FINAL_BINARY else OTHER), start, end


def binary_frame(body: bytes) -> bytes:
    """A binary message of the server's, whole and without a mask."""
    size = len(body)
    if size < _SHORT:
        return bytes((_FINAL_BINARY, size)) + body
    if size < _16_BITS:
        return b"\x82\x7e" + size.to_bytes(2) + body
    return b"\x82\x7f" + size.to_bytes(8) + body
