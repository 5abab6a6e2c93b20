"""The lock files pin what pip asks for, extras included.

An extra is a name of its own to pip: `granian[reload]`, asked for by another package, is looked up anew beside a pinned
`granian`, and the day a newer granian appears a fresh machine can't install any more.
"""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = (ROOT / "requirements.txt", ROOT / "tests/requirements.txt")
PINNED = re.compile(r"^([\w.-]+)(?:\[([\w,-]+)\])?==\S+(.*)", re.MULTILINE)
ASKED = re.compile(r"^([\w.-]+)\[([\w,-]+)\]([^;]*)(?:;(.*))?$")


def spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_every_extra_that_a_package_asks_for_is_pinned(lock: Path) -> None:
    pinned = {
        spelled(name): set(filter(None, extras.split(","))) for name, extras, _ in PINNED.findall(lock.read_text())
    }
    unpinned = [
        f"{package} asks for {asked[0]}"
        for package in pinned
        for requirement in requirements(package)
        if (asked := ASKED.match(requirement)) and "extra ==" not in (asked[4] or "")
        if not set(asked[2].split(",")) <= pinned.get(spelled(asked[1]), set())
    ]
    assert unpinned == []


def requirements(package: str) -> list[str]:
    """What an installed package asks for; one for another system isn't here."""
    try:
        return distribution(package).requires or []
    except ModuleNotFoundError:
        return []
