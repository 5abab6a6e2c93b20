"""The built pages behind a server that can fail, and a browser that keeps what it was given."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.support.build import built_pages
from tests.support.chromium import open_browser
from tests.support.static_server import StaticServer, serving


@pytest.fixture(scope="module")
def pages() -> Path:
    return built_pages()


@pytest.fixture
def server(pages: Path) -> Iterator[StaticServer]:
    with serving(pages) as running:
        yield running


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    opened = open_browser(playwright, tmp_path / "profile")
    yield opened
    with contextlib.suppress(Exception):
        opened.close()
