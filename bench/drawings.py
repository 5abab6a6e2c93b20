"""Which figures are drawn of what was measured: one for each family, from the tables of RESULTS.md.

In: sections. Out: by the name of a file, its SVG and the section in which it stands. Nothing is drawn that doesn't
stand in a table.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bench.figures import Bar, Panel, figure
from bench.limits import LARGE
from bench.sections import NoFigure, Section, Table, numbers, of_module

OURS = ("ours", "Doorstep")
TARGET = "to reach"


class Drawing(NamedTuple):
    """One figure."""

    name: str
    module: str
    title: str
    panels: Callable[[Section], list[Panel]]


def by_row(section: Section, rows: Sequence[str]) -> list[Panel]:
    """A panel for each of these rows, a bar for each column that holds a number."""
    panels = []
    for wanted in rows:
        table, row = _row_of(section, wanted)
        bars = [_bar(name, cell) for name, cell in zip(table.head[1:], row[1:], strict=True) if name != TARGET]
        target = table.column(TARGET)
        panels.append(_panel(row[0], [bar for bar in bars if bar is not None], row[target] if target else ""))
    return panels


def by_column(section: Section, columns: Sequence[tuple[str, int, str]]) -> list[Panel]:
    """A panel for each of these columns (name, which number of the cell, what it is), a bar for each row."""
    table = section.tables()[0]
    panels = []
    for name, part, title in columns:
        at = table.column(name)
        if at is None:
            raise NoFigure(f"{section.command}: no column {name!r}")
        bars = [_bar(row[0], row[at], part) for row in table.rows]
        panels.append(Panel(title, [bar for bar in bars if bar is not None]))
    return panels


def by_engine(section: Section, column: str, what: str, goal: float | None = None, only: str = "") -> list[Panel]:
    """A panel for each engine that stands in the first column, a bar for each of its rows."""
    panels = []
    for table in section.tables():
        at = table.column(column)
        if at is None or table.head[0] != "engine":
            continue
        for engine in dict.fromkeys(row[0] for row in table.rows):
            rows = [
                row
                for row in table.rows
                if row[0] == engine and row[1].startswith(only) and row[at - 1 if goal else at]
            ]
            bars = [bar for row in rows if (bar := _bar(row[1], row[at], ours=row[1] != "driver")) is not None]
            panels.append(Panel(f"{engine}: {what}", bars, goal, f"≤ {goal:g}" if goal else ""))
    if not panels:
        raise NoFigure(f"{section.command}: no table of engines with a column {column!r}")
    return panels


def _row_of(section: Section, words: str) -> tuple[Table, list[str]]:
    for table in section.tables():
        row = table.row((words,))
        if row is not None:
            return table, row
    raise NoFigure(f"{section.command}: no row {words!r}")


def _bar(label: str, cell: str, part: int = 0, ours: bool | None = None) -> Bar | None:
    found = numbers(cell)
    if len(found) <= part:
        return None
    is_ours = label.startswith(OURS) if ours is None else ours
    shown = cell if len(found) == 1 else f"{found[part]:,g}"
    return Bar(label, found[part], shown, is_ours)


def _panel(title: str, bars: Sequence[Bar], target: str) -> Panel:
    goal = numbers(target)
    return Panel(title, bars, goal[0], target) if goal else Panel(title, bars)


def _one_row_each(section: Section) -> list[Panel]:
    """A table of figures, one a row, where each is a panel of its own."""
    panels = []
    for table in section.tables():
        at = table.column("measured")
        goal = table.column(TARGET)
        for row in table.rows if at is not None else []:
            bar = _bar("Doorstep", row[at or 0])
            # What has no goal is told in the table.
            if bar is not None and goal is not None and row[goal]:
                panels.append(_panel(row[0], [bar], row[goal]))
    if not panels:
        raise NoFigure(f"{section.command}: no table with a column 'measured'")
    return panels


DRAWINGS = (
    Drawing(
        "queue", "bench.queue", "The queue in the browser beside its peers",
        lambda section: by_row(section, ("enqueue", "1000 records", "bytes stored", "cold open", "JavaScript")),
    ),
    Drawing("rating-page", "bench.rating_page", "The rating page on slow 4G with a braked processor", _one_row_each),
    Drawing(
        "rooms", "bench.rooms", "The rooms beside their peers",
        lambda section: by_column(section, (
            ("acknowledged/s", 0, "updates acknowledged a second"),
            ("processor", 0, "processor time for one update, µs"),
            ("at 1,000/s", 1, "at 1,000 a second: p99 until acknowledged, ms"),
            ("KiB a room", 1, "memory for a room after one update, KiB"),
        )),
    ),
    Drawing(
        "drain", "bench.drain", "From rooms to rows, beside the driver's own inserts",
        lambda section: by_engine(section, "records/s", "records a second"),
    ),
    Drawing(
        "reports", "bench.reports", "Reports of 90 days among a million rows",
        lambda section: by_engine(section, "p95", "p95, ms", 30),
    ),
    Drawing(
        "desk", "bench.desk", "The desk with a million rows",
        lambda section: by_engine(section, LARGE, "median, ms"),
    ),
)  # fmt: skip


def drawn(found: Mapping[str, Section], missing: list[str]) -> dict[str, tuple[Drawing, str]]:
    """By module, its figure as SVG; what can't be drawn is added to `missing`."""
    made = {}
    for each in DRAWINGS:
        section = of_module(found, each.module)
        if section is None:
            continue
        try:
            made[each.module] = each, figure(each.title, each.panels(section))
        except NoFigure as error:
            missing.append(str(error))
    return made
