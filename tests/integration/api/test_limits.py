"""Who calls is asked and counted before what they bring is read; and calls are counted, whatever is away."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import httpx
import pytest

from app.api.limits import RateLimits
from app.api.main import create_api
from app.config import Settings
from app.errors import TooMany
from tests.support.clocks import StoppedClock
from tests.support.house import House, open_house
from tests.support.server import free_port

TWICE = "2/minute"
EVERY_LIMIT = dict.fromkeys(
    ("limit_public", "limit_devices", "limit_sign_in", "limit_pairing", "limit_probes"), TWICE
)  # fmt: skip
NO_JSON = b'{"id"'
JSON = {"Content-Type": "application/json"}
WITHOUT_BODY = (
    "/openapi.json", "/docs", "/docs/start.js", "/docs/swagger-ui.css", "/published", "/published/widget.js",
    "/health", "/ready", "/me", "/devices/paired", "/orders", "/feedback", "/stats/summary",
)  # fmt: skip
# What takes a body, and how it answers to one that is no JSON when it comes from nobody.
WITH_BODY = {
    ("POST", "/feedback"): 422,
    ("POST", "/feedback/batch"): 401,
    ("POST", "/queue"): 401,
    ("POST", "/devices"): 422,
    ("POST", "/devices/join"): 422,
    ("PUT", "/devices/report"): 401,
    ("PUT", "/devices/some/courier"): 401,
    ("PATCH", "/devices/paired/some"): 401,
    ("POST", "/links"): 401,
    ("POST", "/sign-in"): 422,
    ("POST", "/sign-in/link"): 422,
    ("POST", "/sign-in/code"): 422,
    ("POST", "/send-magic-code"): 422,
    ("PUT", "/me/password"): 401,
    ("POST", "/me/password/remove"): 401,
    ("POST", "/people"): 401,
    ("PATCH", "/people/some"): 401,
    ("POST", f"/quarantine/some/{'0' * 64}/reject"): 401,
    ("POST", "/sync/some"): 401,
    ("POST", "/sync/some?epoch=abc"): 401,
}


@pytest.fixture
async def strict(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(f"sqlite:///{tmp_path}/rows.db", tmp_path, **EVERY_LIMIT) as opened:
        yield opened


def is_too_many(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.json().get("error")) == (429, "too_many") and (
        1 <= int(answer.headers["Retry-After"]) <= 60
    )


def test_the_manual_says_of_every_call_that_it_may_come_too_often() -> None:
    paths = create_api(Settings()).openapi()["paths"]
    calls = [(method, path, call) for path, methods in paths.items() for method, call in methods.items()]
    assert calls
    assert [(method, path) for method, path, call in calls if "429" not in call["responses"]] == []


@pytest.mark.parametrize("path", WITHOUT_BODY)
async def test_every_public_call_has_a_limit(strict: House, path: str) -> None:
    answers = [await strict.caller().get(path) for _ in range(3)]
    assert 429 not in {answer.status_code for answer in answers[:2]}
    assert is_too_many(answers[2])
    assert (await strict.caller(address="192.0.2.8").get(path)).status_code != 429


async def test_metrics_have_a_limit(strict: House) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(strict.outside), base_url="http://feedback.test") as web:
        answers = [await web.get("/metrics") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert is_too_many(answers[2])


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
async def test_what_is_no_json_counts_and_comes_after_the_token(strict: House, method: str, path: str) -> None:
    answers = [await strict.caller().request(method, path, content=NO_JSON, headers=JSON) for _ in range(3)]
    assert {answer.status_code for answer in answers[:2]} == {WITH_BODY[method, path]}
    assert is_too_many(answers[2])


async def test_a_call_counts_once(strict: House) -> None:
    sent = [await strict.caller().post("/devices", json={"name": "Van 7"}) for _ in range(3)]
    assert [answer.status_code for answer in sent] == [201, 201, 429]


async def test_who_is_nobody_is_not_read(strict: House) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        raise AssertionError("the body was read")

    answer = await strict.caller().post("/feedback/batch", content=endless(), headers=JSON)
    assert answer.status_code == 401


@dataclass
class Redis(asyncio.Protocol):
    """Somebody who answers so to everything, or not at all."""

    came: list[asyncio.Transport]
    answer: bytes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.came.append(cast(asyncio.Transport, transport))

    def data_received(self, data: bytes) -> None:
        # A command is a list, and a list begins with its length.
        self.came[-1].write(self.answer * sum(line.startswith(b"*") for line in data.split(b"\r\n")))


@asynccontextmanager
async def redis(port: int, answer: bytes = b"") -> AsyncIterator[list[asyncio.Transport]]:
    """Such a Redis, and who has come to it."""
    came: list[asyncio.Transport] = []
    async with await asyncio.get_running_loop().create_server(lambda: Redis(came, answer), "127.0.0.1", port):
        yield came
        for transport in came:
            transport.close()


async def test_calls_are_counted_also_while_redis_is_away(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = {"redis_url": f"redis://127.0.0.1:{free_port()}", **EVERY_LIMIT}
    with caplog.at_level(logging.WARNING, logger="app.api"):
        async with open_house(f"sqlite:///{tmp_path}/rows.db", tmp_path, **settings) as house:
            devices = [await house.caller().post("/devices", json={}) for _ in range(3)]
            assert [answer.status_code for answer in devices] == [201, 201, 429]
            assert (await house.caller().get("/published")).status_code == 200
            assert (await house.caller().post("/sync/abc")).status_code == 401
            ready = await house.caller().get("/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert "Redis" in ready.json()["calls"]
    assert [record.levelname for record in caplog.records if "Redis" in record.getMessage()] == ["WARNING"]


async def test_a_redis_that_never_answers_holds_up_one_call_and_not_the_next() -> None:
    port, clock = free_port(), StoppedClock()
    limits = RateLimits(Settings(redis_url=f"redis://127.0.0.1:{port}"), lambda: clock().timestamp())
    async with redis(port) as came:
        for _ in range(5):
            await limits.count("public", "192.0.2.7")
    assert len(came) == 1


async def test_redis_counts_again_when_it_is_back() -> None:
    port, clock = free_port(), StoppedClock()
    settings = Settings(redis_url=f"redis://127.0.0.1:{port}", limit_public="1/minute")
    limits = RateLimits(settings, lambda: clock().timestamp())
    for address in ("192.0.2.7", "192.0.2.8"):
        async with redis(port, b":1\r\n") as came:
            # This one finds that nobody has called too often.
            for _ in range(3):
                await limits.count("public", address)
        assert came
        await limits.count("public", address)
        with pytest.raises(TooMany):
            await limits.count("public", address)
        clock.forward(RateLimits.RETRY)
