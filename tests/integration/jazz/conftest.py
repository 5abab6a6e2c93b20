"""Rooms and a bridge in one process, delivering to our own API or to a backend that isn't ours."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.config import load_settings
from app.services import Services, running
from tests.support.backend import Backend, running_backend

Start = Callable[..., AbstractAsyncContextManager[Services]]


@pytest.fixture
def backend() -> Iterator[Backend]:
    with running_backend() as started:
        yield started


@pytest.fixture
def start(tmp_path: Path, database_url: str) -> Start:
    """Start Doorstep's services on this test's database, again and again if need be."""

    @asynccontextmanager
    async def begin(**settings: Any) -> AsyncIterator[Services]:
        chosen = load_settings(None, **({"database_url": database_url, "data_dir": tmp_path / "data"} | settings))
        async with running(chosen) as services:
            yield services

    return begin


@pytest.fixture
async def services(start: Start) -> AsyncIterator[Services]:
    """Doorstep with its own API."""
    async with start() as started:
        yield started


@pytest.fixture
async def elsewhere(start: Start, backend: Backend) -> AsyncIterator[Services]:
    """Doorstep with the API of somebody else, tried again soon."""
    async with start(feedback_api_url=backend.url, feedback_api_token="theirs", drain_longest_wait_seconds=1) as one:
        yield one
