"""Migrations only ever go forward, without losing a row, however many nodes start at once."""

import asyncio
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import Session

from app.errors import DatabaseError
from app.store.engine import Database
from app.store.migrate import MIGRATIONS, migrate, version
from app.store.tables import Table

STARTS_AT_ONCE = 6
NEWEST = ScriptDirectory(str(MIGRATIONS)).get_current_head()

# Waits for a line, so that all the processes begin in the same moment.
START = """
import asyncio, sys
from app.store.engine import Database
from app.store.migrate import migrate

async def main():
    database = Database(sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    await migrate(database)
    database.close()

asyncio.run(main())
"""

# A later version that makes a table anew, the way SQLite changes a column; tokens point at its rows.
REBUILD = f"""
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{NEWEST}"

def upgrade():
    with op.batch_alter_table("principal") as batch:
        batch.add_column(sa.Column("phone", sa.Text))
        batch.alter_column("name", nullable=True)
"""
BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "9002"
down_revision = "9001"

def upgrade():
    op.create_table("half_done", sa.Column("id", sa.Text))
    op.execute("SELECT * FROM no_such_table")
"""
SOMEBODY = (
    "INSERT INTO principal (id, kind, name, created_at) VALUES ('p1', 'device', 'Van 7', '2026-01-02 03:04:05+00')"
)
THEIR_TOKEN = (
    "INSERT INTO token (id, principal_id, hash, purpose, created_at, expires_at) "
    "VALUES ('t1', 'p1', 'h1', 'device', '2026-01-02 03:04:05+00', '2026-02-02 03:04:05+00')"
)


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later Doorstep."""
    folder = tmp_path / "100% later"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "9001_rebuild.py").write_text(REBUILD)
    return folder


async def run(database: Database, *statements: str) -> None:
    def execute(session: Session) -> None:
        for statement in statements:
            session.connection().execute(text(statement))

    await database.write(execute)


async def rows(database: Database, statement: str) -> list[Any]:
    return await database.read(lambda session: [tuple(row) for row in session.connection().execute(text(statement))])


async def tables(database: Database) -> set[str]:
    return await database.read(lambda session: set(inspect(session.connection()).get_table_names()))


def is_described(name: str | None, *_: object) -> bool:
    """Whether app/store/tables describes it: the words of feedback are each engine's own."""
    return not (name or "").startswith("feedback_word")


async def test_tables_and_migrations_agree(database: Database) -> None:
    def differences(session: Session) -> list[Any]:
        context = MigrationContext.configure(
            session.connection(),
            opts={"compare_type": True, "compare_server_default": True, "include_name": is_described},
        )
        return list(compare_metadata(context, Table.metadata))

    assert await database.read(differences) == []


async def test_a_second_start_changes_nothing(database: Database) -> None:
    await run(database, SOMEBODY)
    before = await version(database)
    await migrate(database)
    assert before == await version(database)
    assert await rows(database, "SELECT id FROM principal") == [("p1",)]


async def test_an_empty_database_has_no_version(empty_database: Database) -> None:
    assert await version(empty_database) is None


async def test_nodes_that_start_at_once_all_succeed(empty_url: str) -> None:
    nodes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-c", START, empty_url),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )
        for _ in range(STARTS_AT_ONCE)
    ]  # fmt: skip
    for node in nodes:
        assert node.stdout is not None
        assert await node.stdout.readline() == b"ready\n"
    ended = await asyncio.gather(*(node.communicate(b"go\n") for node in nodes))
    assert [(node.returncode, *texts) for node, texts in zip(nodes, ended, strict=True)] == [
        (0, b"", b"")
    ] * STARTS_AT_ONCE
    database = Database(empty_url)
    assert await version(database) == NEWEST
    assert await tables(database) >= {"feedback", "principal", "token"}
    database.close()


async def test_a_later_version_keeps_every_row(database: Database, later: Path) -> None:
    await run(database, SOMEBODY, THEIR_TOKEN)
    await migrate(database, later)
    assert await version(database) == "9001"
    assert await rows(database, "SELECT id, name, phone FROM principal") == [("p1", "Van 7", None)]
    assert await rows(database, "SELECT id, principal_id FROM token") == [("t1", "p1")]
    # The rule that tokens go with their principal still stands.
    await run(database, "DELETE FROM principal")
    assert await rows(database, "SELECT id FROM token") == []


async def test_a_migration_that_fails_leaves_nothing_behind(database: Database, later: Path) -> None:
    (later / "versions" / "9002_broken.py").write_text(BROKEN)
    before = await tables(database)
    with pytest.raises(DatabaseError, match="nothing was changed"):
        await migrate(database, later)
    assert await version(database) == NEWEST
    assert await tables(database) == before


async def test_an_older_program_refuses_a_newer_database(database: Database, later: Path) -> None:
    await migrate(database, later)
    with pytest.raises(DatabaseError, match=r"written by a newer Doorstep .*9001"):
        await migrate(database)
    assert await version(database) == "9001"


async def test_somebody_elses_tables_are_left_alone(empty_database: Database) -> None:
    await run(empty_database, "CREATE TABLE feedback (theirs TEXT)", "INSERT INTO feedback VALUES ('kept')")
    with pytest.raises(DatabaseError, match="database of Doorstep's own"):
        await migrate(empty_database)
    assert await tables(empty_database) == {"feedback"}
    assert await rows(empty_database, "SELECT theirs FROM feedback") == [("kept",)]


async def test_migrating_says_nothing(empty_database: Database, capfd: pytest.CaptureFixture[str]) -> None:
    await migrate(empty_database)
    assert capfd.readouterr() == ("", "")
