"""The Reflex plugin that takes weight from the compiled pages; figures are gzip.

- Emotion (8 KB) gives way to element.js: Doorstep styles by class. So do the cookies (2 KB) and uploads (0.6 KB) of
  Reflex, which no page has, its merging of objects within props (1.5 KB), of which ours nest none, and what Yjs
  would print with in colours (2.5 KB) and look for in a shell (0.7 KB).
- Reflex evaluates code that the server sends in the midst of its own, so that no minifier may shorten a name there
  (3 KB). Evaluated on its own, it sees what is global and nothing else; no page of ours sends any.
- React and its router, which every page needs whole, are one file instead of five that name each other's parts (2 KB).
- React Router's discovery of routes and its instrumentation (2.4 KB) are for what our pages, built ahead, don't do.
- The live connection's library (13 KB) is fetched by pages that show what the server says, once they are at work; all
  other pages never open that connection. When the fetch fails, Reflex tries again with its next event.
- Modules kept for components that arrive as code (1 KB) are dropped: there are none.

As in app.build.plugin, each bend stops the build when Reflex no longer has the text it replaces.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin

from app.build.plugin import ROOT_JS, SERVER_PAGES, STATE_JS, VITE_CONFIG, Bend, bend

# What stands in for what: how it is imported, as Vite's aliases say that. Files of React Router import each other.
STAND_INS = {
    '"@emotion/react"': "element.js",
    '"universal-cookie"': "cookies.js",
    '"$/utils/helpers/upload"': "upload.js",
    '"lib0/buffer"': "buffer.js",
    '"lib0/environment"': "environment.js",
    '"lib0/logging"': "logging.js",
    r"/^.*\/fog-of-war\.js$/": "discovery.js",
    r"/^.*\/instrumentation\.js$/": "measuring.js",
}
KEPT_MODULES = (
    'import * as React from "react";\n'
    'import * as emotion_react from "@emotion/react";\n'
    'import * as utils_context from "$/utils/context";\n'
    'import * as utils_context_registry from "$/utils/context-registry";\n'
    'import * as utils_state from "$/utils/state";\n'
)
KEPT = (
    "    window.__reflex = {\n"
    '          "react": React,\n'
    '    "@emotion/react": emotion_react,\n'
    '    "$/utils/context": utils_context,\n'
    '    "$/utils/context-registry": utils_context_registry,\n'
    '    "$/utils/state": utils_state,\n'
    "    };\n"
)
ENDPOINT = "  // Get backend URL object from the endpoint.\n  const endpoint = getBackendURL(EVENTURL);\n"
ALIAS = "    alias: [\n"
ALIASES = "".join(
    f'      {{ find: {name}, replacement: fileURLToPath(new URL("./utils/{file}", import.meta.url)) }},\n'
    for name, file in STAND_INS.items()
)
# Where code from the server is evaluated, in words that stand there twice: with what is around each of them.
FUNCTION = (
    "      const eval_result = event.payload.function();\n"
    "      if (event.payload.callback) {\n"
    "        const final_result =\n"
    '          !!eval_result && typeof eval_result.then === "function"\n'
    "            ? await eval_result\n"
    "            : eval_result;\n"
    "        const callback =\n"
    '          typeof event.payload.callback === "string"\n'
    "            ? eval("
)
SCRIPT = (
    "          ? eval(event.payload.javascript_code)\n"
    "          : eval(event.payload.function)();\n"
    "\n"
    "      if (event.payload.callback) {\n"
    "        const final_result =\n"
    '          !!eval_result && typeof eval_result.then === "function"\n'
    "            ? await eval_result\n"
    "            : eval_result;\n"
    "        const callback =\n"
    '          typeof event.payload.callback === "string"\n'
    "            ? eval("
)
GROUPS = "          groups: [\n"
REACT = r'            { test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/, name: "react" },' + "\n"
COMPONENT = "  const module = await eval(`import(dataUri)`);\n"


def _alone(text: str) -> str:
    """The same, evaluated where it sees nothing but what is global."""
    return text.replace("eval(", "(0, eval)(")


BENDS = (
    Bend(VITE_CONFIG, ALIAS, ALIAS + ALIASES),
    Bend(VITE_CONFIG, GROUPS, GROUPS + REACT),
    Bend(STATE_JS, FUNCTION, _alone(FUNCTION)),
    Bend(STATE_JS, SCRIPT, _alone(SCRIPT)),
    Bend(STATE_JS, COMPONENT, "  const module = await import(/* @vite-ignore */ dataUri);\n"),
    Bend(STATE_JS, 'import { mergician } from "mergician";\n', ""),
    Bend(STATE_JS, "mergician(injected, own)", "{ ...injected, ...own }"),
    Bend(STATE_JS, 'import io from "socket.io-client";\n', "let io;\n"),
    # The transport that Reflex starts ahead of the page would need the library at once.
    Bend(STATE_JS, "      socketStarted ||\n", "      !io ||\n      socketStarted ||\n"),
    Bend(
        STATE_JS,
        ENDPOINT,
        f"  const page = `${{window.location.pathname}}/`;\n"
        f"  if (!{json.dumps(SERVER_PAGES)}.some((each) => page.startsWith(`${{each}}/`))) return;\n"
        '  io ??= (await import("socket.io-client").catch(() => null))?.default;\n'
        "  // Another call may have come first while the library was on its way.\n"
        "  if (!io || socket.current) return;\n\n" + ENDPOINT,
    ),
    Bend(ROOT_JS, KEPT_MODULES, "// No component arrives as code: no module is kept for one.\n"),
    Bend(ROOT_JS, KEPT, "    window.__reflex = {};\n"),
)


def _stand_in(name: str) -> tuple[str, str]:
    return f"utils/{name}", Path(__file__).with_name(name).read_text()


class LighterPlugin(Plugin):
    """Applies the bends, and puts what stands in for other modules among the generated files."""

    def pre_compile(self, **context: Any) -> None:
        """Queue the files and the bends."""
        for name in STAND_INS.values():
            context["add_save_task"](partial(_stand_in, name))
        for file in dict.fromkeys(each.file for each in BENDS):
            mine = [each for each in BENDS if each.file == file]
            context["add_modify_task"](file, partial(bend, bends=mine))
