"""The built pages for browser tests, and a next version of them."""

import shutil
from pathlib import Path

from app.build.frontend import BUILT, STATIC, build_if_stale
from app.config import load_settings
from app.offline.plugin import ONLINE_ONLY, UNFILLED, fill_in
from app.offline.precache import precache

ROOT = Path(__file__).parents[2]
WORKER = "service-worker.js"
# Apart from the pages that everybody gets.
WITH_A_LIST, WITH_CLERK = Path(".web-list"), Path(".web-clerk")
TEXT = (".html", ".js", ".webmanifest")


def built_pages() -> Path:
    """The folder with the built pages of these sources."""
    build_if_stale(ROOT, load_settings(ROOT / ".env"), print)
    return ROOT / STATIC


def pages_with_a_list() -> Path:
    """The same pages, built with USE_JAZZ_SYNC=false, and with the gallery: a build takes half a minute."""
    build_if_stale(ROOT, load_settings(ROOT / ".env", use_jazz_sync=False, gallery=True), print, web=WITH_A_LIST)
    return ROOT / WITH_A_LIST / BUILT


def pages_with_clerk(key: str) -> dict[str, str]:
    """Build the pages for that key of Clerk; the settings with which the program serves them."""
    settings = {"JAZZ_AUTH_PROVIDER": "clerk", "CLERK_PUBLISHABLE_KEY": key}
    given = {name.lower(): value for name, value in settings.items()}
    build_if_stale(ROOT, load_settings(ROOT / ".env", **given), print, web=WITH_CLERK)
    return {**settings, "REFLEX_WEB_WORKDIR": str(WITH_CLERK)}


def next_version(pages: Path, into: Path, words: dict[str, str]) -> Path:
    """A build in which some words are others: their chunks, and the route manifest, have other names, too."""
    shutil.copytree(pages, into, ignore=shutil.ignore_patterns("*.gz", WORKER))
    texts = {file: file.read_text() for file in into.rglob("*") if file.suffix in TEXT}
    changed = [
        file
        for file, text in texts.items()
        if file.parent.name == "assets" and (any(old in text for old in words) or file.name.startswith("manifest-"))
    ]
    names = {file.name: f"{file.stem}{into.name}{file.suffix}" for file in changed}
    for file, text in texts.items():
        new = text
        for old, other in {**words, **names}.items():
            new = new.replace(old, other)
        file.unlink()
        file.with_name(names.get(file.name, file.name)).write_text(new)
    worker = (ROOT / "assets" / WORKER).read_text()
    assert UNFILLED in worker
    (into / WORKER).write_text(fill_in(worker, precache(into, ONLINE_ONLY)))
    return into
