"""What pages show of the queue and ask of it: Vars over the one state of page_state.ts, and handlers.

Stage: capture and queue. In: expressions over that state, names of functions. Out: Vars that draw only what shows them,
and handlers that run in the browser. Always holds: every .ts module is registered here, for they import each other.
"""

from functools import cache
from hashlib import md5
from pathlib import Path
from typing import Any

import reflex as rx
from reflex.vars import StringVar, VarData

from app.build.script import script
from app.languages.text import said

YJS = "yjs@13.6.33"


@cache
def module(name: str = "provider.ts") -> str:
    """Where the compiled pages import a module of this folder from; links its siblings beside it."""
    for file in sorted(Path(__file__).parent.glob("*.ts")):
        script(__name__, file.name)
    return script(__name__, name)


def data(*names: str, hooks: tuple[str, ...] = (), home: str = "provider.ts") -> VarData:
    """What an expression needs that uses these names of a module."""
    imports: dict[str, list[rx.ImportVar]] = {
        module(home): [rx.ImportVar(tag=name) for name in names],
        YJS: [rx.ImportVar(tag=None, render=False)],
    }
    return VarData(imports=imports, hooks=dict.fromkeys(hooks))


def select(expression: str, *names: str) -> rx.Var[Any]:
    """What an expression over `jazz`, the state of page_state.ts, gives; the state itself has to hold any object in it.

    Each has a hook of its own, so that a keystroke draws only those parts of a page anew that show what was typed.
    """
    name = f"jazz_{md5(expression.encode(), usedforsecurity=False).hexdigest()[:12]}"
    hook = f"const {name} = useJazz((jazz) => {expression});"
    return rx.Var(name, _var_data=data("useJazz", *names, hooks=(hook,)))


def read(path: str) -> rx.Var[Any]:
    """A part of the state."""
    return select(f"jazz.{path}")


def call(name: str, *arguments: Any, home: str = "provider.ts") -> rx.Var[Any]:
    """A handler that calls a function of a module; without arguments it is given the event."""
    values = [rx.Var.create(each) for each in arguments]
    merged = VarData.merge(data(name, home=home), *(each._get_all_var_data() for each in values))  # noqa: SLF001
    handler = f"() => {name}({', '.join(map(str, values))})" if values else f"(event) => {name}(event)"
    return rx.Var(f"({handler})", _var_data=merged).to(rx.EventChain)


def sentence(path: str) -> StringVar[str]:
    """What to say of an error."""
    return said(select(f"sentence(jazz.{path})", "sentence"))
