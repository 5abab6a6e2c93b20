"""Phones send while the server is killed at random moments: every record is one row, and every phone hears of it."""

from pathlib import Path

from tests.support.killing import Killing, rows_after, verify

SHORT = Killing(phones=10, records=30, kills=3, seed=5)


async def test_killed_while_phones_send(tmp_path: Path, database_url: str) -> None:
    verify(SHORT, await rows_after(SHORT, database_url, tmp_path / "server"))
