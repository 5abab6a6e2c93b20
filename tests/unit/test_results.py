"""RESULTS.md, its figures and the README say the same: whatever follows from the sections was made from them."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import results
from bench.figures import Bar, Panel, figure
from bench.results import EARNEST, Folder
from bench.sections import NoFigure, Section, numbers, sections

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
RESULTS = EARNEST.results.read_text()
# A figure is a number with a unit of what is measured.
FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(?:[KMG]i?B|ms|µs|records|rows|times|×|%|/s|s|a second)(?![\w-])")
SECTION = "A sentence.\n\n| figure | ours | to reach |\n|---|---|---|\n| works, ms (5 runs) | 1,642.5 | ≤ 2000 |"


def test_what_follows_from_the_sections_was_made_from_them() -> None:
    made = results.whole(*results.read(EARNEST))
    assert made.missing == []
    assert made.results == RESULTS
    assert results.in_readme(README, made.readme) == README
    # The soak draws its own, of more than stands in a table.
    drawn = {path.name: path.read_text() for path in EARNEST.figures.glob("*.svg") if path.name != "soak.svg"}
    assert drawn == made.figures


def test_the_readme_has_no_figure_that_was_not_measured() -> None:
    measured = set(numbers(RESULTS))
    quoted = [each for line in README.splitlines() if not line.startswith("| `") for each in FIGURE.findall(line)]
    assert [each for each in quoted if numbers(each)[0] not in measured] == []


@pytest.mark.parametrize("drawing", sorted(EARNEST.figures.glob("*.svg")), ids=lambda path: path.stem)
def test_a_figure_says_in_words_what_it_shows(drawing: Path) -> None:
    tree = ElementTree.parse(drawing).getroot()
    names = {each.tag.partition("}")[2]: each for each in tree}
    assert tree.get("role") == "img"
    assert set((tree.get("aria-labelledby") or "").split()) == {names["title"].get("id"), names["desc"].get("id")}
    assert names["title"].text
    assert names["desc"].text
    assert "prefers-color-scheme: dark" in (names["style"].text or "")


def test_a_section_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    where = Folder(tmp_path, None)
    for module in ("bench.rooms", "bench.queue", "bench.unknown"):
        results.arrange(where, Section(module.upper(), module, SECTION), "A head.")
    results.arrange(where, Section("The queue", "bench.queue", SECTION.replace("1,642.5", "7")))
    text = where.results.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["The queue", "BENCH.ROOMS", "BENCH.UNKNOWN"]
    assert text.startswith("# Figures\n\nA head.\n\n## The queue")
    for told in ("sqlite", "postgresql"):
        results.arrange(where, Section(f"The desk, {told}", f"bench.desk {told}", SECTION))
    assert re.findall(r"-m (bench.desk .+)$", where.results.read_text(), re.MULTILINE) == [
        "bench.desk sqlite",
        "bench.desk postgresql",
    ]
    text = where.results.read_text()
    assert results.arrange(where) != []
    assert where.results.read_text() == text


def test_a_cell_is_found_by_how_its_row_begins() -> None:
    section = sections(f"## The page\n\n```sh\n.venv/bin/python -m bench.page\n```\n\n{SECTION}\n")["bench.page"]
    assert section.number(("works",), "ours") == 1642.5
    with pytest.raises(NoFigure, match="'hangs'"):
        section.number(("hangs",), "ours")


def test_a_bar_reaches_as_far_as_its_value() -> None:
    drawing = ElementTree.fromstring(
        figure("A & B", [Panel("ms", [Bar("ours", 5, "5"), Bar("peer", 10, "10")], 4, "≤ 4")])
    )
    bars = [float(each.get("width", "0")) for each in drawing.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert bars[1] == pytest.approx(2 * bars[0])
    described = drawing.find("{http://www.w3.org/2000/svg}desc")
    assert described is not None
    assert described.text == "ms: ours 5, peer 10 (to reach: ≤ 4)"
