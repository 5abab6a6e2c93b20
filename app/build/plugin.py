"""The Reflex plugin that bends the compiled frontend where Reflex has no setting for it.

- Same origin: pages find the server where they came from, so one build serves every port and name.
- No reload under somebody's hands: a server of another version announces itself as an event, the page decides.
- In development, Vite hands API and sockets on to the backend.

Each bend names the text it replaces and stops the build when that text is no longer there.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from reflex.plugins import Plugin

from app.errors import BuildError

STATE_JS = "utils/state.js"
VITE_CONFIG = "vite.config.js"
BACKEND_PORT = 8000


class Bend(NamedTuple):
    """One replacement in one generated file."""

    file: str
    old: str
    new: str


PROXIED = ("/api", "/metrics", "/sync", "/_event", "/_upload", "/ping")
PROXY = ", ".join(f'"{path}": {{ target: "http://127.0.0.1:{BACKEND_PORT}", ws: true }}' for path in PROXIED)
BENDS = (
    Bend(
        STATE_JS,
        "  const endpoint = new URL(url_str);\n",
        '  if (typeof window !== "undefined")\n'
        "    return new URL(new URL(url_str).pathname, window.location.origin);\n"
        "  const endpoint = new URL(url_str);\n",
    ),
    Bend(
        STATE_JS,
        "  const last_reload =\n",
        '  window.dispatchEvent(new CustomEvent("doorstep:version", { detail: info }));\n'
        "  return;\n"
        "  const last_reload =\n",
    ),
    Bend(VITE_CONFIG, "  server: {\n", f"  server: {{\n    proxy: {{ {PROXY} }},\n"),
)


def bend(text: str, bends: list[Bend]) -> str:
    """Apply the bends once; applying them again changes nothing."""
    for each in bends:
        if each.new in text:
            continue
        if text.count(each.old) != 1:
            raise BuildError(f"{each.file} no longer has the text that Doorstep bends: {each.old}")
        text = text.replace(each.old, each.new)
    return text


class FrontendPlugin(Plugin):
    """Applies the bends to the files that Reflex generates."""

    def pre_compile(self, **context: Any) -> None:
        """Queue the bends of each file."""
        modify: Callable[[str, Callable[[str], str]], None] = context["add_modify_task"]
        for file in dict.fromkeys(each.file for each in BENDS):
            modify(file, partial(bend, bends=[each for each in BENDS if each.file == file]))
