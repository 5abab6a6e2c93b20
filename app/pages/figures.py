"""Figures as the reader's language writes them: Vars for the desk's pages, filled in by the browser."""

from typing import Any, Literal

import reflex as rx
from reflex.vars import VarData

from app.build.script import script
from app.components.handlers import joined
from app.languages.text import language

SCRIPT = script(__name__, "figures.ts")
Kind = Literal["count", "stars", "score", "percent", "time"]


def shown(value: rx.Var[Any], kind: Kind) -> rx.Var[str]:
    """The value, or a dash where there is none."""
    return _told("shown", value, kind=kind)


def change(now: rx.Var[Any], before: rx.Var[Any], kind: Kind) -> rx.Var[str]:
    """How much it is up or down."""
    return _told("change", now, before, kind=kind)


def turned(now: rx.Var[Any], before: rx.Var[Any]) -> rx.Var[str]:
    """`better`, `worse` or `same`, where more is better."""
    return _call("turn", f"{now!s}, {before!s}", now, before)


def place(stars: rx.Var[Any]) -> rx.Var[str]:
    """Where that many stars stand on their scale, as a share of its width."""
    return _call("place", f"{stars!s}", stars)


def reach(low: rx.Var[Any], high: rx.Var[Any]) -> rx.Var[str]:
    """How wide the line between them is."""
    return _call("reach", f"{low!s}, {high!s}", low, high)


def stars(rating: rx.Var[Any], label: rx.Var[str], class_name: str = "") -> rx.Component:
    """A rating as stars on one line; what isn't given is an outline."""
    drawn = rx.Var(
        f'"★".repeat({rating!s}) + "☆".repeat(5 - {rating!s})',
        _var_data=rating._get_all_var_data(),  # noqa: SLF001
    ).to(str)
    return rx.el.span(
        drawn,
        role="img",
        aria_label=label,
        class_name=joined("text-star whitespace-nowrap tracking-wide", class_name),
    )


def _told(name: str, *values: rx.Var[Any], kind: Kind) -> rx.Var[str]:
    given = ", ".join(str(value) for value in values)
    return _call(name, f'language.code, {given}, "{kind}"', language(), *values)


def _call(name: str, arguments: str, *values: rx.Var[Any]) -> rx.Var[str]:
    data = VarData.merge(
        VarData(imports={SCRIPT: [rx.ImportVar(name)]}),
        *(value._get_all_var_data() for value in values),  # noqa: SLF001
    )
    return rx.Var(f"{name}({arguments})", _var_data=data).to(str)
