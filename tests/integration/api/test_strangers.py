"""Who hasn't signed in opens few sockets of the desk: each leaves a state behind. Who has, as many as they like."""

from pathlib import Path
from typing import Any

from starlette.types import Message

from app.access.sign_in import SESSION_COOKIE
from tests.support.house import House, open_house

REFUSED = 429
LET_IN = 200


async def opened(house: House, address: str, session: str = "", path: str = "/_event/") -> int:
    """How the socket is answered; the app behind the doors has none, and answers with a page."""
    answers: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        answers.append(message)

    cookie = [(b"cookie", f"{SESSION_COOKIE}={session}".encode())] if session else []
    scope: dict[str, Any] = {
        "type": "websocket", "path": path, "raw_path": path.encode(), "query_string": b"", "scheme": "ws",
        "root_path": "", "headers": [(b"host", b"feedback.test"), *cookie], "client": (address, 1),
        "server": ("feedback.test", 80), "subprotocols": [], "extensions": {"websocket.http.response": {}}, "state": {},
    }  # fmt: skip
    await house.outside(scope, receive, send)
    return int(answers[0]["status"])


async def test_a_stranger_opens_few(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path, limit_devices="2/minute") as house:
        assert [await opened(house, "192.0.2.1") for _ in range(3)] == [LET_IN, LET_IN, REFUSED]
        assert await opened(house, "192.0.2.1", session="made-up") == REFUSED
        assert await opened(house, "192.0.2.2") == LET_IN
        token = (await house.admin()).headers["authorization"].removeprefix("Bearer ")
        assert {await opened(house, "192.0.2.1", token) for _ in range(5)} == {LET_IN}
