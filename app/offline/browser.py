"""The browser's half of being offline, as Vars that pages use.

Registers every TypeScript file of this folder (they import each other, so one module registers them all) and
gives Python the state they hold: what the connection line says, whether a new version waits, whether Doorstep can
be installed. Each Var brings its import and its hook along; a page needs nothing else.
"""

import reflex as rx
from reflex.vars import VarData

from app.build.script import script

FILES = (
    "store.ts",
    "backoff.ts",
    "connection.ts",
    "reachability.ts",
    "unsaved.ts",
    "updates.ts",
    "install.ts",
)
_PATHS = {name: script(__name__, name) for name in FILES}


def _follow(file: str, hook: str, name: str, argument: str = "") -> rx.Var[str]:
    data = VarData(
        imports={_PATHS[file]: [rx.ImportVar(tag=hook)]},
        hooks={f"const {name} = {hook}({argument})": None},
    )
    return rx.Var(name, _var_data=data).to(str)


def _call(file: str, function: str) -> rx.Var[rx.EventChain]:
    # A plain function and no Reflex event: events wait for the socket, these must work without it.
    data = VarData(imports={_PATHS[file]: [rx.ImportVar(tag=function)]})
    return rx.Var(f"() => {function}()", _var_data=data).to(rx.EventChain)


def connection(*, live: bool) -> rx.Var[str]:
    """What the connection line says: see Saying in connection.ts."""
    name = "liveConnection" if live else "connection"
    return _follow("reachability.ts", "useConnection", name, "true" if live else "false")


def update() -> rx.Var[str]:
    """Whether a new version waits: see Update in updates.ts."""
    return _follow("updates.ts", "useUpdate", "update")


def accept_update() -> rx.Var[rx.EventChain]:
    """Start the new version."""
    return _call("updates.ts", "acceptUpdate")


def postpone_update() -> rx.Var[rx.EventChain]:
    """Ask again at the next visit."""
    return _call("updates.ts", "postponeUpdate")


def install() -> rx.Var[str]:
    """Whether Doorstep can be put on the home screen: see Install in install.ts."""
    return _follow("install.ts", "useInstall", "install")


def prompt_install() -> rx.Var[rx.EventChain]:
    """Let the browser ask whether to install."""
    return _call("install.ts", "promptInstall")
