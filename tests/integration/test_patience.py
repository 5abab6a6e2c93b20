"""Strangers who take their time, or have no end, at a real server; and the slow, who are waited for."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from app.patience import LARGEST_HEAD, PatientHttp

SECONDS = 10
HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"


class Hurried(PatientHttp):
    head_seconds = 0.3
    body_seconds = 0.3


class AnswersLate:
    """Reads the body, and takes longer for its answer than a stranger may take for the question."""

    def __init__(self) -> None:
        self.disconnected = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.disconnected.set()
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        await asyncio.sleep(2 * Hurried.head_seconds)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
        await send({"type": "http.response.body", "body": body})


def problem(answer: bytes) -> tuple[int, str]:
    """The status and the type of an error, which has the one body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"\r\ncontent-type: application/json\r\n" in head.lower()
    told = json.loads(body)
    assert told.keys() == {"error", "detail"}
    return int(head.split()[1]), told["error"]


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def caller(app: AnswersLate) -> AsyncIterator[Streams]:
    """Whoever has connected to a server that has this patience and that app."""
    config = uvicorn.Config(app, ws="none", lifespan="off", log_config=None, access_log=False)
    config.load()
    loop, state = asyncio.get_running_loop(), ServerState()
    door = await loop.create_server(lambda: Hurried(config, state, {}), "127.0.0.1", 0)
    async with door, asyncio.timeout(SECONDS):
        reader, writer = await asyncio.open_connection(*door.sockets[0].getsockname())
        try:
            yield reader, writer
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            if state.tasks:
                await asyncio.wait(state.tasks)


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHos", HEAD])
async def test_who_never_ends_the_head_is_closed(said: bytes) -> None:
    async with caller(AnswersLate()) as (reader, writer):
        writer.write(said)
        assert await reader.read() == b""


async def test_who_drips_the_head_is_closed_all_the_same() -> None:
    async with caller(AnswersLate()) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\n")
        ended = asyncio.create_task(reader.read())
        while not ended.done():
            writer.write(b"X: y\r\n")
            await asyncio.wait([ended], timeout=0.05)
        assert await ended == b""


async def test_a_head_without_end_is_refused() -> None:
    async with caller(AnswersLate()) as (reader, writer):
        # All of it has been read by then: a connection that is closed with more on its way is reset.
        writer.write(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * (LARGEST_HEAD // 6))
        assert problem(await reader.read()) == (431, "too_large")


@pytest.mark.parametrize(
    "said", [b"FOO / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost x\r\n\r\n", b"\x16\x03\x01\r\n\r\n"]
)
async def test_what_is_no_http_is_told_so(said: bytes) -> None:
    async with caller(AnswersLate()) as (reader, writer):
        writer.write(said)
        assert problem(await reader.read()) == (400, "malformed")


async def test_a_body_that_stands_still_is_given_up() -> None:
    app = AnswersLate()
    async with caller(app) as (reader, writer):
        writer.write(HEAD + b"\r\nab")
        assert await reader.read() == b""
        await app.disconnected.wait()


async def test_who_waits_for_us_is_never_closed_and_may_ask_again() -> None:
    async with caller(AnswersLate()) as (reader, writer):
        for _ in range(2):
            writer.write(HEAD + b"\r\nabcd")
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
            assert await reader.readexactly(4) == b"abcd"
