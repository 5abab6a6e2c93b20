"""The build stamp: one hash over everything the compiled pages depend on.

Equal stamps mean that the pages in `.web` are those that a build would make, so a start may skip it.
"""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

SOURCES = ("app", "assets", "reflex.lock", "rxconfig.py")
SUFFIXES = frozenset((".py", ".ts", ".js", ".css", ".json", ".svg", ".png", ".ico", ".html", ".ftl", ".webmanifest"))
# Linked in by Reflex during a build: a result, not a source.
LINKED = Path("assets/external")


def sources(root: Path) -> Iterator[Path]:
    """The files a build reads, in a fixed order."""
    for name in SOURCES:
        top = root / name
        files = [top] if top.is_file() else sorted(top.rglob("*"))
        for file in files:
            if file.suffix in SUFFIXES and root / LINKED not in file.parents and file.is_file():
                yield file


def stamp(root: Path, built_in: dict[str, Any]) -> str:
    """The hash over sources, Reflex's version and the settings that are compiled in."""
    digest = hashlib.sha256(version("reflex").encode())
    digest.update(json.dumps(built_in, sort_keys=True).encode())
    for file in sources(root):
        content = file.read_bytes()
        digest.update(f"\0{file.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
