"""How far the figures are from what is possible: for each, what nothing could go below, and why.

A limit is measured in the same run (the same work with nothing around it), or follows from the line that is emulated.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bench.sections import NoFigure, Section, of_module

SLOW_4G_KBIT = 1638.4
FRAME_MS = 1000 / 60


class Limit(NamedTuple):
    """One figure of ours beside its limit."""

    name: str
    """The figure, with its unit."""
    module: str
    ours: tuple[tuple[str, ...], str, int]
    """Row, column, and which of the numbers in the cell."""
    limit: tuple[tuple[str, ...], str, int] | Callable[[Section], float]
    why: str
    """What the limit is."""


class Distance(NamedTuple):
    """The same with what was measured."""

    name: str
    ours: str
    limit: str
    ratio: float
    """Ours by the limit: above 1 where less is better, below 1 where more is."""
    why: str


def _line_time(section: Section) -> float:
    shipped = section.number(("JavaScript, CSS",), "measured") + _html(section)
    return shipped * 8 / SLOW_4G_KBIT * 1000


def _html(section: Section) -> float:
    row = next(row for each in section.tables() for row in each.rows if row[0].startswith("JavaScript, CSS"))
    told = row[0].partition("HTML ")[2]
    return float(told.split(",")[0].split(")")[0]) if told else 0.0


LARGE, SMALL = "at 1,000,000", "at 10,000"
LIMITS = (
    Limit(
        "keep a record on the phone, durable, ms", "bench.queue", (("enqueue until durable",), "ours", 0),
        (("enqueue until durable",), "bare IndexedDB", 0),
        "one bare transaction of IndexedDB, strictly durable",
    ),
    Limit(
        "open the queue cold, 1,000 records, ms", "bench.queue", (("cold open",), "ours", 0),
        (("cold open",), "bare IndexedDB", 0), "reading the same records out of bare IndexedDB",
    ),
    Limit(
        "the rating page works on slow 4G, ms after its first byte", "bench.rating_page",
        (("works after",), "measured", 0), _line_time,
        "its own bytes on that line, and a processor that takes no time",
    ),
    Limit(
        "the slowest touch on the rating page until the next picture, braked processor, ms", "bench.interaction",
        (("worst of",), "measured", 0), lambda _: FRAME_MS, "one picture of a screen that shows 60 a second",
    ),
    Limit(
        "updates acknowledged after commit, a second", "bench.rooms", (("Doorstep",), "acknowledged/s", 0),
        (("uvicorn, echo",), "acknowledged/s", 0), "the same web server sending each frame back, storing nothing",
    ),
    Limit(
        "rooms to rows, SQLite, records a second", "bench.drain", (("SQLite", "10 rooms"), "records/s", 0),
        (("SQLite", "driver"), "records/s", 0), "the driver inserting ready values"
    ),
    Limit(
        "rooms to rows, PostgreSQL, records a second", "bench.drain", (("PostgreSQL", "10 rooms"), "records/s", 0),
        (("PostgreSQL", "driver"), "records/s", 0), "the driver inserting ready values"
    ),
    Limit(
        "tap to “in the database”, 25 ms each way, ms", "bench.tap",
        (("in the database, socket open, 25 ms",), "median", 0), lambda _: 50.0, "one way there and one back",
    ),
    Limit(
        "summary of 90 days among a million rows, SQLite, ms", "bench.reports", (("SQLite", "summary"), LARGE, 0),
        (("SQLite", "summary"), SMALL, 0), "the same among ten thousand rows",
    ),
    Limit(
        "dashboard of 90 days among a million rows, SQLite, ms", "bench.desk", (("SQLite", "dashboard, 90"), LARGE, 0),
        (("SQLite", "dashboard, 90"), SMALL, 0), "the same among ten thousand rows",
    ),
)  # fmt: skip


def distances(found: Mapping[str, Section], missing: list[str]) -> list[Distance]:
    """Of all that was measured; what a section doesn't say is added to `missing`."""
    lines = []
    for each in LIMITS:
        section = of_module(found, each.module)
        if section is None:
            continue
        try:
            lines.append(_distance(each, section))
        except NoFigure as error:
            missing.append(str(error))
    return lines


def _distance(each: Limit, section: Section) -> Distance:
    row, column, part = each.ours
    ours = section.number(row, column, part)
    limit = each.limit(section) if callable(each.limit) else section.number(*each.limit)
    return Distance(each.name, _shown(ours), _shown(limit), ours / limit, each.why)


def _shown(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
