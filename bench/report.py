"""One section of RESULTS.md, replaced by the command that measures it; the others stay as they are.

A look that doesn't measure in earnest (QUICK=1) leaves RESULTS.md alone: its sections stand in quick/RESULTS.md.
"""

import fcntl
import os
from collections.abc import Sequence

from bench import results
from bench.results import EARNEST, Folder
from bench.sections import Section

QUICK = bool(os.environ.get("QUICK"))


def folder() -> Folder:
    """Where the figures of this run stand."""
    return Folder(EARNEST.path / "quick", readme=None) if QUICK else EARNEST


def write_section(title: str, command: str, text: str) -> None:
    """Put this text under that heading, in the place that the command has in the order of all."""
    where = folder()
    where.path.mkdir(exist_ok=True)
    held = os.open(where.path, os.O_RDONLY)
    try:
        # Another command may be writing its own.
        fcntl.flock(held, fcntl.LOCK_EX)
        missing = results.arrange(where, Section(title, command, text.strip()))
    finally:
        os.close(held)
    for told in missing:
        print(f"There is no such figure: {told}", flush=True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
