"""The build stamp changes with what the pages are made of, and with nothing else."""

from pathlib import Path

import pytest

from app.build.stamp import stamp

SETTINGS = {"use_jazz_sync": True}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in {
        "rxconfig.py": "config",
        "app/pages/rate.py": "page",
        "app/jazz/queue.ts": "queue",
        "assets/styles/doorstep.css": "style",
        "reflex.lock/package-lock.json": "{}",
        "README.md": "words",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


@pytest.mark.parametrize(
    "source",
    [
        "rxconfig.py",
        "app/pages/rate.py",
        "app/jazz/queue.ts",
        "assets/styles/doorstep.css",
        "reflex.lock/package-lock.json",
    ],
)
def test_another_source_is_another_stamp(root: Path, source: str) -> None:
    before = stamp(root, SETTINGS)
    (root / source).write_text("changed")
    assert stamp(root, SETTINGS) != before


def test_a_file_that_moves_is_another_stamp(root: Path) -> None:
    before = stamp(root, SETTINGS)
    (root / "app/pages/rate.py").rename(root / "app/pages/other.py")
    assert stamp(root, SETTINGS) != before


def test_another_compiled_in_setting_is_another_stamp(root: Path) -> None:
    assert stamp(root, SETTINGS) != stamp(root, {"use_jazz_sync": False})


def test_documents_results_and_times_change_nothing(root: Path) -> None:
    before = stamp(root, SETTINGS)
    (root / "README.md").write_text("other words")
    (root / "app/pages/__pycache__").mkdir()
    (root / "app/pages/__pycache__/rate.pyc").write_text("compiled")
    (root / "assets/external/app").mkdir(parents=True)
    (root / "assets/external/app/queue.ts").write_text("linked")
    (root / "app/pages/rate.py").touch()
    assert stamp(root, SETTINGS) == before
