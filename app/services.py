"""Builds the object graph from the settings; running() is the one lifespan, for the app and for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.config import Settings


@dataclass(frozen=True)
class Services:
    """What pages and API work with while the program runs."""

    settings: Settings


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Services]:
    """Everything started in order, and stopped in the reverse order."""
    yield Services(settings)
