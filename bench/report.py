"""One section of RESULTS.md, replaced by the command that measures it; the others stay as they are."""

import re
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def write_section(title: str, module: str, text: str) -> None:
    """Put this text under that heading, at the end when there is none yet."""
    section = f"## {title}\n\n```sh\n.venv/bin/python -m {module}\n```\n\n{text.strip()}\n"
    before = RESULTS.read_text()
    pattern = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    found = pattern.search(before)
    if found is None:
        RESULTS.write_text(f"{before.rstrip()}\n\n{section}")
        return
    behind = before[found.end() :]
    RESULTS.write_text(before[: found.start()] + section + (f"\n{behind}" if behind else ""))
