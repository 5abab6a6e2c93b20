"""What clients say of themselves, among others that say again what they hear, as every stock client does."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from pycrdt import Array, Doc
from websockets.exceptions import ConnectionClosed

from app.store.engine import Database
from app.sync import protocol
from app.sync.protocol import Awareness, ClientState
from tests.support.rooms import Guest, Raw, RoomServer, guest, raw, running_rooms

MANY = 40


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomServer]:
    with running_rooms(tmp_path_factory.mktemp("rooms")) as started:
        yield started


async def somebody(server: RoomServer, room: str) -> Guest:
    database = Database(server.database_url)
    try:
        return await guest(database, room)
    finally:
        database.close()


async def say(client: Raw, number: int, clock: int, state: bytes = b"{}") -> None:
    await client.socket.send(protocol.awareness([ClientState(number, clock, state)]))


async def heard(client: Raw) -> list[ClientState]:
    message: Awareness = await client.wait_for(Awareness)
    return message.states


async def echo(client: Raw, states: list[ClientState]) -> None:
    """Say it again, and hear it as the answer to oneself."""
    await client.socket.send(protocol.awareness(states))
    assert await heard(client) == states


async def test_who_says_again_what_another_has_said_does_not_speak_for_them(server: RoomServer) -> None:
    who = await somebody(server, "echo")
    async with raw(server, who) as other:
        async with raw(server, who) as one:
            await say(one, 7, 1)
            await heard(one)
            await echo(other, await heard(other))
        # The one has gone, and they alone.
        assert await heard(other) == [ClientState(7, 2, protocol.GONE)]
        await other.socket.send(bytes([protocol.Kind.QUERY_AWARENESS]))
        assert await heard(other) == []


async def test_who_said_it_again_goes_alone(server: RoomServer) -> None:
    who = await somebody(server, "alone")
    async with raw(server, who) as one:
        await say(one, 7, 1)
        await heard(one)
        async with raw(server, who) as other:
            await echo(other, await heard(other))
            await say(other, 8, 1)
            assert await heard(one) == [ClientState(8, 1, b"{}")]
        assert await heard(one) == [ClientState(8, 2, protocol.GONE)]
        await one.socket.send(bytes([protocol.Kind.QUERY_AWARENESS]))
        assert await heard(one) == [ClientState(7, 1, b"{}")]


async def stock(server: RoomServer, who: Guest, number: int, known: set[int], done: asyncio.Event) -> int | None:
    """A client that says itself and again whatever it learns, as y-websocket does; the code it was closed with."""
    learnt: set[int] = set()
    async with raw(server, who) as client:
        await say(client, number, 1)
        try:
            while not done.is_set():
                fresh = [each for each in await heard(client) if each.client not in learnt]
                learnt |= {each.client for each in fresh}
                if fresh:
                    await client.socket.send(protocol.awareness(fresh))
                if len(learnt) == MANY:
                    known.add(number)
                    if len(known) == MANY:
                        done.set()
                    await done.wait()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None
    return None


async def test_many_stock_clients_of_one_token_know_each_other_and_stay(server: RoomServer) -> None:
    who = await somebody(server, "many")
    known: set[int] = set()
    done = asyncio.Event()
    codes = await asyncio.gather(*(stock(server, who, number, known, done) for number in range(1, MANY + 1)))
    assert (set(codes), len(known)) == ({None}, MANY)


@pytest.mark.parametrize("state", [b"{bad", b"\xff\xfe", b"", b"[" * 900])
async def test_what_is_no_json_ends_the_connection_and_reaches_nobody(server: RoomServer, state: bytes) -> None:
    who = await somebody(server, "json")
    async with raw(server, who) as other:
        async with raw(server, who) as one:
            await say(one, 7, 1, state)
            with pytest.raises(ConnectionClosed) as closed:
                await heard(one)
            assert closed.value.rcvd is not None and closed.value.rcvd.code == 4400
        await say(other, 8, 1)
        assert await heard(other) == [ClientState(8, 1, b"{}")]


@pytest.mark.parametrize("epoch", ["1", "99999999999999999999", "abc", "-1"])
async def test_who_names_another_document_is_sent_away(server: RoomServer, epoch: str) -> None:
    who = await somebody(server, "epoch")
    async with raw(server, who, greet=False, query=f"&epoch={epoch}") as client:
        with pytest.raises(ConnectionClosed) as closed:
            await client.next()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 4409


async def test_who_is_refused_has_changed_nothing(server: RoomServer) -> None:
    """A sound update beside a vector that is none."""
    who = await somebody(server, "vector")
    doc: Doc[Any] = Doc()
    doc.get("queue", type=Array).append("kept")
    headers = {"Authorization": f"Bearer {who.token}", "Content-Type": "application/octet-stream"}
    with server.client() as web:
        body = protocol.exchange(b"abc", doc.get_update())
        assert web.post("/api/sync/vector", content=body, headers=headers).status_code == 422
        answer = web.post("/api/sync/vector", content=protocol.exchange(b"", b""), headers=headers)
    assert answer.status_code == 200
    _, changes = protocol.decode_exchange(answer.content)
    other: Doc[Any] = Doc()
    other.apply_update(changes)
    assert len(other.get("queue", type=Array)) == 0
