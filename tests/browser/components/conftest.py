"""The gallery on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.built_pages import serving_built_pages
from tests.support.gallery import open_gallery


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving_built_pages() as address:
        yield f"{address}/gallery"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 360, "height": 640})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    return open_gallery(context.new_page(), url)
