"""The real program, a network that comes and goes, and a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.support.network import Network, network_to
from tests.support.sending import phone
from tests.support.server import Server, running_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "server"
    folder.mkdir()
    with running_server(folder) as started:
        yield started


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    with network_to(server.port) as network:
        yield network


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = phone(playwright, tmp_path / "profile")
    yield opened
    opened.close()
