"""What a room has promised to do after a commit: answer 102, tell the others, hand over what was asked for.

In: actions, and the room's shares of transactions. Always: an action runs once everything that the room took in before
it is committed, at once when it is already; actions run in the order in which they came; after a transaction that
failed none runs.
"""

import asyncio
from collections.abc import Callable

from app.sync.journal import JournalDown, Share


class Promises:
    """The promises of one room."""

    __slots__ = ("_shares",)

    def __init__(self) -> None:
        # At most two: one on its way to the disk, and one that waits for the next transaction.
        self._shares: tuple[Share, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether everything is committed."""
        return not self._shares

    def taken(self, share: Share) -> None:
        """The room has something in this transaction."""
        if not self._shares or self._shares[-1] is not share:
            self._shares += (share,)

    def after(self, action: Callable[[], None]) -> None:
        """Do something once all that has been taken in is committed: now, when it is."""
        if self._shares:
            self._shares[-1].actions.append(action)
        else:
            action()

    async def kept(self) -> None:
        """Wait until all that has been taken in is committed; JournalDown when it can't be."""
        if self._shares:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._shares[-1].waiters += (waiter,)
            await waiter

    def committed(self, share: Share) -> None:
        """A transaction has come to its end: do what waited for it."""
        self._shares = tuple(each for each in self._shares if each is not share)
        for action in share.actions:
            action()
        for waiter in share.waiters:
            if not waiter.done():
                waiter.set_result(None)

    def broken(self) -> None:
        """Nothing of what is open will be committed."""
        shares, self._shares = self._shares, ()
        for share in shares:
            share.actions.clear()
            for waiter in share.waiters:
                if not waiter.done():
                    waiter.set_exception(JournalDown("The journal can't be written."))
