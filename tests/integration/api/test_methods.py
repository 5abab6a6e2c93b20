"""Methods that an address doesn't take, with those that it does; and addresses that nothing stands at: all in JSON."""

import httpx
import pytest

from tests.support.house import House


@pytest.mark.parametrize(
    ("method", "path", "taken"),
    [
        ("PUT", "/feedback", "GET, POST"), ("OPTIONS", "/feedback", "GET, POST"), ("DELETE", "/feedback/batch", "POST"),
        ("GET", "/devices/pairing", "POST"), ("POST", "/health", "GET, HEAD"), ("TRACE", "/stats/summary", "GET"),
    ],
)  # fmt: skip
async def test_the_answer_names_those_that_are_taken(house: House, method: str, path: str, taken: str) -> None:
    answer = await (await house.admin()).request(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, taken)
    assert answer.json()["error"] == "method_not_allowed"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_slash_too_many_leads_nowhere(house: House, method: str) -> None:
    answer = await (await house.admin()).request(method, "/feedback/")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_no_method_leads_from_the_api_to_a_page(house: House, method: str) -> None:
    web = httpx.AsyncClient(transport=httpx.ASGITransport(house.outside), base_url="http://feedback.test")
    for path, status in (("/api", 404), ("/api/", 404), ("/api/nothing", 404), ("/metrics", 405)):
        answer = await web.request(method, path)
        if (method, path) != ("GET", "/metrics"):
            assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json"), path
