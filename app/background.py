"""Work that is done beside everything else, for as long as something lasts.

In: work. Out: a block in which it runs. Always holds: it has ended when the block has.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress

logger = logging.getLogger(__name__)


@asynccontextmanager
async def beside(work: Coroutine[object, object, object]) -> AsyncIterator[None]:
    """Do it while this lasts; what is left of it then is called off."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def again_and_again(work: Callable[[], Awaitable[object]], seconds: float, name: str) -> None:
    """Do it for ever, with a pause after each time; that it fails once is told and ends nothing."""
    while True:
        try:
            await work()
        except Exception:
            logger.exception("%s failed", name)
        await asyncio.sleep(seconds)
