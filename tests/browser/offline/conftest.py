"""The built pages behind a server that can fail, and a browser that keeps what it was given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.support.build import built_pages, next_version
from tests.support.chromium import PHONE
from tests.support.static_server import StaticServer, serving
from tests.support.visited import WORDS


@pytest.fixture(scope="module")
def pages() -> Path:
    return built_pages()


@pytest.fixture
def server(pages: Path) -> Iterator[StaticServer]:
    with serving(pages) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def next_pages(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another build of the pages, for all who only read it."""
    return next_version(pages, tmp_path_factory.mktemp("next") / "B", WORDS)
