"""Work that is done again and again while the program runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

logger = logging.getLogger(__name__)


@asynccontextmanager
async def repeated(work: Callable[[], Awaitable[None]], seconds: float, name: str) -> AsyncIterator[None]:
    """Do it while this lasts, after a pause each time; that it fails once is told and ends nothing."""
    task = asyncio.create_task(_again_and_again(work, seconds, name))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _again_and_again(work: Callable[[], Awaitable[None]], seconds: float, name: str) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except Exception:
            logger.exception("%s failed", name)
