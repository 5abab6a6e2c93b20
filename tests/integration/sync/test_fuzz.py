"""Strangers send whatever they like; other rooms don't notice, the process lives, its memory stays."""

from pathlib import Path

import pytest

from app.store.engine import Database
from app.sync import protocol
from tests.support.fuzzing import fuzzed
from tests.support.rooms import Author, RoomServer, guest, items, raw

ROUNDS = 100


@pytest.mark.parametrize("seed", [1])
async def test_strangers_harm_nobody(tmp_path: Path, seed: int) -> None:
    fuzz = await fuzzed(tmp_path / "rooms", seed, lambda done: done < ROUNDS)
    # It was no monologue: some of it was understood, some refused, each for its own reason.
    assert fuzz.codes[4400]
    assert fuzz.codes.keys() & {0, 1000, 1005, 1006}
    assert fuzz.statuses[200] and fuzz.statuses[422]


async def test_a_value_nested_without_end_ends_its_sender_alone(
    small_server: RoomServer, small_database: Database
) -> None:
    who, other = await guest(small_database, "deep"), await guest(small_database, "beside")
    lists = bytes((117, 1)) * 3900 + bytes((126,))
    update = b"\x01\x01\x05\x00\x08\x01" + protocol.prefixed(b"queue") + b"\x01" + lists + b"\x00"
    async with raw(small_server, other) as beside:
        async with raw(small_server, who) as client:
            await client.send(protocol.update(update))
            assert await client.close_code() == 4400
        await beside.send(Author().frame("still here"))
        await beside.committed()
        assert items(await beside.whole()) == ["still here"]
