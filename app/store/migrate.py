"""Bring the tables up to this program's version, at every start.

All missing migrations run in one transaction, which is also the lock: of several nodes that start at once,
one migrates and the others wait and find nothing left to do. What fails leaves the database as it was.
"""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.errors import DatabaseError
from app.store.engine import Database

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do that no other program in the same PostgreSQL database locks: the letters of "doorstep".
ADVISORY_LOCK = int.from_bytes(b"doorstep")
# Alembic keeps the running migration in module globals, so one process does one database at a time.
_alembic = threading.Lock()


async def migrate(database: Database, migrations: Path = MIGRATIONS) -> None:
    """Apply what is missing, or raise DatabaseError."""
    await database.write(lambda session: upgrade(session, migrations), rebuilds=True)


async def version(database: Database) -> str | None:
    """The database's revision; None when it has no tables yet."""
    return await database.read(lambda session: _version(session.connection()))


def newest() -> str:
    """The revision of this program's tables."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def upgrade(session: Session, migrations: Path = MIGRATIONS, to: str = "head") -> None:
    """The same within a transaction that rebuilds, up to a revision."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
    config = Config()
    # Config reads % as the start of a placeholder.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _alembic:
        scripts = ScriptDirectory.from_config(config)
        _refuse_newer(_version(connection), scripts)
        try:
            command.upgrade(config, to)
            _check_foreign_keys(connection)
        except CommandError as error:
            raise DatabaseError(f"A newer Doorstep made this (its revision is {to}): nothing was changed.") from error
        except DBAPIError as error:
            why = " ".join(str(error.orig).split())
            raise DatabaseError(
                f"The database's tables can't be brought up to date ({why}): nothing was changed. "
                "See that DATABASE_URL names a database of Doorstep's own."
            ) from error


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(current: str | None, scripts: ScriptDirectory) -> None:
    try:
        if current is not None:
            scripts.get_revision(current)
    except CommandError:
        raise DatabaseError(
            f"This database was written by a newer Doorstep (its revision is {current}): "
            "update this program, or choose another database with DATABASE_URL."
        ) from None


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise DatabaseError(f"A migration would leave rows of {broken[0]} pointing at nothing: nothing was changed.")
