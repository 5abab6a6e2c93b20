"""The catalogues: what each language says, read from its Fluent files.

Stage: build. In: `<language>/<part>.ftl`; `door` holds what public pages say, `desk` what only /admin says. Out:
patterns as the browser reads them (language.ts). Always holds: English has every text, and another language has only
texts that English has, with the same values; a text without a translation is shown in English.

A pattern is a plain string, or a list of strings and places: `[name]` is the value of that name, and
`[name, {"one": …, "other": …}]` the variant that fits it, by the plural rules of the language.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from fluent.syntax import FluentParser, ast

from app.errors import BuildError

FOLDER = Path(__file__).parent
SOURCE = "en"
LANGUAGES = ("en", "de", "fr", "es")
DOOR, DESK = PARTS = ("door", "desk")
# What a catalogue says about its language; no page says it in another one.
ABOUT = NAME, DIRECTION = ("language-name", "language-direction")

# What was read by other code than this is read again.
READER = Path(__file__).read_bytes()

Pattern: TypeAlias = str | list[Any]


@dataclass(frozen=True)
class Text:
    """One text of one language."""

    part: str
    pattern: Pattern

    @property
    def names(self) -> frozenset[str]:
        """The values that it shows."""
        return frozenset(_names(self.pattern))


@cache
def catalogue(language: str) -> dict[str, Text]:
    """Every text of a language by its key."""
    texts: dict[str, Text] = {}
    for part in PARTS:
        file = FOLDER / language / f"{part}.ftl"
        for key, pattern in read_once(file).items() if file.is_file() else ():
            if key in texts:
                raise BuildError(f"{language} says {key} twice.")
            texts[key] = Text(part, pattern)
    return texts


def text(key: str) -> Text:
    """The English text of a key; BuildError when there is none."""
    try:
        return catalogue(SOURCE)[key]
    except KeyError:
        raise BuildError(f"No catalogue has the text {key}: add it to app/languages/en.") from None


def sentences(prefix: str) -> dict[str, Pattern]:
    """The English texts whose keys begin like this, by the rest of their keys: for what the browser names by a code."""
    return {key.removeprefix(prefix): each.pattern for key, each in catalogue(SOURCE).items() if key.startswith(prefix)}


def read_once(file: Path) -> dict[str, Pattern]:
    """As read(); what was read is kept beside Python's own compiled files, for it takes a fifth of a start."""
    source = file.read_text()
    mark = hashlib.sha256(READER + source.encode()).hexdigest()
    kept = file.parent / "__pycache__" / f"{file.stem}.{mark[:16]}.json"
    with suppress(OSError, ValueError):
        known: dict[str, Pattern] = json.loads(kept.read_text())
        return known
    patterns = read(source, file.name)
    with suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        # Whole or not at all: another start may be reading.
        new = kept.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps(patterns))
        new.replace(kept)
    return patterns


def read(source: str, name: str) -> dict[str, Pattern]:
    """The patterns of one Fluent file; BuildError where it can't be read."""
    patterns: dict[str, Pattern] = {}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            raise BuildError(f"{name} can't be read at: {entry.content}")
        if isinstance(entry, ast.Message) and entry.value is not None:
            patterns[entry.id.name] = _pattern(entry.value)
    return patterns


def _pattern(pattern: ast.Pattern) -> Pattern:
    parts: list[Any] = []
    for element in pattern.elements:
        part = element.value if isinstance(element, ast.TextElement) else _placed(element.expression)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts


def _placed(expression: Any) -> Any:
    if isinstance(expression, ast.StringLiteral):
        return expression.parse()["value"]
    if isinstance(expression, ast.VariableReference):
        return [expression.id.name]
    if isinstance(expression, ast.SelectExpression) and isinstance(expression.selector, ast.VariableReference):
        variants = {_key(variant.key): _pattern(variant.value) for variant in expression.variants}
        return [expression.selector.id.name, variants]
    raise BuildError(f"A text may show values and choose by them, nothing else: {expression.to_json()}")


def _key(key: ast.Identifier | ast.NumberLiteral) -> str:
    return key.name if isinstance(key, ast.Identifier) else key.value


def _names(pattern: Any) -> Iterator[str]:
    if isinstance(pattern, list):
        for part in pattern:
            if isinstance(part, list):
                yield part[0]
                for variant in part[1].values() if len(part) > 1 else ():
                    yield from _names(variant)
