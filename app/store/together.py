"""Several callers' batches in one transaction: what arrives while one is on its way to the disk waits for the next.

In: batches, each with somebody who waits for it. Out: to each of them what became of theirs. Always holds: nobody waits
who comes alone; batches keep their order; when a transaction fails, each of its callers hears of it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Together(Generic[Item, Answer]):
    """The way into one transaction after the other; `work` answers each item, in order."""

    def __init__(self, work: Callable[[Sequence[Sequence[Item]]], Awaitable[list[Answer]]], most: int) -> None:
        self._work = work
        self._most = most
        self._waiting: list[tuple[Sequence[Item], asyncio.Future[list[Answer]]]] = []
        self._running: asyncio.Task[None] | None = None

    async def bring(self, items: Sequence[Item]) -> list[Answer]:
        """Have these done, with whatever else is waiting; at most `most` go along with others."""
        done: asyncio.Future[list[Answer]] = asyncio.get_running_loop().create_future()
        self._waiting.append((items, done))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await done

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._one()
        finally:
            self._running = None

    async def _one(self) -> None:
        taken = [self._waiting.pop(0)]
        count = len(taken[0][0])
        while self._waiting and count + len(self._waiting[0][0]) <= self._most:
            taken.append(self._waiting.pop(0))
            count += len(taken[-1][0])
        try:
            answers = iter(await self._work([items for items, _ in taken]))
        except asyncio.CancelledError:
            for _, done in taken:
                done.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - raised again, where somebody waits for it
            for _, done in taken:
                if not done.done():
                    done.set_exception(error)
            return
        for items, done in taken:
            mine = [next(answers) for _ in items]
            if not done.done():
                done.set_result(mine)
