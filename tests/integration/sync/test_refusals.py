"""Who may not come in hears why before the upgrade; who may no longer stay hears it by the close code."""

import asyncio
import json
import re
import signal
import sqlite3
import time
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from app.access import principals
from app.clock import utc_now
from app.store.engine import Database
from tests.integration.sync.conftest import LIMITS
from tests.support.rooms import Author, Guest, RoomServer, guest, raw, revoke, running_rooms, until


@pytest.fixture
async def who(small_database: Database) -> Guest:
    return await guest(small_database, "mine")


async def refusal(url: str, **headers: str) -> tuple[int, str]:
    """The status and the type of error of a refused upgrade."""
    with pytest.raises(InvalidStatus) as caught:
        async with connect(url, additional_headers=headers):
            pass
    answer = caught.value.response
    assert answer.body is not None
    return answer.status_code, answer.body.decode()


async def test_statuses_before_the_upgrade(small_server: RoomServer, who: Guest) -> None:
    bearer = {"Authorization": f"Bearer {who.token}"}
    for url, headers, status, kind in (
        (f"{small_server.ws}/mine", {}, 401, "not_signed_in"),
        (f"{small_server.ws}/mine?token=nonsense", {}, 401, "not_signed_in"),
        (f"{small_server.ws}/other?token={who.token}", {}, 403, "not_allowed"),
        (f"{small_server.ws}/other", bearer, 403, "not_allowed"),
        (f"{small_server.ws}/?token={who.token}", {}, 404, "not_found"),
        (f"{small_server.ws}/a/b?token={who.token}", {}, 404, "not_found"),
        (f"{small_server.ws}/a%20b?token={who.token}", {}, 404, "not_found"),
    ):
        said = await refusal(url, **headers)
        assert said[0] == status
        assert f'"error":"{kind}"' in said[1]
    async with connect(f"{small_server.ws}/mine", additional_headers=bearer):
        pass


@pytest.mark.parametrize("path", ["/sync", "/", "/nothing", "/metrics", "/api/sync/mine", "/_event/"])
async def test_a_socket_to_nowhere(small_server: RoomServer, who: Guest, path: str) -> None:
    root = small_server.ws.removesuffix("/sync")
    status, body = await refusal(f"{root}{path}?token={who.token}")
    assert (status, json.loads(body)["error"]) == (404, "not_found")


async def test_a_browser_shows_its_token_as_a_subprotocol(small_server: RoomServer, who: Guest) -> None:
    offered = [Subprotocol("doorstep"), Subprotocol(f"bearer.{who.token}")]
    async with connect(f"{small_server.ws}/mine", subprotocols=offered) as socket:
        assert socket.subprotocol == "doorstep"
    for wrong in (["doorstep"], ["doorstep", "bearer.nonsense"], [f"bearer.{who.token}"]):
        with pytest.raises(InvalidStatus) as caught:
            async with connect(f"{small_server.ws}/mine", subprotocols=[Subprotocol(each) for each in wrong]):
                pass
        assert caught.value.response.status_code == 401


async def test_half_a_handshake(small_server: RoomServer) -> None:
    asks = {"Connection": "Upgrade", "Upgrade": "websocket"}
    with small_server.client() as web:
        answer = web.get("/sync/mine", headers=asks)
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")
    assert "Sec-WebSocket-Key" in answer.json()["detail"]


async def test_the_address_answers_plain_http(small_server: RoomServer) -> None:
    with small_server.client() as web:
        answer = web.get("/sync/mine")
        assert (answer.status_code, answer.json()["error"]) == (426, "upgrade_required")
        assert answer.headers["Upgrade"] == "websocket"


async def test_a_full_room(small_server: RoomServer, small_database: Database) -> None:
    crowd = await guest(small_database, "crowd")
    async with AsyncExitStack() as stack:
        for _ in range(int(LIMITS["LIMIT_SYNC_CONNECTIONS"])):
            await stack.enter_async_context(raw(small_server, crowd))
        assert (await refusal(f"{small_server.ws}/crowd?token={crowd.token}"))[0] == 503
    async with raw(small_server, crowd):
        pass


async def test_who_is_refused_is_no_error_of_the_server(
    small_server: RoomServer, small_database: Database, who: Guest
) -> None:
    """Tokens end every day: a log full of that would hide what somebody should look at."""
    full = await guest(small_database, "full")
    async with AsyncExitStack() as stack:
        for _ in range(int(LIMITS["LIMIT_SYNC_CONNECTIONS"])):
            await stack.enter_async_context(raw(small_server, full))
        asked = (("mine", "nonsense"), ("other", who.token), ("a/b", who.token), ("full", full.token))
        refused = [await refusal(f"{small_server.ws}/{room}?token={token}") for room, token in asked]
    assert [status for status, _ in refused] == [401, 403, 404, 503]
    # Whoever comes in later is served later than the last refusal has come to its end.
    async with raw(small_server, who):
        pass
    assert re.findall(r"^[\d:]{8} (?:error|critical) .*", small_server.said(), re.MULTILINE) == []


async def test_a_server_that_drains_takes_nobody_in(tmp_path: Path) -> None:
    with running_rooms(tmp_path / "rooms") as server, server.client() as web:
        database = Database(server.database_url)
        who = await guest(database, "late")
        database.close()
        async with raw(server, who) as client:
            # Somebody else writes: what this client says can't be committed until they have done.
            other = sqlite3.connect(tmp_path / "rooms" / "data" / "doorstep.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            await client.send(Author().frame("one"))
            await until(lambda: "doorstep_sync_frames_in_total 1.0" in web.get("/metrics").text)
            assert server.process is not None
            server.process.send_signal(signal.SIGTERM)
            await until(lambda: web.get("/api/ready").status_code == 503)
            status, body = await refusal(f"{server.ws}/late?token={who.token}")
            other.execute("ROLLBACK")
            other.close()
            assert (status, json.loads(body)["error"]) == (503, "unavailable")
            assert await client.close_code() == 1012
        assert await asyncio.to_thread(server.process.wait, 10) == 0


async def test_a_revoked_token_ends_its_connections_within_a_second(
    small_server: RoomServer, small_database: Database
) -> None:
    who, other = await guest(small_database, "lost"), await guest(small_database, "lost")
    async with raw(small_server, who) as client, raw(small_server, other) as stays:
        await revoke(small_database, who)
        started = time.monotonic()
        assert await client.close_code() == 4403
        assert time.monotonic() - started < 1
        await stays.committed()


async def test_a_disabled_device_is_closed_too(small_server: RoomServer, small_database: Database) -> None:
    who = await guest(small_database, "disabled")
    async with raw(small_server, who) as client:
        await small_database.write(lambda session: principals.disable(session, who.id, utc_now()))
        assert await client.close_code() == 4403


async def test_an_expired_token_is_told_to_refresh(small_server: RoomServer, small_database: Database) -> None:
    who = await guest(small_database, "short", lifetime=timedelta(seconds=2))
    async with raw(small_server, who) as client:
        assert await client.close_code() == 4401
    assert (await refusal(f"{small_server.ws}/short?token={who.token}"))[0] == 401


async def test_no_token_is_ever_in_the_log(small_server: RoomServer, small_database: Database) -> None:
    who = await guest(small_database, "secret")
    async with raw(small_server, who) as client:
        await client.send(b"\xff")
        assert await client.close_code() == 4400
    assert f"room secret: {who.id} sent a frame that is no frame" in small_server.said()
    assert who.token not in small_server.said()
