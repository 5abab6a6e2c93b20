"""Charts of the desk: a line over days beside the period before, and the hours of a week.

In: figures as the store gives them, and words. Out: a chart with a table for screen readers. What draws lines is 90 KB
and is loaded after the numbers are there.
"""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from app.build.script import script
from app.components.handlers import Text

RECHARTS = "recharts@3.10.1"
# Both in one folder: the first loads the second.
FILES = {name: script(__name__, name) for name in ("charts.ts", "chart_lines.ts")}


class TrendChart(rx.Component):
    """Counts or means over days or weeks."""

    library = FILES["charts.ts"]
    tag = "TrendChart"
    lib_dependencies: list[str] = [RECHARTS]  # noqa: RUF012  a field of Reflex's, not a default

    points: rx.Var[list[dict[str, Any]]]
    metric: rx.Var[str]
    span: rx.Var[int]
    # Whether the last point is of a day that isn't over.
    open: rx.Var[bool]
    locale: rx.Var[str]
    words: rx.Var[dict[str, str]]


class HeatMap(rx.Component):
    """How much there was in each hour of the week."""

    library = FILES["charts.ts"]
    tag = "HeatMap"

    hours: rx.Var[list[dict[str, Any]]]
    locale: rx.Var[str]
    words: rx.Var[dict[str, str]]


def trend_chart(figures: Mapping[str, rx.Var[Any]], metric: str, locale: Text, words: Mapping[str, Text]) -> Any:
    """The line; `figures` are points, span and open."""
    return TrendChart.create(**figures, metric=metric, locale=locale, words=dict(words))


def heat_map(hours: rx.Var[Any], locale: Text, words: Mapping[str, Text]) -> Any:
    """The week."""
    return HeatMap.create(hours=hours, locale=locale, words=dict(words))
