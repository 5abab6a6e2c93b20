"""One secret for ever, whoever asks first."""

import asyncio
import stat
import sys
from pathlib import Path

import pytest

from app.errors import DataFolderError
from app.store.secrets import load_secret

STARTS_AT_ONCE = 6
# Waits for a line, so that all the processes begin in the same moment.
START = """
import sys
from pathlib import Path
from app.store.secrets import load_secret

print("ready", flush=True)
sys.stdin.readline()
print(load_secret(Path(sys.argv[1]), "cookie").hex())
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    secret = load_secret(folder, "cookie")
    assert len(secret) == 32
    assert load_secret(folder, "cookie") == secret
    assert load_secret(folder, "room") != secret
    assert mode(folder) == 0o700
    assert mode(folder / "cookie") == 0o600
    assert {file.name for file in folder.iterdir()} == {"cookie", "room"}


def test_two_installations_have_different_secrets(tmp_path: Path) -> None:
    assert load_secret(tmp_path / "a", "cookie") != load_secret(tmp_path / "b", "cookie")


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    load_secret(tmp_path, "cookie")
    assert mode(tmp_path) == 0o755


async def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    starts = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", START, str(tmp_path / "data")),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(STARTS_AT_ONCE)
    ]  # fmt: skip
    for start in starts:
        assert start.stdout is not None
        assert await start.stdout.readline() == b"ready\n"
    said = {output for output, _ in await asyncio.gather(*(start.communicate(b"go\n") for start in starts))}
    assert said == {load_secret(tmp_path / "data", "cookie").hex().encode() + b"\n"}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderError, match=r"can't be made .* DATA_DIR"):
        load_secret(tmp_path / "file" / "data", "cookie")


def test_a_folder_that_cannot_be_written_is_said() -> None:
    # Nobody can make a file there, root included.
    with pytest.raises(DataFolderError, match=r"can't be kept .* DATA_DIR"):
        load_secret(Path("/proc/self"), "cookie")


def test_a_damaged_secret_is_said_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cookie").write_bytes(b"short")
    with pytest.raises(DataFolderError, match="damaged"):
        load_secret(tmp_path, "cookie")
    assert (tmp_path / "cookie").read_bytes() == b"short"
