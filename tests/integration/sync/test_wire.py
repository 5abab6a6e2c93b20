"""WebSocket as the network brings it: frames cut anywhere, in fragments, between pings."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.frames import Frame, Opcode

from app.store.engine import Database
from app.sync import protocol
from tests.integration.sync.conftest import LIMITS
from tests.support.rooms import WAIT_SECONDS, Author, Guest, RoomServer, guest, items, raw

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def who(small_database: Database, request: pytest.FixtureRequest) -> Guest:
    return await guest(small_database, request.node.originalname.removeprefix("test_"))


def masked(body: bytes, opcode: Opcode = Opcode.BINARY, fin: bool = True) -> bytes:
    return Frame(opcode, body, fin).serialize(mask=True)


@asynccontextmanager
async def line(server: RoomServer, who: Guest) -> AsyncIterator[Line]:
    """A connection below WebSocket."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    request = (
        f"GET /sync/{who.room}?token={who.token} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    writer.write(request.encode())
    async with asyncio.timeout(WAIT_SECONDS):
        assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
        yield reader, writer
    writer.close()


async def frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    first, size = await reader.readexactly(2)
    if size == 126:
        size = int.from_bytes(await reader.readexactly(2))
    return first, await reader.readexactly(size)


async def answered(reader: asyncio.StreamReader, number: int) -> None:
    while (await frame(reader))[1] != protocol.committed(number):
        pass


async def test_a_byte_at_a_time(small_server: RoomServer, who: Guest) -> None:
    author = Author()
    async with line(small_server, who) as (reader, writer):
        for byte in masked(author.frame("slow")) + masked(author.frame("x" * 200)) + masked(protocol.committed(1)):
            writer.write(bytes((byte,)))
            await writer.drain()
        await answered(reader, 1)
    async with raw(small_server, who) as client:
        assert items(await client.whole()) == ["slow", "x" * 200]


async def test_many_in_one_piece_with_pings_between(small_server: RoomServer, who: Guest) -> None:
    author = Author()
    async with line(small_server, who) as (reader, writer):
        pieces = [masked(author.frame(str(number))) + masked(b"there?", Opcode.PING) for number in range(30)]
        writer.write(b"".join(pieces) + masked(protocol.committed(7)))
        pongs = 0
        while (told := await frame(reader))[1] != protocol.committed(7):
            pongs += told == (0x80 | Opcode.PONG, b"there?")
        assert pongs == 30
    async with raw(small_server, who) as client:
        assert items(await client.whole()) == [str(number) for number in range(30)]


async def test_fragments_and_whole_frames_in_turn(small_server: RoomServer, who: Guest) -> None:
    author = Author()
    async with line(small_server, who) as (reader, writer):
        for number in range(5):
            whole = author.frame(f"in pieces {number}")
            writer.write(masked(whole[:4], fin=False))
            writer.write(masked(b"", Opcode.PING))
            writer.write(masked(whole[4:9], Opcode.CONT, fin=False) + masked(whole[9:], Opcode.CONT))
            writer.write(masked(author.frame(f"whole {number}")))
        writer.write(masked(protocol.committed(2)))
        await answered(reader, 2)
    async with raw(small_server, who) as client:
        assert len(items(await client.whole())) == 10


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (b"\x82\x03abc", 1002),
        (b"\xc2\x80\0\0\0\0", 1002),
        (b"\x83\x80\0\0\0\0", 1002),
        (b"\x81\x87\0\0\0\0a text\xe4", 1007),
        (b"\x82\xff" + (2**40).to_bytes(8), 4413),
        (masked(bytes(int(LIMITS["LIMIT_SYNC_FRAME"]) - 10), fin=False) + masked(bytes(20), Opcode.CONT), 4413),
    ],
)
async def test_what_breaks_the_rules_ends_with_the_right_code(
    small_server: RoomServer, who: Guest, wrong: bytes, code: int
) -> None:
    async with line(small_server, who) as (reader, writer):
        writer.write(masked(Author().frame("before")) + wrong)
        while (told := await frame(reader))[0] != 0x80 | Opcode.CLOSE:
            pass
        assert int.from_bytes(told[1][:2]) == code
    assert "Traceback" not in small_server.said()


async def test_nothing_is_compressed_though_a_client_offers_it(small_server: RoomServer, who: Guest) -> None:
    async with raw(small_server, who, compression="deflate") as client:
        asked, answered = client.socket.request, client.socket.response
        assert asked is not None
        assert answered is not None
        assert "permessage-deflate" in asked.headers["Sec-WebSocket-Extensions"]
        assert "Sec-WebSocket-Extensions" not in answered.headers
