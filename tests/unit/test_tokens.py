"""The tokens are those of the look, and every pair of text and ground can be read in both themes."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "assets/styles/doorstep.css").read_text()
TOKEN = re.compile(r"--color-([a-z0-9-]+):\s*(?:light-dark\((#\w+),\s*(#\w+)\)|(#\w+));")
COLOURS = {name: (light or both, dark or both) for name, light, dark, both in TOKEN.findall(CSS)}
THEMES = ("light", "dark")
TEXT = 4.5
SHAPE = 3.0

GROUNDS = ("paper", "card", "brand-soft")
STATES = ("saved", "received", "stored", "attention")
# Text, the ground under it, and the least contrast.
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "quiet", "brand") for ground in GROUNDS),
    *((state, ground, TEXT) for state in STATES for ground in ("paper", "card", f"{state}-soft")),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("on-attention", "attention", TEXT),
    ("star", "paper", TEXT),
    ("star", "card", TEXT),
    *(("star", ground, SHAPE) for ground in GROUNDS),
    *(("edge", ground, SHAPE) for ground in GROUNDS),
    *(("brand", ground, SHAPE) for ground in GROUNDS),
]
LOOK = {
    "paper": ("#fbfaf8", "#10151c"),
    "card": ("#ffffff", "#182029"),
    "ink": ("#1b2432", "#eef1f5"),
    "quiet": ("#566172", "#a3afbf"),
    "line": ("#e4e1db", "#2b3642"),
    "brand": ("#0f766e", "#2dd4bf"),
    "on-brand": ("#ffffff", "#062925"),
    "brand-soft": ("#e0f2ef", "#12332f"),
    "star": ("#b45309", "#fbbf24"),
    "received": ("#0369a1", "#7dd3fc"),
    "stored": ("#047857", "#6ee7b7"),
    "attention": ("#be123c", "#fda4af"),
}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str, least: float, theme: str) -> None:
    at = THEMES.index(theme)
    assert contrast(COLOURS[text][at], COLOURS[ground][at]) >= least


def test_tokens_are_those_of_the_look() -> None:
    assert {name: COLOURS[name] for name in LOOK} == LOOK


def test_sizes_are_those_of_the_look() -> None:
    sizes = [16 * float(rem) for rem in re.findall(r"--text-\w+: ([\d.]+)rem;", CSS)]
    assert sizes == [14, 16, 18, 22, 28, 36]
    assert "--radius-control: 8px;" in CSS
    assert "--radius-card: 14px;" in CSS


def test_series_and_ratings_are_those_of_the_look() -> None:
    series = [COLOURS[f"chart-{number}"][0] for number in range(1, 7)]
    assert series == ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9"]
    ratings = [COLOURS[f"rating-{number}"][0] for number in range(1, 6)]
    assert ratings == ["#b2182b", "#ef8a62", "#b8b8b8", "#67a9cf", "#2166ac"]


@pytest.mark.parametrize("name", [*(f"chart-{number}" for number in (1, 3, 4)), "rating-1", "rating-5"])
@pytest.mark.parametrize("theme", THEMES)
def test_what_charts_are_drawn_with_stands_out_from_a_card(name: str, theme: str) -> None:
    at = THEMES.index(theme)
    assert contrast(COLOURS[name][at], COLOURS["card"][at]) >= SHAPE


def test_nothing_in_the_components_names_a_colour_of_its_own() -> None:
    sources = (Path(__file__).parents[2] / "app").rglob("*.py")
    own = [
        file.name for file in sources if re.search(r"(?:bg|text|border)-\[?#|-(?:gray|slate|red)-\d", file.read_text())
    ]
    assert own == []
