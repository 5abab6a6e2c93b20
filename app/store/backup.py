"""Everything that is kept, as one file; and back again, into an empty database of either engine.

In: a database. Out: a compressed tar with the rows of each table as JSON lines and the signing key, all as of one
moment. Always holds: the server may go on meanwhile; a file appears only when it is whole; a restore is one transaction
and overwrites nothing, and a file that was damaged on its way is refused.
"""

import base64
import gzip
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, column, func, insert, select, table, text
from sqlalchemy.types import Date, DateTime
from sqlmodel import Session

from app.errors import DatabaseError, StartError
from app.store.engine import Database
from app.store.migrate import upgrade
from app.store.migrate import version as version_of
from app.store.tables import Table
from app.store.words import index_missing

REVISION = "revision.txt"
KEY = "signing.key"
ROWS = "rows"
SUFFIX = ".jsonl"
AT_ONCE = 1000
CHUNK = 1 << 20
PRIVATE = 0o600
TABLES = Table.metadata.sorted_tables
# Its one row is made with the table, and says how the counts beside it are made.
MADE_WITH_THE_TABLES = "report_state"


async def back_up(database: Database, signing_key: bytes, file: Path) -> int:
    """Write the file; how many rows are in it."""
    revision = await version_of(database)
    if revision is None:
        raise DatabaseError("There is nothing to back up: the database has no tables yet.")
    told = {REVISION: revision.encode(), KEY: signing_key}
    return await database.read(lambda session: _write(session, file, told))


async def restore(database: Database, data_dir: Path, file: Path) -> int:
    """Fill an empty database with what the file holds, and bring it up to date; how many rows there are."""
    try:
        _see_that_it_is_whole(file)
        with tarfile.open(file, "r:gz") as archive:
            rows = await database.write(lambda session: _restore(session, archive), rebuilds=True)
            _put_key(data_dir / KEY, _content(archive, KEY))
    except (OSError, EOFError, zlib.error, tarfile.TarError, KeyError, ValueError) as error:
        raise StartError(f"The backup {file} can't be read ({error}): nothing was changed.") from error
    return rows


def _see_that_it_is_whole(file: Path) -> None:
    """Its last bytes say what all before have to add up to; who reads a tar stops before them, or at a broken place."""
    with gzip.open(file) as stream:
        while stream.read(CHUNK):
            pass


def _write(session: Session, file: Path, told: Mapping[str, bytes]) -> int:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
        with open(descriptor, "wb") as stream, tarfile.open(fileobj=stream, mode="w:gz") as archive:
            for name, content in told.items():
                _add(archive, name, content)
            rows = _add_tables(session, archive)
            archive.close()
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except OSError as error:
        raise StartError(f"The backup {file} can't be written ({error.strerror}).") from error
    finally:
        draft.unlink(missing_ok=True)
    return rows


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), PRIVATE
    archive.addfile(entry, io.BytesIO(content))


def _add_tables(session: Session, archive: tarfile.TarFile) -> int:
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        # All tables as of one moment; SQLite reads like that anyway.
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    total = 0
    for each in TABLES:
        with tempfile.TemporaryFile() as lines:
            for row in connection.execution_options(yield_per=AT_ONCE).execute(select(each)).mappings():
                lines.write(json.dumps(dict(row), ensure_ascii=False, default=_written).encode() + b"\n")
                total += 1
            entry = tarfile.TarInfo(f"{ROWS}/{each.name}{SUFFIX}")
            entry.size, entry.mode = lines.tell(), PRIVATE
            lines.seek(0)
            archive.addfile(entry, lines)
    return total


def _restore(session: Session, archive: tarfile.TarFile) -> int:
    upgrade(session, to=_content(archive, REVISION).decode())
    connection = session.connection()
    names = [name for name in archive.getnames() if name.startswith(f"{ROWS}/")]
    in_order = {f"{ROWS}/{each.name}{SUFFIX}": each.name for each in TABLES}
    connection.execute(text(f"DELETE FROM {MADE_WITH_THE_TABLES}"))  # noqa: S608
    total = 0
    for name in [each for each in in_order if each in names]:
        _see_that_it_is_empty(connection, in_order[name])
        total += _fill(connection, in_order[name], _lines(archive, name))
    upgrade(session)
    index_missing(connection)
    return total


def _see_that_it_is_empty(connection: Connection, name: str) -> None:
    if connection.execute(select(func.count()).select_from(table(name))).scalar_one():
        raise DatabaseError(
            f"This database isn't empty (table {name} has rows): nothing was changed. "
            "Restore into a new one, with DATABASE_URL and DATA_DIR."
        )


def _fill(connection: Connection, name: str, lines: Iterator[bytes]) -> int:
    known = Table.metadata.tables[name].columns
    count = 0
    rows: list[dict[str, Any]] = []
    for line in lines:
        said = json.loads(line)
        rows.append({key: _read(known[key], value) for key, value in said.items()})
        count += 1
        if len(rows) == AT_ONCE:
            _insert(connection, name, rows)
            rows = []
    if rows:
        _insert(connection, name, rows)
    _go_on_counting(connection, name)
    return count


def _insert(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    known = Table.metadata.tables[name].columns
    there = table(name, *(column(key, known[key].type) for key in rows[0]))
    connection.execute(insert(there), rows)


def _go_on_counting(connection: Connection, name: str) -> None:
    """The next number that PostgreSQL gives out comes after those that were brought."""
    counter = Table.metadata.tables[name].autoincrement_column
    if connection.dialect.name == "postgresql" and counter is not None:
        key = counter.name
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{name}', '{key}'), max({key})) FROM {name}")  # noqa: S608
        )


def _written(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _read(where: "Column[Any]", value: Any) -> Any:
    kind = where.type
    # SQLModel's moments are of a type of their own, around the plain one.
    plain = getattr(kind, "impl_instance", kind)
    if value is None:
        return None
    if isinstance(plain, LargeBinary):
        return base64.b64decode(value)
    if isinstance(plain, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(plain, Date) else value


def _content(archive: tarfile.TarFile, name: str) -> bytes:
    stream = archive.extractfile(name)
    if stream is None:
        raise ValueError(f"{name} is no file")
    return stream.read()


def _lines(archive: tarfile.TarFile, name: str) -> Iterator[bytes]:
    stream = archive.extractfile(name)
    if stream is None:
        raise ValueError(f"{name} is no file")
    yield from stream


def _put_key(file: Path, key: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    with open(descriptor, "wb") as stream:
        stream.write(key)
