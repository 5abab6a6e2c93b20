"""The Reflex plugin that bends the compiled frontend where Reflex has no setting for it.

- Same origin: pages find the server where they came from, so one build serves every port and name.
- No reload under somebody's hands: a server of another version announces itself as an event, the page decides;
  where React Router reloads because a chunk can't be loaded, the page may refuse. (Vite's own preload errors reload
  nothing, the Safari plugin works in development only, and route discovery is off in a prerendered build.)
- Where a page's code fails, the router shows the page that app/pages/mishap.py declares, not one of its own.
- The live connection tells the page when it comes and goes.
- In development, Vite hands API and sockets on to the backend.

Each bend names the text it replaces and stops the build when that text is no longer there.
"""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from reflex.plugins import Plugin
from reflex.utils.prerequisites import get_web_dir
from reflex_base.constants import Reflex, Templates

from app.errors import BuildError

STATE_JS = "utils/state.js"
ROOT_JS = "app/root.jsx"
VITE_CONFIG = "vite.config.js"
BACKEND_PORT = 8000
# Pages made of what the server says: only they open a live connection, and they don't open offline.
SERVER_PAGES = ("/admin",)


class Bend(NamedTuple):
    """One replacement in one generated file."""

    file: str
    old: str
    new: str


PROXIED = ("/api", "/metrics", "/sync", "/_event", "/_upload", "/ping")
PROXY = ", ".join(f'"{path}": {{ target: "http://127.0.0.1:{BACKEND_PORT}", ws: true }}' for path in PROXIED)
# React Router reloads the page when the code of the next one can't be loaded: with no network that loses what is
# typed. When the page refuses, it stays as it is, and the code is asked for again until it comes.
ASK_BEFORE_RELOAD = """function askBeforeReload() {
  const reload = "window.location.reload();";
  const ask = `
    if (window.dispatchEvent(new CustomEvent("doorstep:reload", { cancelable: true }))) ${reload}
    else for (let again = 1; ; again++) {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      try {
        return (routeModulesCache[route.id] = await import(/* @vite-ignore */ route.module + "?again=" + again));
      } catch {}
    }`;
  return {
    name: "doorstep-ask-before-reload",
    apply: "build",
    transform(code, id) {
      if (!/react-router\\/dist\\/.*\\/routeModules\\.js$/.test(id)) return null;
      if (code.split(reload).length !== 2) this.error("React Router no longer reloads as it did");
      return { code: code.replace(reload, ask), map: null };
    },
  };
}

"""
OUTLET = "import { Outlet } from 'react-router';\n"
# The component's name ends with a hash; it is alone in its file.
MISHAP = (
    'import * as mishap from "$/app_components/app/pages/mishap";\n'
    "export const ErrorBoundary = Object.values(mishap)[0];\n"
)
BENDS = (
    Bend(ROOT_JS, OUTLET, OUTLET + MISHAP),
    # The whole file would be compiled in, with the time of this build: no two builds of one source would be alike.
    Bend(
        STATE_JS,
        'import reflexEnvironment from "$/reflex.json";\n',
        f'const reflexEnvironment = {{ version: "{Reflex.VERSION}" }};\n',
    ),
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
    Bend(
        STATE_JS,
        "// Array holding pending events to be processed.\n",
        "// The state is kept for those who listen later than the first word.\n"
        "const tellSocket = (connected) => {\n"
        "  window.doorstepSocket = connected;\n"
        '  window.dispatchEvent(new CustomEvent("doorstep:socket"));\n'
        "};\n\n"
        "// Array holding pending events to be processed.\n",
    ),
    Bend(
        STATE_JS,
        '  socket.current.on("connect", async () => {\n',
        '  socket.current.on("connect", async () => {\n    tellSocket(true);\n',
    ),
    Bend(
        STATE_JS,
        "  const retryConnect = (error) => {\n",
        "  const retryConnect = (error) => {\n    tellSocket(false);\n",
    ),
    Bend(
        STATE_JS,
        '  socket.current.on("disconnect", (reason, details) => {\n',
        '  socket.current.on("disconnect", (reason, details) => {\n    tellSocket(false);\n',
    ),
    Bend(VITE_CONFIG, "  server: {\n", f"  server: {{\n    proxy: {{ {PROXY} }},\n"),
    Bend(VITE_CONFIG, "export default defineConfig(", ASK_BEFORE_RELOAD + "export default defineConfig("),
    Bend(VITE_CONFIG, "    reactRouter(),\n", "    reactRouter(),\n    askBeforeReload(),\n"),
)


def bend(text: str, bends: list[Bend]) -> str:
    """The text with each bend applied; BuildError when one finds nothing to bend."""
    for each in bends:
        if text.count(each.old) != 1:
            raise BuildError(f"{each.file} no longer has the text that Doorstep bends: {each.old}")
        text = text.replace(each.old, each.new)
    return text


class FrontendPlugin(Plugin):
    """Applies the bends to the files that Reflex generates."""

    def pre_compile(self, **context: Any) -> None:
        """Queue the bends of each file."""
        # Reflex writes the other files anew for each build; this one it would leave as the last build bent it.
        shutil.copyfile(Path(Templates.Dirs.WEB_TEMPLATE) / STATE_JS, get_web_dir() / STATE_JS)
        modify: Callable[[str, Callable[[str], str]], None] = context["add_modify_task"]
        for file in dict.fromkeys(each.file for each in BENDS):
            modify(file, partial(bend, bends=[each for each in BENDS if each.file == file]))
