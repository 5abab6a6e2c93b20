"""Who calls is asked and counted before what they bring is read."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.support.house import House, open_house

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
}


@pytest.fixture
async def strict(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(f"sqlite:///{tmp_path}/rows.db", tmp_path, **EVERY_LIMIT) as opened:
        yield opened


def is_too_many(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.json().get("error")) == (429, "too_many") and (
        1 <= int(answer.headers["Retry-After"]) <= 60
    )


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
