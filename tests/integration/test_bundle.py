"""What everybody may download tells nothing of the house it was built in: no settings, no keys, no paths. Nor do pages
ask for a look that the style sheet doesn't have."""

import re
from pathlib import Path

import pytest

from app.config import Settings
from tests.support.build import built_pages

TEXT = {".js", ".css", ".html", ".json", ".webmanifest", ".txt"}
# Words that libraries use, too; and one that a page shows to the admin, who may change it.
COMMON = {"host", "port", "PORT", "HOST", "KEEP_FEEDBACK_DAYS"}
CLASSES = re.compile(r"className:[`\"']([^`\"']*)[`\"']")
CLASS_IN_CSS = re.compile(r"\.((?:\\.|[\w-])+)")
SECRET = re.compile(r"(?:sqlite|postgresql|redis|smtps?)://|BEGIN [A-Z ]*PRIVATE KEY|sourceMappingURL=")


@pytest.fixture(scope="module")
def pages() -> dict[Path, str]:
    built = built_pages()
    return {file: file.read_text() for file in built.rglob("*") if file.suffix in TEXT}


def test_no_setting_of_the_server_is_named_in_the_pages(pages: dict[Path, str]) -> None:
    names = {*Settings.model_fields, *map(str.upper, Settings.model_fields)} - COMMON
    named = re.compile(rf"\b(?:{'|'.join(sorted(names))})\b")
    found = {file.name: sorted(set(named.findall(text))) for file, text in pages.items() if named.search(text)}
    assert len(pages) > 50
    assert found == {}


def test_no_address_key_or_path_of_the_builder_is_in_the_pages(pages: dict[Path, str]) -> None:
    here = str(Path(__file__).parents[2])
    assert [file.name for file, text in pages.items() if SECRET.search(text) or here in text] == []
    assert [file.name for file in built_pages().rglob("*") if file.suffix in {".map", ".py", ".env"}] == []


def test_every_class_has_a_rule(pages: dict[Path, str]) -> None:
    sheets = "".join(text for file, text in pages.items() if file.suffix == ".css")
    known = {name.replace("\\", "") for name in CLASS_IN_CSS.findall(sheets)}
    used = {
        name
        for file, text in pages.items()
        if file.suffix == ".js"
        for found in CLASSES.findall(text)
        for name in found.split()
    }
    assert len(used) > 300
    # The library of the charts has names of its own; a name with a place in it stands for several.
    assert sorted(name for name in used - known if not re.search(r"^recharts|\$", name)) == []
