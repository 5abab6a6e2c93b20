"""What an operator brings, checks, backs up and restores, as they type it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.build.node import node_environment
from app.errors import StartError
from app.store.backup import back_up, restore
from app.store.engine import Database
from app.store.feedback import FeedbackStore, count_feedback
from app.store.listing import Wanted, page
from app.store.migrate import migrate
from app.store.tables import Table
from tests.support.clocks import START
from tests.support.counts import assert_counted_right
from tests.support.entries import submission
from tests.support.server import ROOT

# The version, which a backup tells apart, and SQLite's index of words with its numbers, which follows from the rows.
DERIVED = ("alembic_version", "feedback_word")
# What one row of a table can't have at once.
SENSE: dict[str, dict[str, Any]] = {"principal": {"kind": "admin"}, "inbox_case": {"state": "new", "closed_at": None}}


class Shell:
    """An installation with a data folder and a database of its own."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database_url = database_url

    def __call__(self, *arguments: str) -> tuple[int, list[str], str]:
        environment = {**node_environment(), "DATA_DIR": str(self.folder / "data"), "DATABASE_URL": self.database_url}
        command = [sys.executable, "-m", "app", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        return done.returncode, done.stdout.splitlines(), done.stderr

    def file(self, name: str, content: str) -> str:
        file = self.folder / name
        file.write_text(content)
        return str(file)


@pytest.fixture
def shell(tmp_path: Path, empty_url: str) -> Shell:
    return Shell(tmp_path, empty_url)


async def test_a_backup_of_one_engine_is_restored_on_the_other(
    shell: Shell, tmp_path: Path, sqlite_url: str, postgres_url: str
) -> None:
    assert shell("migrate")[0] == 0
    source = Database(shell.database_url)
    olds = [submission(comment="Größe 🚪") for _ in range(5)]
    await FeedbackStore(source).store([*olds, submission(supersedes=olds[0].entry.id)])
    assert shell("link", "ORDER9")[0] == 0
    assert shell("admin", "invite", "agent@example.com")[0] == 0
    file = tmp_path / "backup.tgz"
    code, [said], _ = shell("backup", str(file))
    assert (code, file.stat().st_mode & 0o777) == (0, 0o600)
    assert "rows and the signing key are in" in said

    elsewhere = Shell(
        tmp_path / "other", postgres_url if shell.database_url == sqlite_url else f"sqlite:///{tmp_path}/new.db"
    )
    code, _, trouble = elsewhere("restore", str(file))
    assert (code, trouble) == (0, "")
    assert (tmp_path / "data/signing.key").read_bytes() == (tmp_path / "other/data/signing.key").read_bytes()
    target = Database(elsewhere.database_url)
    assert await target.read(count_feedback) == 6
    await assert_counted_right(target)
    assert len(await target.read(lambda session: page(session, Wanted(text="größ"), None, 50))) == 5
    # It can be gone on with: repeats are known, and new lines of the audit log get new numbers.
    assert [each.status for each in await FeedbackStore(target).store(olds)] == ["duplicate"] * 5
    assert elsewhere("admin", "invite", "second@example.com")[0] == 0
    code, _, trouble = elsewhere("restore", str(file))
    assert (code, "isn't empty" in trouble, len(trouble.splitlines())) == (2, True, 1)
    assert await target.read(count_feedback) == 6
    source.close()
    target.close()


def value_of(column: sa.Column[Any]) -> Any:
    """Something that this column takes, and that every foreign key to it finds."""
    kind = getattr(column.type, "impl", column.type)
    kinds: list[tuple[type, Any]] = [
        (sa.Boolean, True),
        (sa.Integer, 1),
        (sa.LargeBinary, b"\0bytes"),
        (sa.DateTime, START),
        (sa.Date, START.date()),
        (sa.JSON, ["late"]),
    ]
    return next((value for each, value in kinds if isinstance(kind, each)), "x")


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, whatever tables the database has."""

    def rows(session: Session) -> dict[str, list[dict[str, Any]]]:
        found = sa.MetaData()
        found.reflect(session.connection())
        known = Table.metadata.tables
        # As our own types read them, where we know the table.
        tables = [known.get(name, table) for name, table in found.tables.items() if not name.startswith(DERIVED)]
        return {
            each.name: [dict(row._mapping) for row in session.connection().execute(each.select())] for each in tables
        }

    return await database.read(rows)


async def test_a_backup_holds_every_table_there_is(
    shell: Shell, tmp_path: Path, sqlite_url: str, postgres_url: str
) -> None:
    assert shell("migrate")[0] == 0
    source = Database(shell.database_url)

    def fill(session: Session) -> None:
        for table in Table.metadata.sorted_tables:
            if table.name != "report_state":
                values = {column.name: value_of(column) for column in table.columns}
                session.connection().execute(table.insert().values(values | SENSE.get(table.name, {})))

    await source.write(fill)
    file = tmp_path / "backup.tgz"
    assert shell("backup", str(file))[0] == 0
    elsewhere = Shell(
        tmp_path / "other", postgres_url if shell.database_url == sqlite_url else f"sqlite:///{tmp_path}/new.db"
    )
    assert elsewhere("restore", str(file))[0] == 0
    target = Database(elsewhere.database_url)
    there = await everything(source)
    assert set(there) == set(Table.metadata.tables) and all(there.values())
    assert await everything(target) == there
    source.close()
    target.close()


def test_what_is_no_backup_changes_nothing(shell: Shell) -> None:
    code, _, trouble = shell("restore", shell.file("no.tgz", "no backup"))
    assert (code, "can't be read" in trouble, len(trouble.splitlines())) == (2, True, 1)
    code, _, trouble = shell("backup", str(shell.folder / "nowhere" / "backup.tgz"))
    assert (code, len(trouble.splitlines())) == (2, 1)


async def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    """Wherever a bit has flipped or the file ends: what was read up to there must not pass for all of it."""
    source = Database(f"sqlite:///{tmp_path}/source.db")
    await migrate(source)
    await FeedbackStore(source).store([submission(comment=f"The door, {at}") for at in range(30)])
    file, damaged = tmp_path / "backup.tgz", tmp_path / "damaged.tgz"
    await back_up(source, b"key", file)
    source.close()
    whole = file.read_bytes()
    step = len(whole) // 60
    broken = [whole[:at] for at in range(0, len(whole), step)]
    # Before that stand the file's name and date, which say nothing.
    broken += [whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :] for at in range(64, len(whole), step)]
    target = Database(f"sqlite:///{tmp_path}/target.db")
    for each in broken:
        damaged.write_bytes(each)
        with pytest.raises(StartError, match="can't be read"):
            await restore(target, tmp_path / "data", damaged)
    assert not (tmp_path / "data" / "signing.key").exists()
    assert await restore(target, tmp_path / "data", file) > 30
    target.close()


async def test_the_doctor_finds_what_is_wrong_and_says_what_helps(shell: Shell) -> None:
    code, said, _ = shell("doctor")
    assert code == 1
    assert any("start Doorstep once" in line or "migrate" in line for line in said)
    assert shell("migrate")[0] == 0
    database = Database(shell.database_url)
    await FeedbackStore(database).store([submission()])
    code, said, trouble = shell("doctor")
    assert (code, trouble, {line.split()[0] for line in said}) == (0, "", {"ok"})
    miscount = "UPDATE report_count SET stars_1 = stars_1 + 1"
    await database.write(lambda session: session.connection().exec_driver_sql(miscount))
    code, said, _ = shell("doctor")
    assert (code, [line for line in said if line.startswith("wrong")]) == (
        1, ["wrong  The reports don't say what the rows say: `python -m app rebuild-reports`."],
    )  # fmt: skip
    assert shell("rebuild-reports") == (0, ["The reports are counted anew."], "")
    await assert_counted_right(database)
    assert shell("doctor")[0] == 0
    database.close()


ORDERS = """\ufefforder_id,courier_id,day,address,name
A1,7,2026-03-01,"Hlavní 1, Praha",Novák
A2,,,,
"""


def test_orders_come_from_a_list_all_or_none(shell: Shell) -> None:
    file = shell.file("orders.csv", ORDERS)
    assert shell("orders", "import", file) == (0, ["2 orders are known."], "")
    assert shell("orders", "import", file)[0] == 0
    for line in ("no order!,1,,,", "A3,x,,,", "A3,1,soon,,"):
        code, said, trouble = shell("orders", "import", shell.file("wrong.csv", ORDERS + line + "\n"))
        assert (code, said, len(trouble.splitlines())) == (2, [], 1)
        assert "line 4" in trouble and "Nothing was taken" in trouble
    assert shell("orders", "import", str(shell.folder / "nowhere.csv"))[0] == 2


async def test_a_legacy_list_becomes_rows_once_and_what_cannot_be_read_is_named(shell: Shell) -> None:
    items = [
        {"order_id": "A1", "courier_id": "7", "rating": 5, "created_at": "2026-03-01T10:00:00Z"},
        {"orderId": "A2", "courierId": 7, "rating": 2.0, "timestamp": 1_772_366_400_000, "comment": "late"},
        {"rating": "many"},
    ]
    file = shell.file("queue.json", json.dumps(items))
    code, said, _ = shell("import-legacy", file)
    assert (code, said) == (
        1, ['Left out: {"rating": "many"}', "2 records: 2 stored, 0 duplicate, 0 conflict, 0 rejected; 1 left out."],
    )  # fmt: skip
    assert shell("import-legacy", file)[1][-1].startswith("2 records: 0 stored, 2 duplicate")
    assert shell("import-legacy", shell.file("broken.json", "[{"))[0] == 2
    database = Database(shell.database_url)
    assert await database.read(count_feedback) == 2
    database.close()


async def test_a_legacy_list_without_moments_is_brought_once(shell: Shell) -> None:
    items = [{"order_id": "A1", "courier_id": 7, "rating": 4}, {"order_id": "A2", "courier_id": 7, "rating": 2}]
    assert shell("import-legacy", shell.file("one.json", json.dumps(items[:1])))[0] == 0
    code, [said], _ = shell("import-legacy", shell.file("both.json", json.dumps(items)))
    assert (code, said) == (0, "2 records: 1 stored, 1 duplicate, 0 conflict, 0 rejected; 0 left out.")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (["backup", "."], "is a folder"),
        (["link", "ORDER9", "--days", "99999999999"], "1 to 3650 days"),
        (["link", "ORDER9", "--days", "0"], "1 to 3650 days"),
        (["import-legacy", "{nested}"], "nested without end"),
    ],
)
def test_what_can_not_be_done_is_one_line(shell: Shell, typed: list[str], word: str) -> None:
    nested = shell.file("nested.json", "[" * 200_000)
    code, said, trouble = shell(*(each.format(nested=nested) for each in typed))
    assert (code, said, len(trouble.splitlines())) == (2, [], 1)
    assert word in trouble


def test_what_no_terminal_can_show_is_shown_escaped(shell: Shell) -> None:
    code, said, trouble = shell("import-legacy", shell.file("half.json", '[{"comment": "\\ud800"}]'))
    assert (code, trouble) == (1, "")
    assert said[0] == 'Left out: {"comment": "\\ud800"}'


def test_a_backup_never_shows_half_a_file(shell: Shell, tmp_path: Path) -> None:
    assert shell("migrate")[0] == 0
    assert shell("backup", str(tmp_path / "backup.tgz"))[0] == 0
    assert [name for name in os.listdir(tmp_path) if name.startswith(".")] == []
