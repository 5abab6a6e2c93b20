"""How a language reaches the browser: a file of its texts, and the script that asks for it before the page is drawn.

In: the catalogues. Out: `file(…)`, a script that hands over the texts of one part of a language, and `boot()`, which
stands in the head of every page. English needs no file: the pages carry it, and it is the key of its translation.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.languages.catalogue import ABOUT, DIRECTION, LANGUAGES, NAME, PARTS, SOURCE, Pattern, catalogue

# Files under /assets/ carry a hash in their names and are kept for ever; those of the desk are not kept for offline.
FOLDER = "/assets/"
BOOT = Path(__file__).with_name("boot.js")
UNFILLED = "const FILES = {};"
HASH_LENGTH = 10


class TextFile(NamedTuple):
    """One file for the browser."""

    url: str
    content: str


def wire(pattern: Pattern) -> str:
    """A pattern as the key of its translations."""
    return pattern if isinstance(pattern, str) else json.dumps(pattern, ensure_ascii=False, separators=(",", ":"))


@cache
def file(language: str, part: str) -> TextFile:
    """The texts of one part of a language."""
    mine, source = catalogue(language), catalogue(SOURCE)
    texts = {
        wire(source[key].pattern): text.pattern
        for key, text in mine.items()
        if text.part == part and key not in ABOUT and text.pattern != source[key].pattern
    }
    told = [language, mine[DIRECTION].pattern, part, texts]
    arguments = ",".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in told)
    content = f"doorstepTexts({arguments});\n"
    mark = hashlib.sha256(content.encode()).hexdigest()[:HASH_LENGTH]
    return TextFile(f"{FOLDER}{part}-texts-{language}.{mark}.js", content)


def files() -> list[TextFile]:
    """Every file there is."""
    return [file(language, part) for language in LANGUAGES if language != SOURCE for part in PARTS]


def names() -> dict[str, str]:
    """Each language in its own words."""
    return {language: str(catalogue(language)[NAME].pattern) for language in LANGUAGES}


def boot() -> str:
    """The script in the head of every page."""
    urls = {
        language: {part: file(language, part).url for part in PARTS} for language in LANGUAGES if language != SOURCE
    }
    return BOOT.read_text().replace(UNFILLED, f"const FILES = {json.dumps(urls)};")
