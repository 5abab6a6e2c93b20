"""Every text stands in the catalogues, none is missing, none is left over."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from app.access.links import LIFETIME
from app.access.passwords import MIN_LENGTH
from app.feedback.entry import REASONS
from app.languages.catalogue import DIRECTION, DOOR, LANGUAGES, SOURCE, Text, catalogue, read, read_once, sentences
from app.languages.delivery import wire
from app.pages.account import BROWSERS, PHONES, SYSTEMS

ROOT = Path(__file__).parents[3]
APP = ROOT / "app"
# Everything that people see is made here; the gallery is for those who build.
SHOWN = [
    file
    for files in ("pages/*.py", "components/*.py", "jazz/p*.py", "offline/*.py")
    for file in sorted(APP.glob(files))
    if file.name != "gallery.py"
]
COMPLETE = ("de", "fr", "es")
# An English word or sentence: capital letter, then small ones.
WORDS = re.compile(r"[A-Z][a-z]+(['\s.,?!…]|$)")
NAMES = {"Doorstep", "Esc"}
# What browsers and systems call themselves, in every language.
PRODUCTS = {*(name for pair in (*BROWSERS, *SYSTEMS) for name in pair), *PHONES}
ERROR_CODE = re.compile(r'^  \| "(\w+)"', re.MULTILINE)


def asked_for() -> Iterator[tuple[Path, str]]:
    """Each key in the code, as a pattern: `t("rate-send")`, `t(f"stars-{number}")`."""
    for file in SHOWN:
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in {"t", "around"}:
                continue
            key = node.args[0]
            parts = key.values if isinstance(key, ast.JoinedStr) else [key]
            yield (
                file,
                "".join(re.escape(str(each.value)) if isinstance(each, ast.Constant) else ".+" for each in parts),
            )


def test_what_is_kept_of_a_catalogue_is_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "door.ftl"
    file.write_text((APP / "languages/en/door.ftl").read_text())
    said = read(file.read_text(), file.name)
    assert read_once(file) == said
    [kept] = (tmp_path / "__pycache__").iterdir()
    assert read_once(file) == said
    kept.write_text("{")
    assert read_once(file) == said
    file.write_text("other = Another text")
    assert read_once(file) == {"other": "Another text"}


def test_every_text_that_is_asked_for_is_there_and_every_text_is_asked_for() -> None:
    keys = set(catalogue(SOURCE))
    patterns = {pattern for _, pattern in asked_for()} | {"language-.+", "offline-.+", "error-.+"}
    assert [pattern for pattern in sorted(patterns) if not any(re.fullmatch(pattern, key) for key in keys)] == []
    assert [key for key in sorted(keys) if not any(re.fullmatch(pattern, key) for pattern in patterns)] == []


@pytest.mark.parametrize("language", [SOURCE, *COMPLETE])
def test_numbers_of_the_program_stand_in_the_texts_that_say_them(language: str) -> None:
    texts = catalogue(language)
    for key, number in (("account-new-help", MIN_LENGTH), ("sheet-lead", LIFETIME.days)):
        assert re.search(rf"\b{number}\b", str(texts[key].pattern)), key


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != SOURCE])
def test_a_language_says_what_english_says(language: str) -> None:
    source, texts = catalogue(SOURCE), catalogue(language)
    assert sorted(texts.keys() - source.keys()) == []
    assert [key for key, text in texts.items() if text.names != source[key].names] == []
    assert [key for key, text in texts.items() if text.part != source[key].part] == []
    # The desk may speak fewer languages than the door.
    needed = {key for key, text in source.items() if language in COMPLETE or text.part == DOOR}
    assert sorted(needed - texts.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_can_be_said(language: str) -> None:
    assert catalogue(language)[DIRECTION].pattern in {"ltr", "rtl"}
    for key, text in catalogue(language).items():
        for variants in choices(text.pattern):
            assert "other" in variants, key
            assert all(re.fullmatch(r"\d+|zero|one|two|few|many|other", each) for each in variants), key


def choices(pattern: Any) -> Iterator[dict[str, Any]]:
    for part in pattern if isinstance(pattern, list) else ():
        if isinstance(part, list) and len(part) > 1:
            yield part[1]
            for variant in part[1].values():
                yield from choices(variant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_english_text_is_one_text_in_each_language(language: str) -> None:
    """In the browser the English text is the key: tell two meanings apart in English."""
    said: dict[str, set[str]] = defaultdict(set)
    for key, text in catalogue(language).items():
        said[wire(catalogue(SOURCE)[key].pattern)].add(json.dumps(text.pattern))
    assert {english: texts for english, texts in said.items() if len(texts) > 1} == {}


def test_what_the_browser_names_by_a_code_has_a_sentence() -> None:
    assert set(ERROR_CODE.findall((APP / "jazz/errors.ts").read_text())) == set(sentences("error-"))
    assert set(REASONS) == set(sentences("reason-"))


class _Shown(HTMLParser):
    """What a plain page shows and says."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.add(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts |= {value for name, value in attrs if name == "aria-label" and value}


def test_the_plain_page_says_what_the_catalogue_says() -> None:
    page = _Shown()
    page.feed((ROOT / "assets/offline.html").read_text())
    texts: dict[str, Text] = catalogue(SOURCE)
    assert page.texts <= {text.pattern for text in texts.values() if isinstance(text.pattern, str)}


def test_no_text_stands_in_code() -> None:
    found = [f"{file.name}:{node.lineno}: {node.value!r}" for file in SHOWN for node in strings(file)]
    assert found == []


def strings(file: Path) -> Iterator[ast.Constant]:
    """Words in the code itself: no docstrings, no errors for those who build."""
    tree = ast.parse(file.read_text())
    passed = {id(each) for node in ast.walk(tree) if isinstance(node, ast.Raise) for each in ast.walk(node)}
    passed |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    passed |= {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
        for each in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if WORDS.match(node.value) and node.value.strip() not in NAMES | PRODUCTS:
            yield node
