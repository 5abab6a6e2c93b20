"""What keeps an installation in order, at the shell: checks, backups, and counting anew.

In: the settings and what was typed. Out: lines for the operator and an exit code. Always holds: a check changes
nothing; a backup may be made while the server runs.
"""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from app.config import Settings
from app.errors import DoorstepError, Invalid
from app.kept import SIGNING_KEY, open_kept
from app.store.backup import back_up
from app.store.backup import restore as restore_from
from app.store.engine import Database
from app.store.migrate import newest, version
from app.store.rebuild import is_as_counted_anew
from app.store.rebuild import rebuild_reports as count_anew
from app.store.secrets import load_secret
from app.store.tables import JournalQuarantineRow, QuarantineRow
from app.urls import without_password

ILL = 1
MEBIBYTE = 1024 * 1024
LEAST_FREE = 500 * MEBIBYTE
# A check says what it found, and what to do when something is wrong.
Finding = tuple[bool, str]
Check = Callable[[Settings, Database], Awaitable[Finding]]


def migrate(settings: Settings) -> int:
    """Only bring the database up to date."""

    async def open_and_close() -> None:
        async with open_kept(settings):
            _print(f"The database is up to date: {without_password(settings.database_url)}")

    asyncio.run(open_and_close())
    return 0


def rebuild_reports(settings: Settings) -> int:
    """Count the reports anew from the rows."""

    async def count() -> None:
        async with open_kept(settings) as kept:
            await count_anew(kept.database, settings.time_zone)

    asyncio.run(count())
    _print("The reports are counted anew.")
    return 0


def backup(settings: Settings, file: Path) -> int:
    """Write everything that is kept into one file."""
    if not file.name or file.is_dir():
        raise Invalid(f"{file} is a folder: name a file, such as {file / 'doorstep.tgz'}.")

    async def write() -> int:
        database = Database(settings.database_url)
        try:
            return await back_up(database, load_secret(settings.data_dir, SIGNING_KEY), file)
        finally:
            database.close()

    _print(f"{asyncio.run(write())} rows and the signing key are in {file}. Keep it like a password.")
    return 0


def restore(settings: Settings, file: Path) -> int:
    """Fill an empty database from such a file."""

    async def read() -> int:
        database = Database(settings.database_url)
        try:
            return await restore_from(database, settings.data_dir, file)
        finally:
            database.close()

    _print(f"{asyncio.run(read())} rows are in {without_password(settings.database_url)}.")
    return 0


def doctor(settings: Settings) -> int:
    """Check everything, and say what to do."""

    async def examine() -> list[Finding]:
        database = Database(settings.database_url)
        try:
            findings: list[Finding] = []
            for check in CHECKS:
                findings.append(await _found(check, settings, database))
                # The later ones need what the earlier ones look at.
                if not findings[-1][0]:
                    break
            return findings
        finally:
            database.close()

    _print("ok     The settings can be right.")
    findings = asyncio.run(examine())
    for well, sentence in findings:
        _print(f"{'ok    ' if well else 'wrong '} {sentence}")
    return 0 if all(well for well, _ in findings) else ILL


async def _found(check: Check, settings: Settings, database: Database) -> Finding:
    try:
        return await check(settings, database)
    except DoorstepError as error:
        return False, str(error)


async def _storage(settings: Settings, _database: Database) -> Finding:
    folder = settings.data_dir
    if not folder.is_dir():
        return False, f"There is no folder {folder}: start Doorstep once, or set DATA_DIR."
    if not os.access(folder, os.W_OK | os.X_OK):
        return False, f"This user may not write {folder}: give it the right, or set DATA_DIR."
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        return False, f"Only {free // MEBIBYTE} MiB are free where {folder} is: make room."
    return True, f"{folder} can be written, and {free // MEBIBYTE} MiB are free there."


async def _database(settings: Settings, database: Database) -> Finding:
    if database.file is not None and not os.path.isfile(database.file):  # noqa: ASYNC240  nobody else waits
        return False, "There is no database yet: start Doorstep once."
    there = await version(database)
    if there != newest():
        return False, f"The tables are of revision {there}, this program's of {newest()}: `python -m app migrate`."
    if settings.is_sqlite:
        said = await database.read(lambda session: session.connection().execute(text("PRAGMA quick_check(1)")).scalar())
        if said != "ok":
            return False, f"The database file is damaged ({said}): restore a backup."
    return True, f"{without_password(settings.database_url)} answers, and its tables are up to date."


async def _journal(_settings: Settings, database: Database) -> Finding:
    aside = await database.read(lambda session: _count(session, JournalQuarantineRow))
    if aside:
        return False, f"{aside} rows of the rooms' journal can't be read: see table journal_quarantine."
    return True, "The rooms' journal can be read."


async def _conflicts(_settings: Settings, database: Database) -> Finding:
    waiting = select(func.count()).where(col(QuarantineRow.resolved_at).is_(None))
    count = await database.read(lambda session: session.exec(waiting).one())
    return True, f"{count} records wait in the quarantine for a decision."


async def _reports(settings: Settings, database: Database) -> Finding:
    if await is_as_counted_anew(database, settings.time_zone):
        return True, "The reports say what the rows say."
    return False, "The reports don't say what the rows say: `python -m app rebuild-reports`."


def _count(session: Session, table: type[JournalQuarantineRow]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


CHECKS: tuple[Check, ...] = (_storage, _database, _journal, _conflicts, _reports)


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201
