"""Work that runs beside the rooms, without anybody who waits for it: loading, catching up, compaction."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

logger = logging.getLogger("app.sync.beside")


class Beside:
    """The tasks that run now. Always: what goes wrong in one is logged, and none is forgotten at the end."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Begin something."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def finish(self) -> None:
        """Wait until all has come to its end."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("a task of the rooms failed", exc_info=error)
