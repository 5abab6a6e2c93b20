"""RESULTS.md read: its head, its sections, and the cells of their tables.

A figure is found by words that its row and its column begin with, so that a row may say more (runs, spread) without
being lost; where that isn't there, NoFigure says what was looked for.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_SECTION = re.compile(
    r"^## (?P<title>[^\n]+)\n\n```sh\n\S+ -m (?P<command>[^\n]+)\n```\n(?P<text>.*?)(?=^## |\Z)",
    re.MULTILINE | re.DOTALL,
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class NoFigure(Exception):
    """A figure isn't where it should be."""


class Section(NamedTuple):
    """What one command has measured."""

    title: str
    command: str
    """The module, and what it was told, such as `bench.desk sqlite`."""
    text: str

    def tables(self) -> list["Table"]:
        """Its tables, in order."""
        found: list[Table] = []
        lines: list[list[str]] = []
        for line in [*self.text.splitlines(), ""]:
            if line.startswith("|"):
                lines.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            elif lines:
                found.append(Table(lines[0], [row for row in lines[2:] if len(row) == len(lines[0])]))
                lines = []
        return found

    def cell(self, row: Sequence[str], column: str) -> str:
        """The cell in the first row that begins with these words, under the column of that name."""
        for each in self.tables():
            found = each.row(row)
            if found is not None and (at := each.column(column)) is not None:
                return found[at]
        raise NoFigure(f"{self.command}: no row {' · '.join(row)!r} with a column {column!r}")

    def number(self, row: Sequence[str], column: str, part: int = 0) -> float:
        """The number in it; of several, that one."""
        cell = self.cell(row, column)
        try:
            return numbers(cell)[part]
        except IndexError:
            raise NoFigure(f"{self.command}: {cell!r} has no number {part + 1}") from None


class Table(NamedTuple):
    """A table of a section."""

    head: list[str]
    rows: list[list[str]]

    def row(self, words: Sequence[str]) -> list[str] | None:
        """The first whose cells begin with these words."""
        return next(
            (row for row in self.rows if all(cell.startswith(word) for cell, word in zip(row, words, strict=False))),
            None,
        )

    def column(self, name: str) -> int | None:
        """The last of exactly that name; else the last whose name begins so."""
        same = [at for at, each in enumerate(self.head) if each == name]
        return next(reversed(same or [at for at, each in enumerate(self.head) if each.startswith(name)]), None)


def numbers(text: str) -> list[float]:
    """All numbers in a text; thousands may be parted by commas."""
    return [float(each.replace(",", "")) for each in _NUMBER.findall(text)]


def sections(text: str) -> dict[str, Section]:
    """What stands in RESULTS.md, by the command that has measured it."""
    found = (Section(each["title"], each["command"].strip(), each["text"].strip()) for each in _SECTION.finditer(text))
    return {each.command: each for each in found}


def of_module(found: Mapping[str, Section], module: str) -> Section | None:
    """All that a module has measured, whatever it was told, as one."""
    all_ = [each for each in found.values() if each.command.split()[0] == module]
    return Section(all_[0].title, module, "\n\n".join(each.text for each in all_)) if all_ else None
