"""Every caller at every route: who is let in, and how the others are refused. A route without a row here fails."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from app.access.principals import Role
from tests.support.entries import record, record_id
from tests.support.house import PLENTY, House, open_house

UNKNOWN = {"nobody", "forged", "disabled"}
# "device" owns what the routes below are asked about; "paired" shares its room, "stranger" doesn't.
ROOM = {"device", "paired"}
DEVICES = ROOM | {"stranger"}
FROM_AGENT = {"agent", "admin"}
DESK = {"viewer"} | FROM_AGENT
KNOWN = DEVICES | {"worker"} | DESK
EVERYONE = KNOWN | UNKNOWN


@dataclass(frozen=True)
class Row:
    """To whom a route is open. The others get 403, and 401 when they aren't known."""

    open_to: set[str]
    json: Any = None
    known_403: set[str] = field(default_factory=set)
    # What everybody is answered who is let in, where that is a refusal for another reason than who they are.
    answers: frozenset[int] = frozenset()
    # Whoever is let in ends what the next one would be let in for.
    ends: bool = False

    def expects(self, caller: str, status: int) -> bool:
        if caller in self.open_to:
            return status in self.answers if self.answers else status not in (401, 403)
        return status == (401 if caller in UNKNOWN - self.known_403 else 403)


GUESSED = frozenset({401, 429})
RECORD = {"id": "{record}", "deviceId": "{device}"}
TABLE = {
    ("GET", "/openapi.json"): Row(EVERYONE),
    ("GET", "/health"): Row(EVERYONE),
    ("HEAD", "/health"): Row(EVERYONE),
    ("GET", "/ready"): Row(EVERYONE),
    ("GET", "/docs"): Row(EVERYONE),
    ("GET", "/docs/start.js"): Row(EVERYONE),
    ("GET", "/docs/{name}"): Row(EVERYONE),
    ("GET", "/published"): Row(EVERYONE),
    ("GET", "/published/widget.js"): Row(EVERYONE),
    ("PUT", "/devices/report"): Row(DEVICES, {"version": "0.1.0", "storage": "kept"}),
    # The record names the device; the desk brings what is nobody's.
    ("POST", "/feedback"): Row(ROOM | {"worker"}, RECORD),
    ("POST", "/feedback/batch"): Row(ROOM | {"worker"}, {"items": [RECORD], "room": "{room}"}),
    ("POST", "/queue"): Row(DEVICES, {"items": [RECORD]}),
    ("GET", "/feedback"): Row(DESK),
    ("GET", "/feedback/export"): Row(FROM_AGENT),
    ("GET", "/stats/summary"): Row(DESK),
    ("GET", "/stats/trend"): Row(DESK),
    ("GET", "/stats/couriers"): Row(DESK),
    ("GET", "/stats/reasons"): Row(DESK),
    ("GET", "/stats/hours"): Row(DESK),
    ("GET", "/stats/follow-ups"): Row(DESK),
    ("GET", "/quarantine"): Row(DESK),
    ("POST", "/quarantine/{record_id}/{content_hash}/accept"): Row(FROM_AGENT),
    ("POST", "/quarantine/{record_id}/{content_hash}/reject"): Row(FROM_AGENT, {"reason": "twice"}),
    ("POST", "/devices"): Row(EVERYONE),
    ("GET", "/devices"): Row(DESK),
    ("POST", "/devices/pairing"): Row(DEVICES),
    ("POST", "/devices/join"): Row(EVERYONE, {"code": "BCDF-GHJK"}, answers=frozenset({401})),
    ("POST", "/devices/refresh"): Row(DEVICES, known_403={"disabled"}),
    ("GET", "/devices/paired"): Row(DEVICES),
    ("PATCH", "/devices/paired/{device_id}"): Row(ROOM, {"name": "Van"}),
    ("DELETE", "/devices/paired/{device_id}"): Row(ROOM, ends=True),
    ("POST", "/devices/{device_id}/disable"): Row({"admin"}),
    ("POST", "/devices/{device_id}/enable"): Row({"admin"}),
    ("PUT", "/devices/{device_id}/courier"): Row({"admin"}, {"courierId": 7}),
    ("POST", "/links"): Row(FROM_AGENT, {"orderId": "A1"}),
    # The device has been given to a courier, the others to nobody.
    ("GET", "/orders"): Row({"device"} | DESK),
    ("POST", "/sign-in/link"): Row(EVERYONE, {"token": "made-up"}, answers=GUESSED),
    ("POST", "/sign-in"): Row(EVERYONE, {"email": "a@b.test", "password": "made-up"}, answers=GUESSED),
    ("POST", "/sign-in/code"): Row(EVERYONE, {"email": "a@b.test", "code": "123456"}, answers=GUESSED),
    ("POST", "/send-magic-code"): Row(EVERYONE, {"email": "a@b.test"}),
    ("POST", "/sign-out"): Row(EVERYONE),
    ("GET", "/me"): Row(DESK),
    ("POST", "/protected-resource"): Row(KNOWN),
    ("GET", "/me/sessions"): Row(DESK),
    ("DELETE", "/me/sessions/{session_id}"): Row(DESK),
    ("DELETE", "/me/sessions"): Row(DESK),
    ("PUT", "/me/password"): Row(DESK, {"password": "correct horse battery"}),
    ("POST", "/me/password/remove"): Row(DESK, {"current": "made-up"}),
    ("GET", "/people"): Row({"admin"}),
    ("POST", "/people"): Row({"admin"}, {"email": "new@b.test"}),
    ("PATCH", "/people/{person_id}"): Row({"admin"}, {"role": "viewer"}),
    ("POST", "/people/{person_id}/sign-out"): Row({"admin"}),
    ("GET", "/audit"): Row({"admin"}),
    ("POST", "/sync/{room}"): Row(ROOM),
}


def routes(house: House) -> Iterator[tuple[str, str]]:
    """Every route of the API, also those that the manual doesn't show."""
    waiting = list(house.api.routes)
    while waiting:
        route: Any = waiting.pop()
        if (router := getattr(route, "original_router", None)) is not None:
            waiting += router.routes
        elif (methods := getattr(route, "methods", None)) is not None:
            # GET brings HEAD along where the framework says so; it is the same handler.
            yield from ((method, route.path) for method in methods if method != "HEAD" or "GET" not in methods)
        else:
            raise AssertionError(f"{route} is no route that this test can read")


class Scene:
    """One of each caller, new for each route: some routes end what the caller comes with."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.callers: dict[str, httpx.AsyncClient] = {}
        self.names: dict[str, str] = {}

    async def build(self) -> "Scene":
        house = self.house
        device, told = await house.device()
        code = (await device.post("/devices/pairing")).json()["code"]
        joined = (await house.caller().post("/devices/join", json={"code": code})).json()
        stranger, _ = await house.device()
        disabled, gone = await house.device()
        boss = await house.admin()
        await boss.post(f"/devices/{gone['deviceId']}/disable")
        await boss.put(f"/devices/{told['deviceId']}/courier", json={"courierId": 7})
        self.callers = {
            "nobody": house.caller(),
            "forged": house.caller("made-up"),
            "disabled": disabled,
            "device": device,
            "paired": house.caller(joined["token"]),
            "stranger": stranger,
            "worker": await house.worker(),
            **{role.value: await house.admin(role) for role in Role},
        }
        self.names = {
            "room": told["room"], "device": told["deviceId"], "device_id": told["deviceId"], "name": "swagger-ui.css",
            "record_id": record_id(), "content_hash": "0" * 64, "session_id": "nobodys", "person_id": "nobody",
        }  # fmt: skip
        return self

    async def ask(self, caller: str, method: str, path: str, row: Row) -> int:
        body = {"json": self.filled(row.json)} if row.json is not None else {}
        answer = await self.callers[caller].request(method, path.format(**self.names), **body)
        return answer.status_code

    def filled(self, value: Any) -> Any:
        if value == RECORD:
            return record(deviceId=self.names["device"])
        if isinstance(value, dict):
            return {key: self.filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.filled(each) for each in value]
        return value.format(**self.names) if isinstance(value, str) else value


async def test_every_caller_at_every_route(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path, limit_sign_in=PLENTY) as house:
        assert set(routes(house)) == TABLE.keys()
        wrong = []
        for (method, path), row in TABLE.items():
            scene = await Scene(house).build()
            assert scene.callers.keys() == EVERYONE
            for caller in list(scene.callers):
                status = await scene.ask(caller, method, path, row)
                if row.ends and caller in row.open_to:
                    scene = await Scene(house).build()
                if not row.expects(caller, status):
                    wrong.append(f"{method} {path} as {caller}: {status}")
        assert not wrong, "\n".join(wrong)


async def test_the_manual_says_how_each_route_refuses(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path) as house:
        manual = house.api.openapi()["paths"]
        silent = [
            f"{method} {path} {status}"
            for (method, path), row in TABLE.items()
            for status, refused in (("401", UNKNOWN), ("403", KNOWN))
            if refused - row.open_to and status not in manual[path][method.lower()]["responses"]
        ]
        assert silent == []
