"""What the documents say is so."""

import re
from pathlib import Path

import pytest

from tests.unit.test_config import ENV

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
SOURCES = [
    f"/{file.relative_to(ROOT)}"
    for folder in ("app", "assets", "bench", "tests")
    for file in (ROOT / folder).rglob("*.*")
    if "node_modules" not in file.parts
]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_settings_table_says_what_the_env_file_says() -> None:
    values = dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", ENV.read_text(), re.MULTILINE))
    table = {cells[0].strip("`"): cells[1].strip("`") for cells in rows(README, "Settings")}
    assert table == {name: value or "empty" for name, value in values.items()}


def test_stages_table_leads_to_code() -> None:
    paths = [path for cells in rows(README, "The way of the data") for path in re.findall(r"`([\w./-]+)`", cells[1])]
    assert len(paths) > 8
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_and_links_exist(document: Path) -> None:
    text = document.read_text()
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert {target for target in targets if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)} == set()
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_sources_and_tests_that_are_named_exist(document: Path) -> None:
    named = re.findall(r"`([\w/.-]+\.(?:py|ts|js|mjs))`", document.read_text())
    assert [name for name in named if not any(source.endswith(f"/{name}") for source in SOURCES)] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_decisions_are_numbered_and_say_what_they_cost(page: Path) -> None:
    assert re.match(r"\d{4}-[a-z-]+$", page.stem)
    text = page.read_text()
    assert re.search(r"context", text, re.IGNORECASE)
    assert re.search(r"cost", text, re.IGNORECASE)
    assert len(text.split()) < 900
