"""The queue in the browser beside its peers: bare IndexedDB, Yjs with y-indexeddb, jazz-tools.

Each peer is one page that answers the same calls (bench/browser), in a Chromium of its own with an empty profile, the
runs of all peers taking turns. "Durable" is as late as each can tell: bare IndexedDB and ours wait for a transaction
with strict durability; y-indexeddb tells nobody, so a read behind its write stands for that; jazz-tools has its own
waitForStorageSync. Bytes are those of all rows, as they are read. A full phone is a small quota: "lost" counts records
that were confirmed before and can't be read after a reload with room again; what doesn't come to an end "hung".

    .venv/bin/python -m bench.queue          # about ten minutes; QUICK=1 for a look that takes one

One part at a time, such as `enqueue`, with what was found kept in a file until all of it is there:

    .venv/bin/python -m bench.queue --keep FILE enqueue
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from app.build.node import node_environment
from bench.report import write_section
from tests.support.chromium import open_browser
from tests.support.queue_page import served

HERE = Path(__file__).parent / "browser"
QUICK = bool(os.environ.get("QUICK"))
RUNS = 1 if QUICK else 5
ONE_BY_ONE = 50 if QUICK else 300
RECORDS = 1000
ROUNDS = 3 if QUICK else 20
VISITS = 20 if QUICK else 400
FULL_SECONDS = 40
SLACK_SECONDS = 10
OPEN_SECONDS = 20
QUOTA = 400_000
# Parts that a page fetches only with a passphrase, for a list of before, with JAZZ_ENABLE_P2P, with Clerk, for a
# courier's orders or for a file to keep.
SELDOM = ("lock", "arrivals", "legacy", "peers", "clerk", "orders", "transfer", "mending")


class Peer(NamedTuple):
    """A page with a storage in it."""

    name: str
    page: str
    query: str = ""


BARE = Peer("bare IndexedDB", "bare")
RELAXED = Peer("bare, relaxed", "bare", "?durability=relaxed")
YJS = Peer("Yjs, y-indexeddb", "y_indexeddb")
JAZZ = Peer("jazz-tools", "jazz")
OURS = Peer("ours", "ours")
PLAIN = Peer("ours, not encrypted", "ours", "?plain")
PEERS = (BARE, YJS, JAZZ, OURS) if QUICK else (BARE, RELAXED, YJS, JAZZ, OURS, PLAIN)
EMPTY = Peer("an empty page", "empty")


def install() -> None:
    """The peers, as the lock file names them.

    Not `npm ci`: that refuses a lock file without the native parts of jazz-tools that a registry doesn't offer, and a
    page has no use for any of them.
    """
    if (HERE / "node_modules" / "jazz-tools").is_dir():
        return
    command = ("npm", "install", "--no-save", "--legacy-peer-deps", "--ignore-scripts", "--loglevel=error")
    subprocess.run(command, cwd=HERE, env=node_environment(), check=True)


def bundle(folder: Path) -> dict[str, int]:
    """Pages for all peers; how heavy each one's script is, gzip."""
    pages = {peer.page for peer in PEERS}
    command = ("node", str(HERE / "bundle.mjs"), str(folder), *sorted(pages), "weight")
    subprocess.run(command, env=node_environment(), check=True)
    (folder / "empty.js").write_text("window.ready = Promise.resolve(performance.now());")
    for page in {*pages, "empty"}:
        (folder / f"{page}.html").write_text(
            f'<!doctype html><html lang="en"><title>{page}</title><script type="module" src="/{page}.js"></script>'
        )
    ours = set((folder / "weight").glob("*.js"))
    seldom = {file for file in ours if file.name.startswith(SELDOM)}
    parts = {page: {folder / f"{page}.js"} for page in pages} | {"weight": ours - seldom, "all": ours}
    return {page: sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) for page, files in parts.items()}


class Hung(Exception):
    """A peer did not answer in time."""


def by_deadline(promise: str, seconds: float) -> str:
    """What brings what the page's promise brings; null when it takes longer."""
    return f"Promise.race([{promise}, new Promise((late) => setTimeout(late, {seconds * 1000}, null))])"


def within(page: Page, promise: str, seconds: float) -> Any:
    """What the page's promise brings; None when it takes longer."""
    return page.evaluate(by_deadline(promise, seconds))


class Bench:
    """One browser after the other, each with a profile of its own."""

    def __init__(self, playwright: Playwright, address: str, folder: Path) -> None:
        self._playwright = playwright
        self._address = address
        self._folder = folder
        self._profiles = 0

    def new_profile(self) -> Path:
        """A phone that was never used."""
        self._profiles += 1
        return self._folder / f"profile-{self._profiles}"

    @contextmanager
    def page(self, peer: Peer, profile: Path, records: int = 0) -> Iterator[tuple[BrowserContext, Page, float]]:
        """The peer's page in a browser started for it; when so many records could be read, ms after its beginning."""
        context = open_browser(self._playwright, profile, whole=True)
        page = context.pages[0]
        ready = self.go(page, peer, records)
        yield context, page, ready
        context.close()

    def go(self, page: Page, peer: Peer, records: int = 0) -> float:
        """Open the peer's page anew."""
        # Over the browser's own protocol: Playwright's waiting would bring 330 KB of script into the timed page.
        browser = page.context.new_cdp_session(page)
        page.goto("about:blank")
        page.goto(f"{self._address}/{peer.page}.html{peer.query}#{records}", wait_until="load")
        asked = {"expression": by_deadline("window.ready", OPEN_SECONDS), "awaitPromise": True, "returnByValue": True}
        ready = browser.send("Runtime.evaluate", asked)["result"]["value"]
        browser.detach()
        if ready is None:
            raise Hung(peer.name)
        return float(ready)

    def one_by_one(self, peer: Peer) -> float:
        """ms a record, each waited for."""
        with self.page(peer, self.new_profile()) as (_, page, _ready):
            return float(statistics.median(page.evaluate(f"bench.one({ONE_BY_ONE})")))

    def thousand(self, peer: Peer) -> tuple[float, float, float]:
        """ms to import 1000 records, bytes stored, and ms until they can be read in a browser that has just begun."""
        profile = self.new_profile()
        with self.page(peer, profile) as (_, page, _ready):
            took = float(page.evaluate(f"bench.many({RECORDS})"))
            stored = float(page.evaluate("bench.storedBytes()"))
        with self.page(peer, profile, RECORDS) as (_, _page, ready):
            return took, stored, ready

    def empty(self) -> float:
        """ms until a page without a storage can do something."""
        with self.page(EMPTY, self.new_profile()) as (_, _page, ready):
            return ready

    def full(self, peers: tuple[Peer, ...]) -> dict[Peer, str]:
        """What became of the records on a phone that is full; all peers at once, for they mostly wait."""
        with ExitStack() as open_pages:
            pages = {peer: open_pages.enter_context(self.page(peer, self.new_profile()))[:2] for peer in peers}
            for context, page in pages.values():
                self.quota(context, page, QUOTA)
                page.evaluate(f"void (window.filled = bench.fill({FULL_SECONDS}))")
            return {peer: self.survived(peer, *each) for peer, each in pages.items()}

    def survived(self, peer: Peer, context: BrowserContext, page: Page) -> str:
        """Records that were confirmed and are gone once there is room again, as they can be read after a reload."""
        filled = within(page, "window.filled", FULL_SECONDS + SLACK_SECONDS)
        if filled is None:
            return "hung while it was written"
        self.quota(context, page, None)
        told = f"{filled['confirmed']} ({filled['tried'] - filled['confirmed']})"
        try:
            self.go(page, peer)
            return f"{max(0, filled['confirmed'] - int(page.evaluate('bench.peer.count()')))} of {told}"
        except Hung:
            return f"hung when it was opened again, of {told}"

    def quota(self, context: BrowserContext, page: Page, size: int | None) -> None:
        """The room that the browser gives; without a size, what it has."""
        limit = {} if size is None else {"quotaSize": size}
        context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": self._address, **limit})

    def document(self) -> tuple[int, int]:
        """Bytes of our document after rounds of 1000 drained, and after visits of 10 records each."""
        with self.page(OURS, self.new_profile()) as (_, page, _ready):
            for _ in range(ROUNDS):
                page.evaluate(f"bench.many({RECORDS})")
                rounds = int(page.evaluate("drained()"))
        with self.page(OURS, self.new_profile()) as (_, page, _ready):
            for _ in range(VISITS):
                self.go(page, OURS)
                page.evaluate("bench.one(10)")
                visits = int(page.evaluate("drained()"))
        return rounds, visits


def each(peers: tuple[Peer, ...], measure: Callable[[Peer], Any]) -> dict[Peer, list[Any]]:
    """The peers take turns, so that a busy moment of the machine hits all alike."""
    found: dict[Peer, list[Any]] = {peer: [] for peer in peers}
    for run in range(RUNS):
        for peer in peers:
            print(f"{run + 1}/{RUNS} {peer.name}", file=sys.stderr, flush=True)
            found[peer].append(measure(peer))
    return found


def row(figure: str, values: dict[Peer, str], target: str) -> str:
    """A line of the table."""
    return f"| {figure} | {' | '.join(values.get(peer, '–') for peer in PEERS)} | {target} |"


def middle(found: dict[Peer, list[Any]], at: int | None = None) -> dict[Peer, float]:
    """The median of each peer's runs."""
    return {
        peer: statistics.median(each if at is None else each[at] for each in values) for peer, values in found.items()
    }


def shown(values: dict[Peer, float], digits: int = 0) -> dict[Peer, str]:
    """As they stand in the table."""
    return {peer: f"{value:.{digits}f}" for peer, value in values.items()}


def enqueue(bench: Bench, _: dict[str, int]) -> list[str]:
    """How long one record takes."""
    took = middle(each(PEERS, bench.one_by_one))
    target = f"≤ {1.25 * took[BARE]:.2f} (1.25 × bare)"
    return [row("enqueue until durable, ms a record", shown(took, 2), target)]


def thousand(bench: Bench, _: dict[str, int]) -> list[str]:
    """How long a thousand take, what they weigh, and how soon they are there again."""
    found = each(PEERS, bench.thousand)
    empty = statistics.median(bench.empty() for _ in range(RUNS))
    cold = {peer: value - empty for peer, value in middle(found, 2).items()}
    stored = {peer: value / 1000 for peer, value in middle(found, 1).items()}
    return [
        row("1000 records imported at once, durable, ms", shown(middle(found, 0)), "≤ 200"),
        row("bytes stored for 1000 records, KB", shown(stored), "≤ 200"),
        row("cold open to 1000 readable, minus an empty page, ms", shown(cold), f"≤ {1.25 * cold[BARE]:.0f}"),
    ]


def full(bench: Bench, _: dict[str, int]) -> list[str]:
    """What a full phone has lost."""
    lost = bench.full((OURS,) if QUICK else (YJS, JAZZ, OURS, PLAIN))
    return [row("confirmed, but lost with storage full (refused)", lost, "0")]


def document(bench: Bench, weights: dict[str, int]) -> list[str]:
    """How small the document stays; and the scripts."""
    rounds, visits = bench.document()
    js = {peer: weights["weight" if peer is OURS else peer.page] / 1000 for peer in PEERS if peer is not PLAIN}
    return [
        row(f"document after {ROUNDS} × 1000 drained, bytes", {OURS: str(rounds)}, "≤ 200"),
        row(f"document after {VISITS} visits × 10, bytes", {OURS: str(visits)}, "≤ 1000"),
        row("JavaScript, KB gzip", shown(js, 1), "≤ 45"),
        row("with all that is seldom fetched", {OURS: f"{weights['all'] / 1000:.1f}"}, ""),
    ]


PARTS = {part.__name__: part for part in (enqueue, thousand, full, document)}


def measured(parts: list[str], keep: Path | None) -> dict[str, list[str]]:
    """The rows of these parts, and of those that the file has."""
    found: dict[str, list[str]] = json.loads(keep.read_text()) if keep is not None and keep.exists() else {}
    install()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = Path(folder, "pages")
        pages.mkdir()
        weights = bundle(pages)
        with served(pages) as address:
            for part in parts:
                found[part] = PARTS[part](Bench(playwright, address, Path(folder, part)), weights)
                if keep is not None:
                    keep.write_text(json.dumps(found))
    return found


def main() -> int:
    """Print the figures as a table and keep it in RESULTS.md."""
    arguments = argparse.ArgumentParser(prog="python -m bench.queue")
    arguments.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure; everything, without one")
    arguments.add_argument("--keep", type=Path, help="where the rows of the parts wait for each other")
    asked = arguments.parse_args()
    found = measured(asked.parts or list(PARTS), asked.keep)
    head = " | ".join(peer.name for peer in PEERS)
    rows = [each for part in PARTS for each in found.get(part, ())]
    table = "\n".join((f"| figure | {head} | to reach |", f"|---|{'---|' * len(PEERS)}---|", *rows))
    print(table)
    if found.keys() == PARTS.keys():
        versions = json.loads((HERE / "package.json").read_text())["dependencies"]
        named = ", ".join(f"{name} {version}" for name, version in versions.items() if name != "rolldown")
        write_section("The queue in the browser", "bench.queue", f"{named}; medians of {RUNS}.\n\n{table}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
