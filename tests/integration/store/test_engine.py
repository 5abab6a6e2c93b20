"""The database's two doors, on both engines."""

import asyncio
import stat
import sys
import threading
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from app.errors import DatabaseError, DataFolderError
from app.store.engine import Database
from app.store.insert import insert_if_absent
from app.store.migrate import migrate
from app.store.tables import FeedbackRow
from tests.support.rows import feedback_row

AT_ONCE = 20
request_id: ContextVar[str] = ContextVar("request_id")

# A process that commits a row, says so, and is then killed before it can close anything.
WRITE_AND_HANG = """
import asyncio, sys, time
from sqlalchemy import text
from app.store.engine import Database

async def main():
    database = Database(sys.argv[1])
    await database.write(lambda session: session.connection().execute(text(sys.argv[2])))
    print("committed", flush=True)
    sys.stdin.read()

asyncio.run(main())
"""
SOMEBODY = "INSERT INTO principal (id, kind, name, created_at) VALUES ('p1', 'device', '', '2026-01-02 03:04:05+00')"


def pragma(session: Session, name: str) -> object:
    return session.connection().execute(text(f"PRAGMA {name}")).scalar_one()


def read_then_write(session: Session) -> None:
    session.exec(select(func.count()).select_from(FeedbackRow)).one()
    session.add(feedback_row())


async def count(database: Database) -> int:
    return await database.read(lambda session: session.exec(select(func.count()).select_from(FeedbackRow)).one())


async def test_what_is_written_can_be_read(database: Database) -> None:
    row = feedback_row(id="r1")
    await database.write(lambda session: session.add(row))
    found = await database.read(lambda session: session.get(FeedbackRow, "r1"))
    assert found is not None
    assert found.model_dump() == row.model_dump()


async def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    def write(session: Session) -> None:
        session.add(feedback_row())
        session.flush()
        session.connection().execute(text("CREATE TABLE half_done (id TEXT)"))
        raise ValueError("changed my mind")

    with pytest.raises(ValueError, match="changed my mind"):
        await database.write(write)
    assert await count(database) == 0
    with pytest.raises(DBAPIError):
        await database.read(lambda session: session.connection().execute(text("SELECT * FROM half_done")))


async def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(lambda session: session.connection().execute(text(SOMEBODY)))
    # The connection goes back to the pool and is as good as before.
    for _ in range(AT_ONCE):
        await database.write(lambda session: session.add(feedback_row()))
    assert await count(database) == AT_ONCE


async def test_writers_at_once_all_succeed(database: Database) -> None:
    await asyncio.gather(*(database.write(read_then_write) for _ in range(AT_ONCE)))
    assert await count(database) == AT_ONCE


async def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow_write(session: Session) -> None:
        session.add(feedback_row())
        session.flush()
        written.set()
        go_on.wait(timeout=60)

    writing = asyncio.create_task(database.write(slow_write))
    await asyncio.to_thread(written.wait, 30)
    try:
        assert await asyncio.wait_for(count(database), timeout=30) == 0
    finally:
        go_on.set()
        await writing
    assert await count(database) == 1


async def test_a_write_outlives_the_task_that_waits_for_it(database: Database, database_url: str) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def write(session: Session) -> None:
        begun.set()
        go_on.wait(timeout=30)
        session.add(feedback_row())

    writing = asyncio.create_task(database.write(write))
    await asyncio.to_thread(begun.wait, 30)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    closing = asyncio.create_task(asyncio.to_thread(database.close))
    go_on.set()
    await closing
    again = Database(database_url)
    assert await count(again) == 1
    again.close()


async def test_an_error_does_not_list_the_parameters(database: Database) -> None:
    row = feedback_row(rating=6, contact="+420 777 123 456")
    with pytest.raises(DBAPIError, match="SQL parameters hidden"):
        await database.write(lambda session: session.add(row))


async def test_of_the_same_id_inserted_at_once_one_row_comes(database: Database) -> None:
    values = feedback_row(id="r1").model_dump()
    made = await asyncio.gather(
        *(database.write(lambda session: insert_if_absent(session, FeedbackRow, values)) for _ in range(AT_ONCE))
    )
    assert sorted(made) == [False] * (AT_ONCE - 1) + [True]
    assert await count(database) == 1


async def test_the_thread_knows_the_request_it_works_for(database: Database) -> None:
    request_id.set("r-42")
    assert await database.read(lambda _: request_id.get()) == "r-42"
    assert await database.write(lambda _: request_id.get()) == "r-42"


async def test_a_killed_process_loses_nothing_it_committed(database: Database, database_url: str) -> None:
    writer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WRITE_AND_HANG, database_url, SOMEBODY),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert await writer.stdout.readline() == b"committed\n"
    writer.kill()
    await writer.communicate()
    ids = await database.read(
        lambda session: list(session.connection().execute(text("SELECT id FROM principal")).scalars())
    )
    assert ids == ["p1"]


async def test_it_answers_a_ping(database: Database) -> None:
    await database.ping()


async def test_foreign_keys_act(database: Database) -> None:
    orphan = (
        "INSERT INTO token (id, principal_id, hash, purpose, created_at, expires_at) "
        "VALUES ('t1', 'nobody', 'h1', 'device', '2026-01-02 03:04:05+00', '2026-02-02 03:04:05+00')"
    )
    with pytest.raises(DBAPIError):
        await database.write(lambda session: session.connection().execute(text(orphan)))


async def test_sqlite_keeps_what_it_commits_through_a_power_cut(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    await migrate(database)
    for door in (database.read, database.write):
        assert await door(lambda session: pragma(session, "journal_mode")) == "wal"
        assert await door(lambda session: pragma(session, "synchronous")) == 2, "FULL"
        assert await door(lambda session: pragma(session, "foreign_keys")) == 1
        assert await door(lambda session: pragma(session, "busy_timeout")) == 15_000
    database.close()


async def test_sqlite_waits_for_another_process_that_writes(sqlite_url: str) -> None:
    ours, theirs = Database(sqlite_url), Database(sqlite_url)
    await migrate(ours)

    await asyncio.gather(*(database.write(read_then_write) for database in (ours, theirs) * AT_ONCE))
    assert await count(ours) == 2 * AT_ONCE
    ours.close()
    theirs.close()


async def test_sqlite_makes_its_folder_for_its_owner_alone(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    assert not folder.exists(), "nothing is touched before the first call"
    await database.ping()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    database.close()


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    database = Database(f"sqlite:///{tmp_path}/file/data/doorstep.db")
    with pytest.raises(DataFolderError, match=r"can't be made .* DATA_DIR"):
        await database.ping()
    database.close()


@pytest.mark.parametrize("content", [b"this is no database, it is a letter" * 100, None])
async def test_a_file_that_is_no_database_is_said(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "doorstep.db"
    file.mkdir() if content is None else file.write_bytes(content)
    database = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseError, match=rf"database file {file} can't be opened .* DATABASE_URL"):
        await database.ping()
    database.close()


async def test_a_wrong_password_is_said_and_not_shown(postgres_url: str) -> None:
    scheme, _, place = postgres_url.partition("://")
    database = Database(f"{scheme}://doorstep:not%2Fit%40@{place.rpartition('@')[2]}")
    with pytest.raises(DatabaseError, match=r"PostgreSQL at 127.0.0.1:\d+/test_\w+ can't be reached .*password") as e:
        await database.ping()
    assert "not/it@" not in str(e.value)
    assert "not%2Fit%40" not in str(e.value)
    database.close()


async def test_a_server_that_is_away_is_said(tmp_path: Path) -> None:
    database = Database(f"postgresql:///doorstep?host={tmp_path}")
    with pytest.raises(DatabaseError, match="can't be reached"):
        await database.ping()
    database.close()


async def test_connections_that_the_server_dropped_are_replaced(postgres_url: str) -> None:
    database = Database(postgres_url)
    await database.ping()
    other = Database(postgres_url)
    drop_others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await other.read(lambda session: session.connection().execute(text(drop_others)).all())
    await database.ping()
    other.close()
    database.close()


async def test_a_database_that_gave_up_is_the_databases_trouble(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'doorstep.db'}")
    await migrate(database)

    def fill(session: Session) -> None:
        pages = session.connection().execute(text("PRAGMA page_count")).scalar_one()
        session.connection().execute(text(f"PRAGMA max_page_count = {pages}"))
        session.add_all(feedback_row(comment="x" * 2000) for _ in range(50))

    with pytest.raises(DatabaseError, match=r"can't work now .*full"):
        await database.write(fill)
    assert await count(database) == 0
    database.close()


async def test_a_file_that_may_only_be_read_is_the_databases_trouble(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'doorstep.db'}")
    await migrate(database)

    def write(session: Session) -> None:
        # What a file of mode 0444 answers, also to a test that may do everything.
        session.connection().execute(text("PRAGMA query_only = ON"))
        session.add(feedback_row())

    with pytest.raises(DatabaseError, match=r"can't work now .*readonly"):
        await database.write(write)
    database.close()


async def test_a_server_that_vanishes_in_the_middle_is_the_databases_trouble(postgres_url: str) -> None:
    database, other = Database(postgres_url), Database(postgres_url)
    drop_others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name = 'doorstep' AND pid <> pg_backend_pid()"
    )
    begun, dropped = threading.Event(), threading.Event()

    def slow(session: Session) -> object:
        session.connection()
        begun.set()
        dropped.wait(30)
        return session.connection().execute(text("SELECT 1")).scalar_one()

    reading = asyncio.create_task(database.read(slow))
    await asyncio.to_thread(begun.wait, 30)
    await other.read(lambda session: session.connection().execute(text(drop_others)).all())
    dropped.set()
    with pytest.raises(DatabaseError, match="can't work now"):
        await reading
    database.close()
    other.close()


@pytest.mark.parametrize("zone", ["Europe/Prague", "America/New_York"])
async def test_the_servers_time_zone_hides_no_moment(postgres_url: str, zone: str) -> None:
    """A phone's clock may say anything; in the zone of the server the first and the last day have no year of ours."""
    database = Database(postgres_url)
    set_zone = f"ALTER DATABASE {postgres_url.rpartition('/')[2]} SET timezone TO '{zone}'"
    await database.write(lambda session: session.connection().execute(text(set_zone)))
    await migrate(database)
    database.close()
    moments = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)]
    database = Database(postgres_url)
    rows = [feedback_row(id=f"r{at}", created_at=moment) for at, moment in enumerate(moments)]
    await database.write(lambda session: session.add_all(rows))
    statement = select(FeedbackRow.created_at).order_by(FeedbackRow.id)
    assert await database.read(lambda session: list(session.exec(statement))) == moments
    database.close()
