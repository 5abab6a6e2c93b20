"""Fixtures that every test may ask for; each is written in tests/support."""

from tests.support.databases import (
    database,
    database_url,
    empty_database,
    postgres,
    postgres_url,
    sqlite_url,
)

__all__ = ["database", "database_url", "empty_database", "postgres", "postgres_url", "sqlite_url"]
