"""One real server with small limits for the tests of a module, and its database."""

from collections.abc import AsyncIterator, Iterator

import pytest

from app.store.engine import Database
from tests.support.rooms import RoomServer, running_rooms

LIMITS = {
    "LIMIT_SYNC_FRAME": "8192",
    "LIMIT_SYNC_DOCUMENT": "20000",
    "LIMIT_SYNC_CONNECTIONS": "25",
    "LIMIT_SYNC_UPDATES": "100/second",
    "LIMIT_SYNC_QUEUE": "65536",
    "SYNC_GRACE_SECONDS": "0.3",
}


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomServer]:
    with running_rooms(tmp_path_factory.mktemp("rooms"), **LIMITS) as started:
        yield started


@pytest.fixture
async def small_database(small_server: RoomServer) -> AsyncIterator[Database]:
    opened = Database(small_server.database_url)
    yield opened
    opened.close()
