"""Everything of access over a database of the test's own."""

import pytest

from app.store.engine import Database
from tests.support.access import Access, open_access


@pytest.fixture
def access(database: Database) -> Access:
    return open_access(database)
