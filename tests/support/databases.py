"""Databases for tests: every test that asks for one runs on both engines, each time in a new one."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.store.engine import Database
from app.store.migrate import migrate
from tests.support.postgres import Cluster, shared_cluster

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The PostgreSQL of this test run."""
    own = tmp_path_factory.getbasetemp()
    # With pytest-xdist, the folder above belongs to the run; without it, to every run of this user.
    with shared_cluster(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) as cluster:
        yield cluster


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that isn't there yet."""
    return f"sqlite:///{tmp_path / 'data' / 'doorstep.db'}"


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """An empty database on PostgreSQL."""
    with postgres.new_database() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied."""
    file = tmp_path_factory.mktemp("tables") / "doorstep.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_tables(postgres: Cluster) -> Iterator[str]:
    """The name of a database with all tables, to be copied."""
    with postgres.new_database() as url:
        _migrate(url)
        yield url.partition("?")[0].rpartition("/")[2]


def _migrate(url: str) -> None:
    async def all_tables() -> None:
        database = Database(url)
        await migrate(database)
        database.close()

    # A test that is asynchronous has a loop in this thread.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, all_tables()).result()


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The DATABASE_URL of a database with all tables and no rows."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        file = Path(url.removeprefix("sqlite:///"))
        file.parent.mkdir(mode=0o700)
        shutil.copy(request.getfixturevalue("sqlite_tables"), file)
        yield url
    else:
        tables = request.getfixturevalue("postgres_tables")
        with request.getfixturevalue("postgres").new_database(tables) as url:
            yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """That database."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest) -> str:
    """The DATABASE_URL of a database without tables."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def empty_database(empty_url: str) -> Iterator[Database]:
    """That database."""
    opened = Database(empty_url)
    yield opened
    opened.close()
