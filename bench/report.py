"""bench/RESULTS.md, one section for each command: a run replaces its own and leaves the others alone."""

import fcntl
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"


def write_section(title: str, body: str, file: Path = RESULTS) -> None:
    """Put the section there, at its old place or at the end."""
    with file.open("r+", encoding="utf-8") as results:
        # Another bench may be writing its own.
        fcntl.flock(results, fcntl.LOCK_EX)
        parts = results.read().split("\n## ")
        section = f"{title}\n\n{body.strip()}\n"
        places = [at for at, part in enumerate(parts) if at and part.partition("\n")[0] == title]
        if places:
            parts[places[0]] = section
        else:
            parts.append(section)
        results.seek(0)
        results.truncate()
        results.write("\n## ".join(part if part.endswith("\n") else f"{part}\n" for part in parts))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
