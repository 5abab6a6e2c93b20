"""Texts as a page uses them: Vars that say it in the visitor's language, and follow a change of it.

In: the key of a text in `app/languages/en/`, and the values it shows, plain or Vars. Out: Vars for any place where a
page takes text. The page is prerendered in English, and needs no server and no socket for any other language.
"""

import json
from typing import Any

import reflex as rx
from reflex.vars import StringVar, VarData

from app.build.script import script
from app.errors import BuildError
from app.languages.catalogue import DESK, text

FILES = {name: script(__name__, name) for name in ("clock.ts", "language.ts", "speech.ts")}
SCRIPT = FILES["language.ts"]
HOOK = "const language = useLanguage();"
CLOCK = "const now = useNow();"


def t(key: str, **values: Any) -> StringVar[str]:
    """A text with its values."""
    found = text(key)
    if found.names != values.keys():
        raise BuildError(f"The text {key} shows {sorted(found.names)}, not {sorted(values)}.")
    given = {name: rx.Var.create(value) for name, value in values.items()}
    shown = f", {{{', '.join(f'{name}: {value!s}' for name, value in given.items())}}}" if given else ""
    return _spoken(key, f"say({_pattern(key)}{shown})", *given.values())


def language() -> rx.Var[Any]:
    """The Language of language.ts itself."""
    return rx.Var("language", _var_data=_data())


def said(english: rx.Var[Any]) -> StringVar[str]:
    """A text that the browser chose: its English, in the visitor's language."""
    return _told("say", english)


def around(key: str, place: rx.Component, **values: Any) -> rx.Component:
    """A text one of whose values is more than words, such as an order in bold; `values` are the others."""
    if len(text(key).names - values.keys()) != 1 or values.keys() - text(key).names:
        raise BuildError(f"The text {key} should have one place beside {sorted(values)}.")
    given = {name: rx.Var.create(value) for name, value in values.items()}
    shown = f"{{{', '.join(f'{name}: {value!s}' for name, value in given.items())}}}"
    call = f"around({_pattern(key)}{f', {shown}' if given else ''})"
    before, after = (_spoken(key, f"{call}[{side}]", *given.values()) for side in (0, 1))
    fragment: rx.Component = rx.fragment(before, place, after)
    return fragment


def number(value: Any) -> StringVar[str]:
    """A number as the language writes it."""
    return _told("number", value)


def day(moment: Any) -> StringVar[str]:
    """A day in words; the moment is an ISO text or milliseconds."""
    return _told("day", moment)


def moment(at: Any) -> StringVar[str]:
    """A day and a time of day."""
    return _told("moment", at)


def ago(at: Any) -> StringVar[str]:
    """How long ago, in words that follow the clock."""
    given = rx.Var.create(at)
    clock = VarData(imports={FILES["clock.ts"]: [rx.ImportVar(tag="useNow")]}, hooks={CLOCK: None})
    return _var(f"ago({given!s}, now)", VarData.merge(_data(), clock, given._get_all_var_data()))  # noqa: SLF001


def size(number_of_bytes: Any) -> StringVar[str]:
    """A size in bytes, as a person reads it."""
    return _told("size", number_of_bytes)


def code() -> StringVar[str]:
    """The code of the language, for `lang`."""
    return _var("code", _data())


def choose() -> rx.Var[Any]:
    """Handler for a choice of languages: speak the chosen one."""
    return rx.Var("chooseLanguage", _var_data=_data("chooseLanguage", hooks=())).to(rx.EventChain)


def _pattern(key: str) -> str:
    return json.dumps(text(key).pattern, ensure_ascii=False)


def _spoken(key: str, expression: str, *values: rx.Var[Any]) -> StringVar[str]:
    desk = [_data("usePart", hooks=(f"usePart({json.dumps(DESK)});",))] if text(key).part == DESK else []
    return _var(expression, VarData.merge(_data(), *desk, *(each._get_all_var_data() for each in values)))  # noqa: SLF001


def _told(name: str, value: Any) -> StringVar[str]:
    given = rx.Var.create(value)
    return _var(f"{name}({given!s})", VarData.merge(_data(), given._get_all_var_data()))  # noqa: SLF001


def _var(expression: str, data: VarData | None) -> StringVar[str]:
    return rx.Var(f"language.{expression}", _var_data=data).to(str)


def _data(name: str = "useLanguage", hooks: tuple[str, ...] = (HOOK,)) -> VarData:
    return VarData(imports={SCRIPT: [rx.ImportVar(tag=name)]}, hooks=dict.fromkeys(hooks))
