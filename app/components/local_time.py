"""A moment as the reader's own clock and language write it.

In: an ISO text with its offset; the server knows neither the zone nor the language of who reads. Out: a <time> with
the day and the minute, the whole of it as its tooltip; empty while there is none.
"""

import reflex as rx
from reflex.vars import VarData

from app.build.script import script

SCRIPT = script(__name__, "local_time.ts")


def local_time(moment: rx.Var[str]) -> rx.Component:
    """The moment."""
    return rx.el.time(
        _written("shortTime", moment), custom_attrs={"dateTime": moment, "title": _written("longTime", moment)}
    )


def _written(function: str, moment: rx.Var[str]) -> rx.Var[str]:
    data = VarData.merge(moment._get_all_var_data(), VarData(imports={SCRIPT: [rx.ImportVar(function)]}))  # noqa: SLF001
    return rx.Var(f"{function}({moment!s})", _var_data=data).to(str)
