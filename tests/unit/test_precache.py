"""The precache list: complete, without the desk, the same for the same files."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BuildError
from app.offline.plugin import STAY, OfflinePlugin
from app.offline.precache import inline_scripts, integrity, precache, route_pattern

ONLINE_ONLY = ("/admin",)
PARTS = ("root", "index", "rate", "admin")


def route(module: str, path: str = "", parent: str | None = "root") -> dict[str, object]:
    return {"path": path, "parentId": parent, "module": f"/assets/{module}-1.js", "imports": [], "css": []}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A small build: two public pages, a route with a parameter, the desk with a chart of its own."""
    static = tmp_path / "client"
    routes = {
        "root": route("root", parent=None),
        "index": route("index"),
        "rate": route("rate", "rate"),
        "order": route("rate", "rate/:order"),
        "lost": route("index", "*"),
        "admin": route("admin", "admin"),
        "order-at-desk": route("admin", "admin/orders/:order"),
    }
    manifest = {"entry": {"module": "/assets/root-1.js", "imports": [], "css": []}, "routes": routes}
    texts = {
        "index.html": '<link rel="icon" href="/icons/door.svg"><script>start("/")</script>',
        "rate/index.html": "<script>start('rate')</script><script src='/assets/rate-1.js'></script>",
        "rate.html": "a copy",
        "admin/index.html": "<script>desk()</script>",
        "__spa-fallback.html": "<script>start(location)</script>",
        "offline.html": '<link rel="stylesheet" href="/offline.css"><!-- hand-over -->',
        "offline.css": "body {}",
        "icons/door.svg": "<svg/>",
        "icons/unused.svg": "<svg/>",
        "service-worker.js": "const BUILD = null;\n",
        "external/app/source.ts": "source",
        "assets/manifest-1.js": f"window.__reactRouterManifest={json.dumps(manifest)};",
        **{f"assets/{part}-1.js": "" for part in PARTS},
        "assets/rate-1.js": 'import("./stars-1.js")',
        "assets/stars-1.js": 'import "./shared-1.js"',
        "assets/admin-1.js": 'import "./chart-1.js"; import "./shared-1.js"',
        "assets/chart-1.js": "",
        "assets/shared-1.js": "",
    }
    for name, text in texts.items():
        file = static / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return static


def test_holds_what_the_public_pages_reach_and_nothing_else(build: Path) -> None:
    assert set(precache(build, ONLINE_ONLY).files) == {
        "/",
        "/rate",
        "/__spa-fallback.html",
        "/offline.html",
        "/offline.css",
        "/icons/door.svg",
        "/assets/manifest-1.js",
        "/assets/root-1.js",
        "/assets/index-1.js",
        "/assets/rate-1.js",
        "/assets/stars-1.js",
        "/assets/shared-1.js",
    }


def test_each_file_has_the_hash_of_its_content(build: Path) -> None:
    files = precache(build, ONLINE_ONLY).files
    assert files["/rate"] == integrity((build / "rate/index.html").read_bytes())
    assert files["/offline.css"].startswith("sha256-")


def test_routes_with_parameters_open_the_fallback_but_not_at_the_desk(build: Path) -> None:
    assert precache(build, ONLINE_ONLY).routes == ["^/rate/[^/]+$"]


def test_another_content_is_another_revision_and_the_same_is_the_same(build: Path) -> None:
    before = precache(build, ONLINE_ONLY)
    assert precache(build, ONLINE_ONLY) == before
    (build / "assets/chart-1.js").write_text("of the desk")
    assert precache(build, ONLINE_ONLY) == before
    (build / "assets/stars-1.js").write_text("other stars")
    assert precache(build, ONLINE_ONLY).revision != before.revision


def test_a_desk_is_only_what_lies_under_it(build: Path) -> None:
    page = build / "administration" / "index.html"
    page.parent.mkdir()
    page.write_text("public")
    assert "/administration" in precache(build, ONLINE_ONLY).files


def without_manifest(build: Path) -> None:
    (build / "assets/manifest-1.js").unlink()


def another_manifest(build: Path) -> None:
    (build / "assets/manifest-1.js").write_text("export default {}")


def without_offline_page(build: Path) -> None:
    (build / "offline.html").unlink()


def another_worker(build: Path) -> None:
    (build / "service-worker.js").write_text("let BUILD;")


@pytest.mark.parametrize("spoil", [without_manifest, another_manifest, without_offline_page, another_worker])
def test_a_build_of_another_shape_stops(build: Path, spoil: Callable[[Path], None]) -> None:
    spoil(build)
    with pytest.raises(BuildError):
        OfflinePlugin(ONLINE_ONLY).post_build(static_dir=build)


def test_plugin_fills_the_worker_and_lists_inline_scripts(build: Path) -> None:
    OfflinePlugin(ONLINE_ONLY).post_build(static_dir=build)
    expected = precache(build, ONLINE_ONLY)
    line = (build / "service-worker.js").read_text()
    assert json.loads(line.removeprefix("const BUILD = ").rstrip(";\n"))["files"] == expected.files
    hashes = json.loads((build.parent / "inline-scripts.json").read_text())
    scripts = ('start("/")', "start('rate')", "start(location)", "desk()", STAY.read_text())
    assert hashes == sorted(f"'{integrity(each.encode())}'" for each in scripts)
    assert not (build / "inline-scripts.json").exists()


SCRIPT = st.text(st.characters(codec="utf-8", exclude_characters="<\r\0", exclude_categories=["Cs"]), min_size=1)


@given(scripts=st.lists(SCRIPT, max_size=5))
def test_every_inline_script_is_listed(tmp_path_factory: pytest.TempPathFactory, scripts: list[str]) -> None:
    static = tmp_path_factory.mktemp("static")
    page = "".join(f"<p>&amp;</p><script type='module'>{each}</script>" for each in scripts)
    (static / "index.html").write_text(page)
    assert inline_scripts(static) == sorted({f"'{integrity(each.encode())}'" for each in scripts})


SEGMENT = st.text(st.characters(codec="ascii", exclude_characters="/:*?", categories=["L", "N", "P"]), min_size=1)


@given(segments=st.lists(SEGMENT, min_size=1, max_size=3), order=SEGMENT)
def test_route_patterns_match_their_addresses(segments: list[str], order: str) -> None:
    fixed = "/" + "/".join(segments)
    assert re.match(route_pattern(f"{fixed}/:order"), f"{fixed}/{order}")
    assert not re.match(route_pattern(f"{fixed}/:order"), f"{fixed}/{order}/more")
    assert not re.match(route_pattern(f"{fixed}/:order"), fixed)
    assert re.match(route_pattern(f"{fixed}/:order?"), fixed)
    assert re.match(route_pattern(f"{fixed}/*"), f"{fixed}/{order}/more")
