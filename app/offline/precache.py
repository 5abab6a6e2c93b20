"""What the service worker keeps: the files behind the public pages, each with its revision.

In: the folder of built files. Out: a Precache, the same for the same files. It always holds exactly what the
public pages can reach: their HTML, and from there every built file that one of these files names. What only pages
for which the network is needed use (the desk with its charts) costs a courier's phone nothing.

A file's revision is its hash in the form of the browser's own integrity check, so a worker can't keep a file of
another build, half a file, or a portal's sign-in page by mistake.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from app.errors import BuildError

FALLBACK = "/__spa-fallback.html"
OFFLINE_PAGE = "/offline.html"
WORKER = "/service-worker.js"
# How the name of the script for Background Sync begins, among the files with a hash in their names.
BACKGROUND = "background-sync-"
# Never kept: the worker is the browser's to keep, the others are copies of sources, and texts of pages with a server.
LEFT_OUT = (WORKER, "/external/", "/assets/desk-texts-")
TEXT = frozenset((".html", ".js", ".css", ".svg", ".webmanifest"))
FILE_NAME = re.compile(r"[\w.$~-]+\.[a-z0-9]+")
ROUTE_MANIFEST = "window.__reactRouterManifest="
CATCH_ALL = "*"
REVISION_LENGTH = 16


@dataclass(frozen=True)
class Precache:
    """What the worker of one build knows."""

    revision: str
    files: dict[str, str]
    routes: list[str]
    fallback: str = FALLBACK
    offline: str = OFFLINE_PAGE
    # The script for Background Sync; the worker fetches it itself, so it isn't among the files.
    background: str | None = None

    def as_json(self) -> str:
        """The form in which the worker carries it."""
        return json.dumps(asdict(self), sort_keys=True)


def integrity(content: bytes) -> str:
    """The hash of a file as the browser's integrity check reads it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


class Built:
    """The built files by the address under which the server answers with them."""

    def __init__(self, static: Path, online_only: tuple[str, ...]) -> None:
        self.online_only = online_only
        files = {f"/{file.relative_to(static).as_posix()}": file for file in sorted(static.rglob("*"))}
        self.files = {url: file for url, file in files.items() if file.is_file() and not url.startswith(LEFT_OUT)}
        pages = {url: file for url, file in self.files.items() if file.name == "index.html"}
        self.pages = {url.removesuffix("/index.html") or "/": file for url, file in pages.items()}

    def is_public(self, path: str) -> bool:
        """Whether a page opens with no network."""
        return not any(path == each or path.startswith(f"{each}/") for each in self.online_only)

    @cached_property
    def manifest_url(self) -> str:
        """Where the router's list of routes and their modules stands."""
        found = [url for url in self.files if re.fullmatch(r"/assets/manifest-[^/]+\.js", url)]
        if len(found) != 1:
            raise BuildError(f"The build has {len(found)} route manifests instead of one.")
        return found[0]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The router's list of routes and their modules."""
        text = self.files[self.manifest_url].read_text().strip()
        if not text.startswith(ROUTE_MANIFEST):
            raise BuildError("The route manifest no longer has the form that Doorstep reads.")
        manifest: dict[str, Any] = json.loads(text.removeprefix(ROUTE_MANIFEST).removesuffix(";"))
        return manifest

    def routes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every public route with its path."""
        routes = self.manifest["routes"]
        for route in routes.values():
            parts, each = [], route
            while each:
                parts.append(each.get("path", ""))
                each = routes.get(each.get("parentId"))
            path = "/" + "/".join(part for part in reversed(parts) if part)
            if self.is_public(path):
                yield path, route

    def start(self) -> dict[str, Path]:
        """The pages themselves, and what their routes need."""
        start = {path: file for path, file in self.pages.items() if self.is_public(path)}
        modules = [self.manifest["entry"], *(route for _, route in self.routes())]
        urls = {url for each in modules for url in (each["module"], *each["imports"], *each["css"])}
        urls |= {self.manifest_url, FALLBACK, OFFLINE_PAGE}
        if missing := urls - self.files.keys():
            raise BuildError(f"The build lacks {', '.join(sorted(missing))}.")
        return start | {url: self.files[url] for url in urls}

    def reachable(self) -> dict[str, Path]:
        """The start, and every file that a file in here names."""
        by_name: dict[str, list[str]] = {}
        for url in self.files:
            if not url.endswith(".html"):
                by_name.setdefault(url.rsplit("/", 1)[1], []).append(url)
        reached, waiting = {}, self.start()
        while waiting:
            url, file = waiting.popitem()
            reached[url] = file
            # The route manifest names the modules of all routes: the public ones are in the start.
            if file.suffix not in TEXT or url == self.manifest_url:
                continue
            for name in set(FILE_NAME.findall(file.read_text())):
                waiting |= {each: self.files[each] for each in by_name.get(name, ()) if each not in reached}
        return reached


def route_pattern(path: str) -> str:
    """The regular expression for the addresses of a route with parameters, as JavaScript reads it."""
    pattern = ""
    for part in path.strip("/").split("/"):
        if part == CATCH_ALL:
            pattern += "(?:/.*)?"
        elif part.startswith(":"):
            pattern += "(?:/[^/]+)?" if part.endswith("?") else "/[^/]+"
        else:
            pattern += "/" + re.escape(part)
    return f"^{pattern}$"


def precache(static: Path, online_only: tuple[str, ...]) -> Precache:
    """What the worker for these built files keeps."""
    built = Built(static, online_only)
    files = {url: integrity(file.read_bytes()) for url, file in sorted(built.reachable().items())}
    paths = {path for path, _ in built.routes() if path != f"/{CATCH_ALL}"}
    routes = sorted(route_pattern(path) for path in paths if ":" in path or CATCH_ALL in path)
    identity = json.dumps([files, routes], sort_keys=True).encode()
    background = next((url for url in built.files if re.fullmatch(rf"/assets/{BACKGROUND}\w+\.js", url)), None)
    revision = hashlib.sha256(identity).hexdigest()[:REVISION_LENGTH]
    return Precache(revision, files, routes, background=background)


class _InlineScripts(HTMLParser):
    """Collects the text of scripts that stand in the page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)
        if self._inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def inline_scripts(static: Path) -> list[str]:
    """The hash of every inline script of every page, as a Content-Security-Policy names it."""
    found = set()
    for file in sorted(static.rglob("*.html")):
        parser = _InlineScripts()
        parser.feed(file.read_text())
        parser.close()
        found |= {f"'{integrity(script.encode())}'" for script in parser.scripts if script}
    return sorted(found)
