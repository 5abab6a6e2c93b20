"""Questions of the same kind that come at the same moment, answered together in one transaction.

In: keys, by as many as ask. Out: to each the answer for its key, or None. Always: whoever asks alone is answered at
once; what comes while an answer is on its way waits for the next one, together; when that fails, each of those who
wait hears why; one who goes away takes nothing from the others.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Questions(Generic[K, V]):
    """One kind of question."""

    def __init__(self, answer: Callable[[list[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._answer = answer
        self._asked: dict[K, asyncio.Future[V | None]] = {}
        self._work: asyncio.Task[None] | None = None

    async def ask(self, key: K) -> V | None:
        """The answer for this key; those who ask the same share it."""
        asked = self._asked.get(key)
        if asked is None:
            loop = asyncio.get_running_loop()
            asked = self._asked[key] = loop.create_future()
            if self._work is None:
                self._work = loop.create_task(self._run())
        return await asyncio.shield(asked)

    async def _run(self) -> None:
        try:
            while self._asked:
                asked, self._asked = self._asked, {}
                await self._answer_all(asked)
        finally:
            self._work = None

    async def _answer_all(self, asked: dict[K, "asyncio.Future[V | None]"]) -> None:
        try:
            answers = await self._answer(list(asked))
        except BaseException as error:
            for each in asked.values():
                if isinstance(error, Exception):
                    each.set_exception(error)
                    # Whoever asked may have gone.
                    each.exception()
                else:
                    each.cancel()
            if not isinstance(error, Exception):
                raise
        else:
            for key, each in asked.items():
                each.set_result(answers.get(key))
