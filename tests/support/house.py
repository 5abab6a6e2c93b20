"""The API as it stands behind its doors, over a database of the test's own, with everybody who may call."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlmodel import Session
from starlette.responses import PlainTextResponse

from app.access import principals, tokens
from app.access.principals import Kind, Role
from app.access.tokens import Purpose
from app.api.main import OnePort, connect, create_api
from app.clock import utc_now
from app.config import Settings
from app.services import Services, running

PLENTY = "100000/minute"
NO_BUILD = Path("no-build")


class House:
    """A started API. Each caller is an HTTP client with a token of its own."""

    def __init__(self, services: Services, api: FastAPI) -> None:
        self.services = services
        self.api = api
        port = OnePort(api, services.settings, NO_BUILD, [])
        self.outside = port.outside(port.inside(PlainTextResponse("a page")))

    def caller(self, token: str | None = None, address: str = "192.0.2.7") -> httpx.AsyncClient:
        """Whoever has that token, calling from that address."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.outside, client=(address, 1), raise_app_exceptions=False),
            base_url="http://feedback.test/api",
            headers={"Authorization": f"Bearer {token}"} if token else {},
        )

    async def device(self) -> tuple[httpx.AsyncClient, dict[str, Any]]:
        """A new device, and what it was told."""
        answer = await self.caller().post("/devices", json={"name": "Van 7"})
        assert answer.status_code == 201
        told: dict[str, Any] = answer.json()
        return self.caller(told["token"]), told

    async def worker(self) -> httpx.AsyncClient:
        return self.caller((await self.services.workers.token("bridge")).token)

    async def admin(self, role: Role = Role.ADMIN) -> httpx.AsyncClient:
        now = utc_now()

        def add(session: Session) -> str:
            person = principals.add(session, Kind.ADMIN, now, role=role)
            return tokens.issue(session, person.id, Purpose.SESSION, now).token

        return self.caller(await self.services.database.write(add))


@asynccontextmanager
async def open_house(database_url: str, folder: Path, **settings: Any) -> AsyncIterator[House]:
    """Started with these settings, and nobody held back unless the test says so."""
    limits: dict[str, Any] = dict.fromkeys(("limit_public", "limit_devices", "limit_pairing"), PLENTY)
    chosen = Settings(**({"database_url": database_url, "data_dir": folder, **limits} | settings))
    api = create_api(chosen)
    async with running(chosen) as services:
        connect(api, services)
        yield House(services, api)
