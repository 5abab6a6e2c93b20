"""The Reflex plugin that finishes a production build for use with no network.

After the build it writes what the service worker keeps into `service-worker.js` itself: list and worker arrive as
one file, so a worker never works with the list of another build, and a build with other files has another worker,
which is how browsers notice an update. The queue's share of the worker becomes a script of its own, which only
browsers with Background Sync fetch. Beside the public folder it writes `inline-scripts.json`, a list of hashes
for the server's Content-Security-Policy. In development nothing happens, and the worker, which then has no list,
retires itself.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin
from reflex.utils.prerequisites import get_web_dir

from app.build.bundle import bundle
from app.build.plugin import SERVER_PAGES
from app.errors import BuildError
from app.offline.precache import BACKGROUND, OFFLINE_PAGE, WORKER, Precache, inline_scripts, precache

# What the worker does for the queue when no tab is left.
BACKGROUND_SYNC = Path(__file__).parents[1] / "jazz" / "background_sync.ts"

# What keeps a phone with the customer whose it is for now, on our own offline page as on every other.
STAY = Path(__file__).parents[1] / "jazz" / "stay.js"
STAY_PLACE = "<!-- hand-over -->"

# The gallery is for development only.
ONLINE_ONLY = (*SERVER_PAGES, "/gallery")
INLINE_SCRIPTS = "inline-scripts.json"
UNFILLED = "const BUILD = null;"


def fill_in(worker: str, build: Precache) -> str:
    """The worker's text with what it keeps."""
    if worker.count(UNFILLED) != 1:
        raise BuildError(f"The service worker no longer has the line {UNFILLED}")
    return worker.replace(UNFILLED, f"const BUILD = {build.as_json()};")


def write_background(static: Path, script: str) -> None:
    """Put the script where it may be kept for ever, with a copy for browsers that take it compressed."""
    content = script.encode()
    file = static / "assets" / f"{BACKGROUND}{hashlib.sha256(content).hexdigest()[:8]}.js"
    file.write_bytes(content)
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, mtime=0))


def keep_handed_over(page: Path) -> None:
    """Put the script into the page that is no part of the app."""
    html = page.read_text() if page.is_file() else ""
    if html.count(STAY_PLACE) != 1:
        raise BuildError(f"{page.name} no longer has the place for its script: {STAY_PLACE}")
    page.write_text(html.replace(STAY_PLACE, f"<script>{STAY.read_text()}</script>"))


class OfflinePlugin(Plugin):
    """Writes what the service worker and the Content-Security-Policy need."""

    def __init__(self, online_only: tuple[str, ...] = ONLINE_ONLY) -> None:
        self.online_only = online_only

    def post_build(self, **context: Any) -> None:
        """Look at the built files and finish them."""
        static = Path(context["static_dir"])
        keep_handed_over(static / OFFLINE_PAGE.lstrip("/"))
        write_background(static, bundle(BACKGROUND_SYNC, get_web_dir()))
        worker = static / WORKER.lstrip("/")
        worker.write_text(fill_in(worker.read_text(), precache(static, self.online_only)))
        (static.parent / INLINE_SCRIPTS).write_text(json.dumps(inline_scripts(static), indent=2) + "\n")
