"""Group commit: what all rooms have to keep, in one transaction after the other.

In: updates. Out: `committed` or `refused` to the room that brought them, in order. Always: while one transaction is on
its way to the disk, whatever arrives waits for the next one, together. After a transaction that failed, nothing is
taken in until a test of the disk succeeds.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Protocol

from app.errors import Unavailable
from app.store import journal
from app.store.engine import Database
from app.store.journal import Entry
from app.sync.metrics import Meters

logger = logging.getLogger("app.sync.journal")

RETRY_SECONDS = 0.5
# As large as what a busy moment would write: a disk with a few bytes left is still full.
PROBE_BYTES = 262_144


class JournalDown(Unavailable):
    """The journal can't commit now."""


class Writer(Protocol):
    """Whoever brings updates: a room."""

    @property
    def name(self) -> str:
        """The room."""

    def committed(self, share: "Share", head: int | None) -> None:
        """The share is on the disk, and this is the room's new head; None when the room's epoch has passed."""

    def refused(self) -> None:
        """Nothing of what this room brought since the last commit is on the disk."""


class Share:
    """One room's part of a transaction, and what waits for it."""

    __slots__ = ("actions", "rows", "waiters", "writer")

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.rows = 0
        self.actions: list[Callable[[], None]] = []
        # Few wait for a commit, and this is made for each room of each transaction.
        self.waiters: tuple[asyncio.Future[None], ...] = ()


class Batch:
    """What goes into one transaction."""

    __slots__ = ("entries", "shares")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        # By writer and not by name: a room that was thrown away may have a successor in the same transaction.
        self.shares: dict[Writer, Share] = {}


class Journal:
    """The one way into the journal."""

    def __init__(self, database: Database, meters: Meters) -> None:
        self._database = database
        self._meters = meters
        self._open = Batch()
        self._wake = asyncio.Event()
        self._closing = False
        # Why nothing can be committed now, as a sentence.
        self.trouble: str | None = None

    @property
    def waiting(self) -> int:
        """How many updates wait for the next transaction."""
        return len(self._open.entries)

    def add(self, writer: Writer, entry: Entry) -> Share:
        """Take an update along with the next transaction."""
        if self.trouble is not None:
            raise JournalDown(self.trouble)
        batch = self._open
        batch.entries.append(entry)
        share = batch.shares.get(writer)
        if share is None:
            share = batch.shares[writer] = Share(writer)
            self._wake.set()
        share.rows += 1
        return share

    async def run(self) -> None:
        """Commit until closed, and then what is left."""
        while self._open.entries or not self._closing:
            await self._wake.wait()
            self._wake.clear()
            if self._open.entries:
                await self._commit()

    def close(self) -> None:
        """Let run() come to its end."""
        self._closing = True
        self._wake.set()

    async def _commit(self) -> None:
        batch, self._open = self._open, Batch()
        started = time.perf_counter()
        try:
            heads = await self._database.write(lambda session: journal.append(session, batch.entries))
        except Exception as error:
            logger.exception("%d updates of %d rooms can't be committed", len(batch.entries), len(batch.shares))
            await self._refuse(batch, error)
            return
        meters = self._meters
        meters.commit_seconds.observe(time.perf_counter() - started)
        meters.commit_rows.observe(len(batch.entries))
        meters.updates += len(batch.entries)
        if self._open.entries:
            self._wake.set()
        for writer, share in batch.shares.items():
            writer.committed(share, heads.get(writer.name))

    async def _refuse(self, batch: Batch, error: Exception) -> None:
        self._meters.commit_failures += 1
        self.trouble = f"The journal can't be written ({_reason(error)})."
        # What came meanwhile builds on what was lost.
        later, self._open = self._open, Batch()
        for writer in {**batch.shares, **later.shares}:
            writer.refused()
        while not self._closing:
            await asyncio.sleep(RETRY_SECONDS)
            try:
                await self._database.write(lambda session: journal.probe(session, PROBE_BYTES))
            except Exception as again:  # noqa: BLE001 - said once above, and at /api/ready all the time
                self.trouble = f"The journal can't be written ({_reason(again)})."
            else:
                logger.info("The journal can be written again")
                self.trouble = None
                return


def _reason(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split()).rstrip(".")
