"""The Reflex plugin that takes weight from the compiled pages; figures are gzip, of 155 KB.

- Emotion (8 KB) gives way to element.js: Doorstep styles by class.
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

ELEMENT_JS = "utils/element.js"
SOURCE = Path(__file__).with_name("element.js")
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
BENDS = (
    Bend(
        VITE_CONFIG,
        ALIAS,
        f"{ALIAS}      {{\n"
        '        find: "@emotion/react",\n'
        f'        replacement: fileURLToPath(new URL("./{ELEMENT_JS}", import.meta.url)),\n'
        "      },\n",
    ),
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


class LighterPlugin(Plugin):
    """Applies the bends, and puts element.js among the generated files."""

    def pre_compile(self, **context: Any) -> None:
        """Queue the file and the bends."""
        context["add_save_task"](lambda: (ELEMENT_JS, SOURCE.read_text()))
        for file in dict.fromkeys(each.file for each in BENDS):
            mine = [each for each in BENDS if each.file == file]
            context["add_modify_task"](file, partial(bend, bends=mine))
