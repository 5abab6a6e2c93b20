"""The database: one door for reading, one for writing, the same on SQLite and PostgreSQL.

In: functions that take a Session. Out: what they return. SQL runs in threads, so no event loop waits for a
disk.

What always holds: a write is one transaction and is committed here, once, after its function has returned;
a function that raises leaves nothing behind, tables included; a read can't change a row. When the database
itself is to blame (away, busy, full), DatabaseError says so. What was committed
survives a power cut. A write that has begun comes to its end even when the task that waits for it is
cancelled.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import psycopg.sql
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from app.store.address import Address
from app.store.folder import make_private

READERS = 6
# PostgreSQL sorts out writers by itself; SQLite knows one, so a single thread is both lock and fair queue.
WRITERS = 4
SQLITE_WRITERS = 1
# How long SQLite waits for another process that writes.
BUSY_MILLISECONDS = 15_000
BUSY_PAUSE_SECONDS = 0.01
# SQLite's extended error codes carry the plain one in their low byte.
PRIMARY_CODE = 0xFF
SQLITE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOTADB,
    }
)
CONNECT_SECONDS = 5
SILENCE_MILLISECONDS = 10_000

T = TypeVar("T")

# The execution options that tell our own "begin" what to begin.
WRITES = "doorstep_writes"
REBUILDS = "doorstep_rebuilds"
# Under this name a connection remembers what it was set up for.
SET_UP = "doorstep_set_up"


class Database:
    """The rows, whichever engine holds them."""

    def __init__(self, database_url: str) -> None:
        self._address = Address(database_url)
        writers = SQLITE_WRITERS if self._address.is_sqlite else WRITERS
        self._engine = _engine(self._address, connections=READERS + writers)
        self._readers = ThreadPoolExecutor(READERS, "store-read")
        self._writers = ThreadPoolExecutor(writers, "store-write")

    @property
    def is_sqlite(self) -> bool:
        """Whether the rows stand in a file of our own."""
        return self._address.is_sqlite

    @property
    def file(self) -> Path | None:
        """The file in which the rows stand, on SQLite."""
        return self._address.file

    async def read(self, fn: Callable[[Session], T]) -> T:
        """Run `fn` in a transaction that can't write."""
        return await _in_thread(self._readers, lambda: self._transaction(fn, postgresql_readonly=True))

    async def write(self, fn: Callable[[Session], T], *, rebuilds: bool = False) -> T:
        """Run `fn` in a transaction and commit it.

        With `rebuilds`, foreign keys don't act while it runs, because SQLite changes a table by making it
        anew, and dropping the old one would take the rows that point at it along.
        """
        options = {WRITES: True, REBUILDS: rebuilds}
        return await _in_thread(self._writers, lambda: self._transaction(fn, **options))

    async def ping(self) -> None:
        """Ask the database for an answer, or raise DatabaseError."""
        await self.read(lambda session: session.connection().execute(text("SELECT 1")).scalar_one())

    async def listen(self, channel: str) -> AsyncIterator[str]:
        """What is said on a channel of PostgreSQL, over a connection of its own."""
        arguments, options = self._engine.dialect.create_connect_args(self._address.url)
        async with await psycopg.AsyncConnection.connect(*arguments, autocommit=True, **options) as connection:
            await connection.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
            async for told in connection.notifies():
                yield told.payload

    def close(self) -> None:
        """Let what has begun come to its end, then let go of every connection."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    def _transaction(self, fn: Callable[[Session], T], **options: bool) -> T:
        with self._connect(options) as connection, Session(connection, expire_on_commit=False) as session:
            try:
                result = fn(session)
                if options.get(WRITES):
                    session.commit()
            except OperationalError as error:
                if is_trouble(error) or (options.get(WRITES) and may_not_write(error)):
                    raise self._address.gave_up(error.orig or error) from error
                raise
            return result

    def _connect(self, options: dict[str, Any]) -> Connection:
        try:
            return self._engine.connect().execution_options(**options)
        except DBAPIError as error:
            raise self._address.unreachable(error.orig or error) from error


def is_trouble(error: OperationalError) -> bool:
    """Whether the database itself is to blame, and not the statement: away, busy, full, broken."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY_CODE in SQLITE_TROUBLE
    return True


def may_not_write(error: OperationalError) -> bool:
    """Whether SQLite says that it may not write: of a write, the file is to blame; of a read, the read."""
    return getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY_CODE == sqlite3.SQLITE_READONLY


async def _in_thread(threads: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    # The context travels along, so that log lines written in the thread carry the request they belong to.
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, call)


def _engine(address: Address, connections: int) -> Engine:
    # Errors end up in logs, and what people wrote doesn't belong there: hide_parameters.
    if not address.is_sqlite:
        engine = create_engine(
            address.url,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "application_name": "doorstep",
                "connect_timeout": CONNECT_SECONDS,
                # A server that vanished is noticed, instead of being waited for by every thread.
                "tcp_user_timeout": SILENCE_MILLISECONDS,
            },
        )
        event.listen(engine, "connect", _speak_utc)
        return engine
    # isolation_level None keeps Python's sqlite3 from beginning transactions of its own: _begin does it.
    arguments = {"isolation_level": None}
    engine = create_engine(
        address.url, pool_size=connections, max_overflow=0, hide_parameters=True, connect_args=arguments,
        # The connection that was used last has its pages in memory, and is set up for the same more often.
        pool_use_lifo=True,
    )  # fmt: skip
    folder = Path(address.url.database or "").parent
    event.listen(engine, "do_connect", lambda *_: make_private(folder))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _speak_utc(connection: Any, _record: object) -> None:
    # In the server's own time zone the first and the last hours of all years lie outside of Python's calendar.
    connection.autocommit = True
    connection.execute("SET TIME ZONE 'UTC'")
    connection.autocommit = False


def _prepare(connection: Any, _record: object) -> None:
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        _switch_to_wal(connection)
        # In WAL, only FULL survives a power cut: it is what "in the database" promises.
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise


def _switch_to_wal(connection: Any) -> None:
    # The one statement for which SQLite doesn't wait by itself; programs that make a file at once collide.
    deadline = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(BUSY_PAUSE_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    # SQLite takes these two only outside a transaction, and a connection from the pool may have had others.
    wanted = "OFF" if options.get(REBUILDS) else "ON", "OFF" if options.get(WRITES) else "ON"
    if connection.info.get(SET_UP) != wanted:
        connection.info.pop(SET_UP, None)
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {wanted[0]}")
        connection.exec_driver_sql(f"PRAGMA query_only = {wanted[1]}")
        connection.info[SET_UP] = wanted
    # IMMEDIATE takes the lock at once: a transaction that reads first and writes later could be refused.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")
