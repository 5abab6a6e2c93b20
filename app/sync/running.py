"""The rooms with everything that runs beside them: the journal, the look-out, the news of other nodes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from app.access.sign_in import SignIn
from app.clock import Clock, utc_now
from app.config import Settings
from app.store.engine import Database
from app.sync.limits import SyncLimits
from app.sync.nodes import Nodes
from app.sync.rooms import Rooms
from app.sync.watch import Watch


@asynccontextmanager
async def open_rooms(
    settings: Settings, database: Database, sign_in: SignIn, now: Clock = utc_now
) -> AsyncIterator[Rooms]:
    """Rooms that take people in; at the end everything is committed and everyone has been told."""
    rooms = Rooms(database, SyncLimits.of(settings), now)
    loop = asyncio.get_running_loop()
    journal = loop.create_task(rooms.journal.run())
    beside = [loop.create_task(Watch(rooms, sign_in, database).run())]
    if not database.is_sqlite:
        beside.append(loop.create_task(Nodes(rooms, database).run()))
    try:
        yield rooms
    finally:
        await rooms.drain()
        for task in beside:
            task.cancel()
        for task in beside:
            with suppress(asyncio.CancelledError):
                await task
        await rooms.finish()
        rooms.journal.close()
        await journal
