"""Databases for tests: every test that asks for one runs on both engines, each time in a new one."""

import os
from collections.abc import Iterator
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


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The DATABASE_URL of an empty database."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def empty_database(database_url: str) -> Iterator[Database]:
    """A database without tables."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
async def database(empty_database: Database) -> Database:
    """A database with all tables and no rows."""
    await migrate(empty_database)
    return empty_database
