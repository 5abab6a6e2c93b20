"""The wire protocol: what is written is read back, and no bytes do harm."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.sync import protocol
from app.sync.protocol import LARGEST, Awareness, ClientState, Committed, NotAFrame, State, Update, decode

numbers = st.integers(0, LARGEST)
states = st.lists(st.builds(ClientState, numbers, numbers, st.binary(max_size=40)), max_size=5)


@given(st.binary(max_size=300))
def test_bodies_come_back(body: bytes) -> None:
    assert decode(protocol.state(body)) == State(body)
    assert decode(protocol.missing(body)) == Update(body)
    assert decode(protocol.update(body)) == Update(body)


@given(numbers)
@example(127)
@example(128)
@example(LARGEST)
def test_numbers_come_back(value: int) -> None:
    assert decode(protocol.committed(value)) == Committed(value)


@given(states)
def test_client_states_come_back(given_states: list[ClientState]) -> None:
    assert decode(protocol.awareness(given_states)) == Awareness(given_states)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_exchange_comes_back(vector: bytes, changes: bytes) -> None:
    assert protocol.decode_exchange(protocol.exchange(vector, changes)) == (vector, changes)


@given(st.one_of(st.binary(max_size=60), st.binary(max_size=60).map(lambda body: b"\x01" + protocol.prefixed(body))))
def test_any_bytes_are_a_message_or_not_a_frame(frame: bytes) -> None:
    with suppress(NotAFrame):
        assert decode(frame) is not None


@given(st.binary(max_size=100), st.data())
def test_a_frame_cut_short_is_no_frame(body: bytes, data: st.DataObject) -> None:
    frame = protocol.update(body)
    with pytest.raises(NotAFrame):
        decode(frame[: data.draw(st.integers(0, len(frame) - 1))])


@given(states, st.binary(min_size=1, max_size=5))
def test_a_frame_with_something_behind_it_is_no_frame(given_states: list[ClientState], more: bytes) -> None:
    with pytest.raises(NotAFrame):
        decode(protocol.awareness(given_states) + more)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x04",
        b"\x00\x03\x00",
        b"\x66",
        b"\x66" + b"\xff" * 7 + b"\x7f",
        b"\x66" + b"\x80" * 20 + b"\x01",
        b"\x00\x02" + b"\xff" * 7 + b"\x0f",
        # An awareness frame with clients that say nothing, many more than there can be.
        b"\x01" + protocol.prefixed(protocol.number(200_000) + b"\x01\x01\x00" * 200_000),
        # One that says it has 2^50 clients.
        b"\x01\x08" + b"\x80" * 7 + b"\x02",
    ],
)
def test_what_is_no_frame(frame: bytes) -> None:
    with pytest.raises(NotAFrame):
        decode(frame)
