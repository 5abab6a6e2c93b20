"""One section of RESULTS.md, replaced by the command that measures it; the others stay as they are."""

import fcntl
import re
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def write_section(title: str, module: str, text: str) -> None:
    """Put this text under that heading, at the end when there is none yet."""
    section = f"## {title}\n\n```sh\n.venv/bin/python -m {module}\n```\n\n{text.strip()}\n"
    pattern = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    with RESULTS.open("r+", encoding="utf-8") as results:
        # Another command may be writing its own.
        fcntl.flock(results, fcntl.LOCK_EX)
        before = results.read()
        found = pattern.search(before)
        if found is None:
            after = f"{before.rstrip()}\n\n{section}"
        else:
            behind = before[found.end() :]
            after = before[: found.start()] + section + (f"\n{behind}" if behind else "")
        results.seek(0)
        results.truncate()
        results.write(after)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
