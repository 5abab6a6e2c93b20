"""The shape of an update, against real ones; and what would end the process or hold it up is refused."""

import random
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pycrdt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment

from app.sync import protocol
from app.sync.document import MOST_ITEMS, MOST_TYPES, Document, TooMuch, Unreadable
from app.sync.protocol import NotAFrame, number
from app.sync.shape import DEEPEST, shape_at_most, shape_of

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.text(max_size=20)
    | st.binary(max_size=9),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(max_size=5), each, max_size=4),
    max_leaves=12,
)  # fmt: skip
AT_ROOT = number(1) + protocol.prefixed(b"queue")
ONE_CLIENT = number(1)
NOTHING_DELETED = number(0)
NULL = bytes((126,))


@given(st.lists(values, max_size=8), st.integers(0, 2**32))
def test_what_is_written_is_read_to_its_end(given_values: list[Any], seed: int) -> None:
    chance = random.Random(seed)
    doc: Doc[Any] = Doc()
    updates: list[bytes] = []
    doc.observe(lambda event: updates.append(event.update))
    array, app, text = doc.get("queue", type=Array), doc.get("app", type=Map), doc.get("text", type=Text)
    page = doc.get("page", type=XmlFragment)
    for each in given_values:
        array.insert(chance.randint(0, len(array)), each)
        app[str(chance.randint(0, 2))] = each
        text.insert(chance.randint(0, len(str(text))), "ab\N{GRINNING FACE}", {"bold": True})
        array.append(chance.choice([Array, Map, Text])())
        page.children.append(XmlElement("p", {"class": "x"}))
        if chance.random() < 0.5:
            del array[chance.randrange(len(array))]
    for each in [*updates, doc.get_update()]:
        exact, most = shape_of(each), shape_at_most(each)
        assert exact.items <= most.items
        assert exact.types <= most.types


@given(st.binary(max_size=200))
def test_any_bytes_have_a_shape_or_none(update: bytes) -> None:
    with suppress(NotAFrame):
        assert shape_of(update).items >= 0


def one_value(value: bytes) -> bytes:
    return ONE_CLIENT + number(1) + number(5) + number(0) + b"\x08" + AT_ROOT + number(1) + value + NOTHING_DELETED


def nested_types(count: int, client: int = 5, clock: int = 0) -> bytes:
    """Each in the one before."""
    first = b"\x07" + (AT_ROOT if clock == 0 else number(0) + number(client) + number(clock - 1)) + number(0)
    rest = b"".join(b"\x07" + number(0) + number(client) + number(clock + at - 1) + number(0) for at in range(1, count))
    return ONE_CLIENT + number(count) + number(client) + number(clock) + first + rest + NOTHING_DELETED


def at_one_place(client: int, count: int) -> bytes:
    """Items that all want to be the first."""
    items = (b"\x08" + AT_ROOT + number(1) + NULL) * count
    return ONE_CLIENT + number(count) + number(client) + number(0) + items + NOTHING_DELETED


@pytest.mark.parametrize("level", [bytes((117, 1)), bytes((118, 1, 1, 97))], ids=["lists", "maps"])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 40_000, 200_000])
def test_a_value_that_would_end_the_process_is_unreadable(level: bytes, depth: int) -> None:
    document = Document()
    with pytest.raises(Unreadable):
        document.admit(one_value(level * depth + NULL))
    document.admit(one_value(level * 3 + NULL))


def take_until_refused(document: Document, updates: Iterator[bytes]) -> int:
    """How many it took before it was too much."""
    for taken, update in enumerate(updates):
        try:
            document.admit(update)
        except TooMuch:
            return taken
        document.take(update)
    raise AssertionError("It was never too much.")


def test_types_within_types_are_counted_over_all_updates() -> None:
    document = Document()
    assert (
        take_until_refused(document, (nested_types(100, clock=at) for at in range(0, 9999, 100))) == MOST_TYPES // 100
    )
    # They may be taken out again, and then there is space.
    document.take(number(0) + ONE_CLIENT + number(5) + number(1) + number(0) + number(1))
    document.admit(nested_types(100, client=6))


def test_types_that_wait_for_others_count_too() -> None:
    document = Document()
    assert (
        take_until_refused(document, (nested_types(100, clock=at) for at in range(1, 9999, 100))) == MOST_TYPES // 100
    )
    assert document.vector() == protocol.NOTHING_NEW[:1]


def test_items_at_one_place_hold_nobody_up_for_long() -> None:
    document = Document()
    began = time.process_time()
    taken = take_until_refused(document, (at_one_place(client, 1000) for client in range(1, 100)))
    assert taken == MOST_ITEMS // 1000
    # A million of them would take hours.
    assert time.process_time() - began < 20
    assert shape_of(document.since(b"\x00")).items <= MOST_ITEMS


def test_a_queue_of_many_records_fits_however_it_came() -> None:
    document, author = Document(), Doc[Any]()
    updates: list[bytes] = []
    author.observe(lambda event: updates.append(event.update))
    queue = author.get("queue", type=Array)
    for at in range(MOST_ITEMS + 1000):
        queue.append({"id": f"{at}", "comment": "g'Gg"})
    for update in updates:
        document.admit(update)
        document.take(update)
    assert shape_of(document.since(b"\x00")).items == 1
    assert pycrdt.get_state(document.since(b"\x00")) == document.vector()
