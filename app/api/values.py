"""How much a body of JSON may hold beside its bytes: lists and maps of three bytes each fill twenty times their size.

In: a body, unread. Out: nothing, or Invalid. Looked at as bytes, because reading it is what it would cost.
"""

from app.errors import Invalid

# A batch of the longest records has a fifth of them.
MAX_VALUES = 100_000
# Each value may be a string, and have a name.
MAX_QUOTES = 4 * MAX_VALUES


def see_that_it_is_bounded(body: bytes) -> None:
    """Refuse what would be more than so many values, and what can't be looked at."""
    if b"\0" in body:
        raise Invalid("JSON comes as UTF-8.", {"body": "is not UTF-8"})
    if _values(body) <= MAX_VALUES:
        return
    # Texts may have commas and brackets: what stands outside of them is left.
    plain = body.replace(rb"\\", b"").replace(rb"\"", b"")
    if plain.count(b'"') > MAX_QUOTES or _values(b"".join(plain.split(b'"')[::2])) > MAX_VALUES:
        raise Invalid("That is too much at once.", {"body": f"has more than {MAX_VALUES} values"})


def _values(text: bytes) -> int:
    # Each stands behind one of these, or alone.
    return text.count(b",") + text.count(b"[") + text.count(b"{")
