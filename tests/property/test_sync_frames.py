"""Where a frame ends, against the websockets library: the same messages, however the network cuts them."""

from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.speedups import apply_mask

from app.sync.frames import BINARY, NOT_WHOLE, OTHER, binary_frame, next_frame

LIMIT = 100_000
frames = st.builds(
    Frame,
    st.sampled_from((Opcode.BINARY, Opcode.BINARY, Opcode.TEXT, Opcode.CONT)),
    st.integers(0, 70_000).map(bytes) | st.binary(max_size=300),
    st.booleans(),
)


@given(st.lists(frames, min_size=1, max_size=4), st.data())
def test_frames_end_where_they_end(sent: list[Frame], data: st.DataObject) -> None:
    wire = b"".join(frame.serialize(mask=True) for frame in sent)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(wire)), max_size=6)))
    got: list[tuple[int, bytes]] = []
    at = 0
    for here in [*cuts, len(wire)]:
        while at < here:
            kind, start, end = next_frame(wire[:here], at, LIMIT)
            if kind == NOT_WHOLE:
                assert here < end <= len(wire)
                break
            got.append((kind, apply_mask(wire[start:end], wire[start - 4 : start])))
            at = end
    wanted = [(BINARY if frame.opcode is Opcode.BINARY and frame.fin else OTHER, bytes(frame.data)) for frame in sent]
    assert got == wanted


@given(st.integers(0, 70_000))
def test_our_frames_are_those_of_the_library(size: int) -> None:
    body = b"x" * size
    assert binary_frame(body) == Frame(Opcode.BINARY, body).serialize(mask=False)


@given(st.integers(LIMIT + 1, 2**62))
def test_what_is_too_large_is_refused_by_its_head_alone(size: int) -> None:
    head = b"\x82\xff" + size.to_bytes(8)
    assert next_frame(head, 0, LIMIT)[0] == OTHER


def test_a_frame_without_a_mask_is_not_ours_to_take() -> None:
    assert next_frame(binary_frame(b"abc"), 0, LIMIT)[0] == OTHER
