"""RESULTS.md as a whole: a head, how far from what is possible, the sections in their order, and the figures.

Everything but the sections' own text follows from them, and so does the README's table: whoever changes a section gets
the rest by `python -m bench.results`, and tests/unit/test_results.py sees that nothing was written by hand.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bench import drawings, limits
from bench.limits import Distance
from bench.sections import Section, sections

HERE = Path(__file__).parent
# The order in which things happen to a record, and then to those who read.
ORDER = (
    "bench.queue",
    "bench.rating_page",
    "bench.interaction",
    "bench.visitors",
    "bench.scroll",
    "bench.rooms",
    "bench.tap",
    "bench.drain_store",
    "bench.drain",
    "bench.reports",
    "bench.desk sqlite",
    "bench.desk postgresql",
    "bench.desk live",
    "bench.desk_pages",
    "bench.export_memory",
    "bench.soak",
)
TITLE = "# Figures"
SHORT = "## How far from what is possible"
NO_HEAD = "Made by `make bench`."
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
_FIGURE = re.compile(r"^!\[.*?\]\(figures/(?!soak).*?\)\n+", re.M)


class Folder(NamedTuple):
    """Where results stand."""

    path: Path
    readme: Path | None

    @property
    def results(self) -> Path:
        return self.path / "RESULTS.md"

    @property
    def figures(self) -> Path:
        return self.path / "figures"


EARNEST = Folder(HERE, HERE.parent / "README.md")


class Whole(NamedTuple):
    """What is written."""

    results: str
    figures: dict[str, str]
    readme: str
    """The README's part, between its marks."""
    missing: list[str]
    """Figures that a section should have said and doesn't."""


def whole(head: str, found: Mapping[str, Section]) -> Whole:
    """All of it from the sections."""
    missing: list[str] = []
    far = limits.distances(found, missing)
    made = drawings.drawn(found, missing)
    names = sorted(found, key=_place)
    parts = [TITLE, head.strip()]
    if far:
        parts += [SHORT, _distances(far)]
    undrawn = dict(made)
    # A module's figure stands in the first of its sections.
    parts += [_section(found[name], undrawn.pop(name.split()[0], None)) for name in names]
    text = "\n\n".join(parts) + "\n"
    pictures = {f"{drawing.name}.svg": svg for drawing, svg in made.values()}
    embedded = "\n\n".join(f"![{drawing.title}](bench/figures/{drawing.name}.svg)" for drawing, _ in made.values())
    return Whole(text, pictures, f"{_distances(far)}\n\n{embedded}" if far else embedded, missing)


def _place(command: str) -> tuple[int, str]:
    module = command.split()[0]
    known = next((at for at, each in enumerate(ORDER) if each == command), None)
    if known is None:
        known = next((at for at, each in enumerate(ORDER) if each.split()[0] == module), len(ORDER))
    return known, command


def _distances(far: list[Distance]) -> str:
    lines = ["| figure | Doorstep | the limit | Doorstep ÷ limit | what the limit is |", "|---|---|---|---|---|"]
    lines += [f"| {each.name} | {each.ours} | {each.limit} | {each.ratio:.2f} | {each.why} |" for each in far]
    return "\n".join(lines)


def _section(section: Section, made: tuple[drawings.Drawing, str] | None) -> str:
    figure = f"![{made[0].title}](figures/{made[0].name}.svg)\n\n" if made else ""
    return f"## {section.title}\n\n```sh\n.venv/bin/python -m {section.command}\n```\n\n{figure}{section.text}"


def read(where: Folder) -> tuple[str, dict[str, Section]]:
    """The head and the sections that stand there, without what follows from them."""
    text = where.results.read_text(encoding="utf-8") if where.results.exists() else ""
    head = re.split(r"^## ", text, maxsplit=1, flags=re.M)[0].removeprefix(TITLE).strip()
    return head or NO_HEAD, sections(_FIGURE.sub("", text))


def arrange(where: Folder, fresh: Section | None = None, head: str | None = None) -> list[str]:
    """Write it all anew, with that section or head instead of the ones that stood there; what is missing."""
    old, found = read(where)
    if fresh is not None:
        found[fresh.command] = fresh
    made = whole(old if head is None else head, found)
    where.figures.mkdir(parents=True, exist_ok=True)
    where.results.write_text(made.results, encoding="utf-8")
    for name, svg in made.figures.items():
        (where.figures / name).write_text(svg, encoding="utf-8")
    if where.readme is not None:
        text = where.readme.read_text(encoding="utf-8")
        where.readme.write_text(in_readme(text, made.readme), encoding="utf-8")
    return made.missing


def in_readme(text: str, part: str) -> str:
    """The README with these figures."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{part}\n{end}{after}" if begin and end else text


if __name__ == "__main__":
    for each in arrange(EARNEST):
        print(f"There is no such figure: {each}")
    sys.exit(0)
