"""Fixtures that every test may ask for; each is written in tests/support."""

import hypothesis

from tests.support.databases import (
    database,
    database_url,
    empty_database,
    postgres,
    postgres_url,
    sqlite_url,
)

# How long an example takes says something about the machine, which other tests keep busy.
hypothesis.settings.register_profile("doorstep", deadline=None)
hypothesis.settings.load_profile("doorstep")

__all__ = ["database", "database_url", "empty_database", "postgres", "postgres_url", "sqlite_url"]
