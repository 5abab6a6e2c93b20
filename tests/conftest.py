"""Fixtures that every test may ask for; each is written in tests/support."""

import hypothesis

from tests.support.chromium import browser, playwright
from tests.support.databases import (
    database,
    database_url,
    empty_database,
    empty_url,
    postgres,
    postgres_tables,
    postgres_url,
    sqlite_tables,
    sqlite_url,
)
from tests.support.server import Server

Server.is_warm = True

# How long an example takes says something about the machine, which other tests keep busy.
hypothesis.settings.register_profile("doorstep", deadline=None)
hypothesis.settings.load_profile("doorstep")

__all__ = [
    "browser",
    "database",
    "database_url",
    "empty_database",
    "empty_url",
    "playwright",
    "postgres",
    "postgres_tables",
    "postgres_url",
    "sqlite_tables",
    "sqlite_url",
]
