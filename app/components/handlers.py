"""What the components' arguments may be, and how a component calls browser code.

A handler is browser code (a Var with a JavaScript function, works with no network) or, on pages that need the server
anyway, a Reflex event. Text and values may be plain or Vars, so that browser state can drive every component.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import reflex as rx
from reflex.event import EventHandler, EventSpec
from reflex.vars import VarData

Text: TypeAlias = str | rx.Var[str]
Flag: TypeAlias = bool | rx.Var[bool]
Content: TypeAlias = rx.Component | str | rx.Var[Any]
Handler: TypeAlias = rx.Var[Any] | EventHandler | EventSpec | Callable[..., Any]


def browser_handler(expression: str, module: str = "", *names: str) -> rx.Var[Any]:
    """A handler that runs a JavaScript function of ours, which needs these names from a module."""
    data = VarData(imports={module: [rx.ImportVar(name) for name in names]}) if names else None
    return rx.Var(expression, _var_data=data).to(rx.EventChain)


def given(**props: Any) -> dict[str, Any]:
    """Those props that were given a value."""
    return {name: value for name, value in props.items() if value is not None}


def joined(*class_names: str) -> str:
    """The class names in one string."""
    return " ".join(name for name in class_names if name)
