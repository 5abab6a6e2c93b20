"""The doors that every request passes, shown with a small app behind them and a real HTTP client in front."""

import asyncio
import logging
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from app.access.links import RatingLinks
from app.api.doors.body import PLACES, BodyDoor
from app.api.errors import add_error_handlers
from app.api.limits import RateLimits
from app.api.main import OnePort
from app.config import Settings
from app.jazz.clerk import head as clerk_head
from app.logs import PlainFormatter

LIMIT = 2048
NO_BUILD = Path("no-build")


def small_api() -> FastAPI:
    """Two calls: one that reads its body, one that breaks."""
    api = FastAPI()
    api.state.limits = RateLimits(Settings())
    add_error_handlers(api)

    @api.post("/echo")
    async def echo(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @api.get("/whoami")
    async def whoami(request: Request) -> dict[str, str]:
        return {"address": request.client.host if request.client else "", "scheme": request.url.scheme}

    @api.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the secret of the house")

    return api


def client(settings: Settings, address: str = "192.0.2.7") -> httpx.AsyncClient:
    """A client that comes from an address."""
    pages = HTMLResponse("a page")
    port = OnePort(small_api(), settings, NO_BUILD, ["'sha256-abc='"])
    transport = httpx.ASGITransport(
        port.outside(port.inside(pages)),
        client=(address, 1),
        raise_app_exceptions=False,
    )
    return httpx.AsyncClient(transport=transport, base_url="http://feedback.test")


@pytest.fixture
async def web() -> AsyncIterator[httpx.AsyncClient]:
    async with client(Settings(limit_body=LIMIT)) as made:
        yield made


async def chunks(total: int) -> AsyncIterator[bytes]:
    for _ in range(total // 512):
        yield b"x" * 512


async def test_body_up_to_the_limit_passes(web: httpx.AsyncClient) -> None:
    answer = await web.post("/api/echo", content=b"x" * LIMIT)
    assert (answer.status_code, answer.json()) == (200, {"bytes": LIMIT})


@pytest.mark.parametrize("says_length", [True, False])
async def test_body_over_the_limit_is_refused(web: httpx.AsyncClient, says_length: bool) -> None:
    content = b"x" * (LIMIT + 1) if says_length else chunks(LIMIT * 4)
    answer = await web.post("/api/echo", content=content)
    assert answer.status_code == 413
    assert answer.json() == {"error": "too_large", "detail": f"The body is larger than {LIMIT} bytes."}


async def test_large_bodies_have_their_places_and_not_for_ever() -> None:
    inside = most = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal inside, most
        request = Request(scope, receive)
        held = False
        with suppress(ClientDisconnect):
            seen = 0
            async for piece in request.stream():
                seen += len(piece)
                if seen > LIMIT and not held:
                    held, inside = True, inside + 1
                    most = max(most, inside)
        inside -= held
        await PlainTextResponse(str(seen))(scope, receive, send)

    async def slowly(last: asyncio.Event) -> AsyncIterator[bytes]:
        for _ in range(LIMIT // 512 + 1):
            yield b"x" * 512
        await last.wait()
        yield b"x" * 512

    door = BodyDoor(app, LIMIT, {"/many": 4 * LIMIT}, place_seconds=0.2)
    comes, never = asyncio.Event(), asyncio.Event()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://feedback.test") as web:
        waiting = [asyncio.create_task(web.post("/many", content=slowly(never))) for _ in range(PLACES)]
        waiting += [asyncio.create_task(web.post("/many", content=slowly(comes))) for _ in range(3)]
        comes.set()
        answers = await asyncio.wait_for(asyncio.gather(*waiting), 10)
    assert [answer.status_code for answer in answers] == [408] * PLACES + [200] * 3
    assert answers[0].json()["error"] == "too_slow"
    assert most <= PLACES


async def test_unknown_api_path_is_json_and_not_a_page(web: httpx.AsyncClient) -> None:
    for path in ("/api/nothing", "/api/", "/api", "/api/nothing/at/all", "/api/x%0ay", "/api/x%00"):
        answer = await web.get(path)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    assert (await web.get("/nothing")).text == "a page"


async def test_wrong_method_has_the_one_body(web: httpx.AsyncClient) -> None:
    answer = await web.delete("/api/echo")
    assert (answer.status_code, answer.json()["error"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


async def test_our_own_failure_tells_nothing_but_its_request(
    web: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = await web.get("/api/broken?token=hidden", headers={"X-Request-ID": "given-id-1"})
    assert answer.status_code == 500
    assert answer.json()["error"] == "internal"
    assert "secret" not in answer.text
    assert answer.headers["x-request-id"] == "given-id-1"
    ours = [record for record in caplog.records if record.name.startswith("app.")]
    assert [record.getMessage() for record in ours if record.exc_info] == ["GET /api/broken failed"]
    assert not any("hidden" in record.getMessage() for record in ours)


async def test_request_id_is_ours_when_the_given_one_is_odd(web: httpx.AsyncClient) -> None:
    answer = await web.get("/api/whoami", headers={"X-Request-ID": "a b\\nfake line"})
    assert answer.headers["x-request-id"].isalnum()


async def test_security_headers_are_on_every_answer(web: httpx.AsyncClient) -> None:
    for path in ("/", "/api/whoami", "/api/nothing", "/metrics"):
        headers = (await web.get(path)).headers
        policy = headers["content-security-policy"]
        assert ("script-src 'self' 'sha256-abc=';" in policy) == (path == "/")
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "http" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "geolocation=()" in headers["permissions-policy"]
        assert "strict-transport-security" not in headers
        assert "access-control-allow-origin" not in headers


async def test_sync_server_elsewhere_may_be_reached() -> None:
    async with client(Settings(jazz_sync_server="wss://sync.example.com/x")) as web:
        policy = (await web.get("/")).headers["content-security-policy"]
    assert "connect-src 'self' wss://sync.example.com https://sync.example.com;" in policy


CLERK = {
    "jazz_auth_provider": "clerk",
    "clerk_publishable_key": f"pk_live_{b64encode(b'clerk.example.com$').decode()}",
}


async def test_only_where_people_sign_in_with_clerk_its_host_is_let_in_and_what_its_dialog_needs(
    web: httpx.AsyncClient,
) -> None:
    async with client(Settings.model_validate(CLERK)) as with_clerk:
        headers = (await with_clerk.get("/")).headers
        file = (await with_clerk.get("/api/whoami")).headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    usual = dict(rule.split(" ", 1) for rule in (await web.get("/")).headers["content-security-policy"].split("; "))
    robots = "https://challenges.cloudflare.com"
    assert {name: value for name, value in rules.items() if value != usual.get(name)} == {
        "script-src": f"'self' 'sha256-abc=' https://clerk.example.com {robots}",
        "connect-src": "'self' https://clerk.example.com",
        "frame-src": f"'self' {robots}",
        "img-src": "'self' data: blob: https://img.clerk.com",
        "worker-src": "'self' blob:",
    }
    assert "clerk" not in file


def test_only_where_people_sign_in_with_clerk_pages_load_its_script_from_the_host_that_the_key_names() -> None:
    assert clerk_head(Settings()) == []
    [tag] = clerk_head(Settings.model_validate(CLERK))
    said = str(tag.render())
    for part in (
        "https://clerk.example.com/npm/@clerk/clerk-js@5/dist/clerk.browser.js",
        CLERK["clerk_publishable_key"],
        "data-clerk-publishable-key",
        "async",
    ):
        assert part in said


async def test_built_assets_are_kept_for_ever_and_api_answers_never(web: httpx.AsyncClient) -> None:
    assert "immutable" in (await web.get("/assets/x-abc.js")).headers["cache-control"]
    assert (await web.get("/rate")).headers["cache-control"] == "no-cache"
    assert (await web.get("/api/whoami")).headers["cache-control"] == "no-store"


FORWARDED = {"X-Forwarded-For": "203.0.113.9, 10.0.0.5", "X-Forwarded-Proto": "https"}


async def test_strangers_are_not_believed_about_their_address(web: httpx.AsyncClient) -> None:
    answer = await web.get("/api/whoami", headers=FORWARDED)
    assert answer.json() == {"address": "192.0.2.7", "scheme": "http"}


async def test_trusted_proxy_is_believed() -> None:
    settings = Settings(trusted_proxies="10.0.0.0/8")
    async with client(settings, address="10.1.2.3") as web:
        answer = await web.get("/api/whoami", headers=FORWARDED)
    assert answer.json() == {"address": "203.0.113.9", "scheme": "https"}
    assert answer.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    "origin", ["https://evil.test", "null", "http://feedback.test.evil.test", "http://[", "", "//"]
)
async def test_foreign_page_changes_nothing(web: httpx.AsyncClient, origin: str) -> None:
    answer = await web.post("/api/echo", headers={"Origin": origin})
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign_origin")
    preflight = await web.options("/api/echo", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert "access-control-allow-origin" not in preflight.headers


@pytest.mark.parametrize("origin", ["https://evil.test", "http://["])
async def test_foreign_page_opens_no_socket(origin: str) -> None:
    port = OnePort(small_api(), Settings(), NO_BUILD, [])
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    scope = {
        "type": "websocket",
        "scheme": "ws",
        "path": "/_event",
        "headers": [(b"origin", origin.encode())],
        "client": ("192.0.2.7", 1),
        "extensions": {"websocket.http.response": {}},
    }
    await port.outside(port.inside(HTMLResponse("a page")))(scope, receive, send)
    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 403)


async def test_a_host_that_is_none_breaks_nothing(web: httpx.AsyncClient) -> None:
    for host in ("[", "http://[", "feedback.test:port"):
        answer = await web.get("/api/whoami-of-old", headers={"Host": host})
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
        assert (await web.post("/api/echo", headers={"Host": host})).status_code == 200


async def test_refusals_carry_the_headers_too(web: httpx.AsyncClient) -> None:
    foreign = {"Origin": "https://evil.test"}
    for answer in (
        await web.post("/api/echo", headers=foreign),
        await web.options("/api/echo", headers={**foreign, "Access-Control-Request-Method": "POST"}),
        await web.get("/a%0ab"),
    ):
        assert answer.status_code in (403, 404)
        assert answer.json()["error"] in ("foreign_origin", "not_found")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-request-id"]


async def test_paths_can_not_forge_log_lines(web: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="app"):
        await web.get("/%0a12:00:00 info app: forged%1b[31m")
    lines = [PlainFormatter().format(record) for record in caplog.records if record.name.startswith("app.")]
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert "\x1b" not in lines[0]


async def test_a_rating_link_is_in_no_log(web: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    token, _ = RatingLinks(b"key").make("A1")
    with caplog.at_level(logging.INFO, logger="app"):
        await web.get(f"/rate/{token}")
        await web.get("/rate/A-1042?courier=7")
    paths = [record.getMessage().split()[1] for record in caplog.records if record.name == "app.api.requests"]
    assert paths == ["/rate/…", "/rate/A-1042"]


async def test_our_own_page_and_programs_pass(web: httpx.AsyncClient) -> None:
    assert (await web.post("/api/echo", headers={"Origin": "http://feedback.test"})).status_code == 200
    assert (await web.post("/api/echo")).status_code == 200


async def test_public_address_is_ours_too() -> None:
    async with client(Settings(public_url="https://feedback.example.com")) as web:
        answer = await web.post("/api/echo", headers={"Origin": "https://feedback.example.com"})
    assert answer.status_code == 200


async def test_metrics_count_by_route_and_not_by_path(web: httpx.AsyncClient) -> None:
    await web.get("/api/whoami")
    await web.get("/api/nothing/1")
    await web.get("/some/page")
    text = (await web.get("/metrics")).text
    assert 'doorstep_http_requests_total{method="GET",route="/api/whoami",status="200"} 1.0' in text
    assert 'route="/api",status="404"' in text
    assert 'route="pages"' in text
    assert "/some/page" not in text


async def test_pages_of_another_origin_may_speak_with_the_rooms_and_nothing_else() -> None:
    asks = {"Origin": "https://pages.example.com", "Access-Control-Request-Method": "POST"}
    async with client(Settings()) as web:
        may = await web.options("/api/sync/room", headers=asks)
        assert (may.status_code, may.headers["access-control-allow-origin"]) == (204, "*")
        assert may.headers["access-control-allow-headers"] == "Authorization, Content-Type"
        answer = await web.post("/api/sync/room", headers={"Origin": "https://pages.example.com"})
        assert answer.headers["access-control-allow-origin"] == "*"
        refused = await web.options("/api/devices", headers=asks)
        assert (refused.status_code, "access-control-allow-origin" in refused.headers) == (403, False)


async def test_the_service_worker_may_reach_a_sync_server_elsewhere() -> None:
    async with client(Settings(jazz_sync_server="wss://sync.example.com")) as web:
        policy = (await web.get("/service-worker.js")).headers["content-security-policy"]
    assert "connect-src 'self' wss://sync.example.com https://sync.example.com;" in policy
