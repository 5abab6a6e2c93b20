"""Pages stand right from either side: classes name the start and the end of a line, not left and right."""

import re
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
PHYSICAL = re.compile(
    r"(?<![\w-])(?:[\w@()\[\]:-]+:)?-?(?:[mp][lr]-|scroll-[mp][lr]-|(?:left|right)-(?!\w*[\"']\s*:)|text-(?:left|right)\b"
    r"|rounded-(?:[lr]|tl|tr|bl|br)\b|border-[lr]\b|float-(?:left|right)\b)"
)
PLACES = ("components", "pages", "offline")


def test_no_class_names_a_side() -> None:
    files = [file for place in PLACES for suffix in ("py", "ts") for file in (APP / place).glob(f"*.{suffix}")]
    assert len(files) > 30
    found = [
        f"{file.name}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if PHYSICAL.search(line)
    ]
    assert found == []
