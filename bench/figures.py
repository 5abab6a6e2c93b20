"""Figures as SVG: panels of horizontal bars, each bar with its value in words.

In: panels. Out: the text of an SVG that follows the reader's light or dark scheme, whose title and description say
everything that the bars show. Ours stands out; a mark says what was to be reached.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH = 720
MARGIN = 16
LABELS = 230
VALUES = 90
BAR = 16
STEP = 24
HEAD = 40
GAP = 14
# Of the look's tokens: card, ink, quiet ink, line, and the first and fourth of the colours for charts.
STYLE = """
  .card { fill: #ffffff; stroke: #e4e1db } .ink { fill: #1b2432 } .quiet { fill: #566172 } .line { stroke: #e4e1db }
  .ours { fill: #0072b2 } .peer { fill: #7f8792 } .mark { stroke: #d55e00; stroke-width: 2 }
  .curve { fill: none; stroke: #0072b2 } .over { paint-order: stroke; stroke: #ffffff; stroke-width: 4 }
  text { font: 14px system-ui, sans-serif; font-variant-numeric: tabular-nums } .strong { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .card { fill: #182029; stroke: #2b3642 } .ink { fill: #eef1f5 } .quiet { fill: #a3afbf } .line { stroke: #2b3642 }
    .ours { fill: #56b4e9 } .peer { fill: #74818f } .mark { stroke: #e69f00 }
    .over { stroke: #182029 } .curve { stroke: #56b4e9 }
  }
"""


class Bar(NamedTuple):
    """One measured value."""

    label: str
    value: float
    shown: str
    is_ours: bool = True


class Panel(NamedTuple):
    """Bars of the same kind."""

    title: str
    bars: Sequence[Bar]
    goal: float | None = None
    goal_shown: str = ""


def figure(title: str, panels: Sequence[Panel]) -> str:
    """All panels under each other."""
    parts: list[str] = []
    top = MARGIN + 18
    for panel in panels:
        parts += _panel(panel, top)
        top += HEAD + STEP * len(panel.bars) + GAP
    said = "; ".join(_said(panel) for panel in panels)
    return framed(
        title, said, top, [f'<text class="ink strong" x="{MARGIN}" y="{MARGIN + 10}">{escape(title)}</text>', *parts]
    )


def framed(title: str, description: str, height: float, parts: Sequence[str]) -> str:
    """Any drawing on a card of its own, with its words."""
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
            'aria-labelledby="title description">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(description)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1:.0f}" rx="14"/>',
            *parts,
            "</svg>",
            "",
        )
    )


def _panel(panel: Panel, top: float) -> list[str]:
    room = WIDTH - 2 * MARGIN - LABELS - VALUES
    most = max([*(bar.value for bar in panel.bars), panel.goal or 0.0]) or 1.0
    left, first = MARGIN + LABELS, top + HEAD
    head = f'<text class="ink" x="{MARGIN}" y="{top + 24}">{escape(panel.title)}</text>'
    parts = [f'<line class="line" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{top + 4}" y2="{top + 4}"/>', head]
    words = []
    for at, bar in enumerate(panel.bars):
        y = first + STEP * at
        length = max(1.0, bar.value / most * room)
        weight = " strong" if bar.is_ours else ""
        kind = "ours" if bar.is_ours else "peer"
        parts.append(f'<rect class="{kind}" x="{left}" y="{y}" width="{length:.1f}" height="{BAR}" rx="3"/>')
        words += [
            f'<text class="ink{weight}" x="{left - 8}" y="{y + 13}" text-anchor="end">{escape(bar.label)}</text>',
            f'<text class="ink over{weight}" x="{left + length + 6:.1f}" y="{y + 13}">{escape(bar.shown)}</text>',
        ]
    if panel.goal is not None:
        x = left + panel.goal / most * room
        parts.append(
            f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{first - 6}" y2="{first + STEP * len(panel.bars) - 4}"/>'
        )
        words.append(
            f'<text class="quiet" x="{WIDTH - MARGIN}" y="{top + 24}" text-anchor="end">'
            f"to reach: {escape(panel.goal_shown)}</text>"
        )
    return parts + words


def _said(panel: Panel) -> str:
    values = ", ".join(f"{bar.label} {bar.shown}" for bar in panel.bars)
    goal = f" (to reach: {panel.goal_shown})" if panel.goal is not None else ""
    return f"{panel.title}: {values}{goal}"
