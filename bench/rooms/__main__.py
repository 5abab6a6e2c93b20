"""What the rooms carry, on SQLite, by the real program `python -m app sync`, beside their peers in one run.

Acknowledged: 200 rooms, one client each; a client sends an update of some 400 bytes and the next one when that is
acknowledged. Latency: the same rooms at 1,000 updates a second, sent by the clock and not by the answers. Memory: what
the process has grown by per connected room, with 2,000 of them. Storm: 2,000 clients come at once to a server that has
just started, while somebody asks /api/health all the time.

    .venv/bin/python -m bench.rooms            four minutes; QUICK=1 one, and writes nothing
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvloop

from bench.report import table, write_section
from bench.rooms import loads, peers
from bench.rooms.loads import Delay, Rate
from bench.rooms.peers import Missing, Peer

QUICK = bool(os.environ.get("QUICK"))
WARM_UP_SECONDS, SECONDS, CLOCK_SECONDS, CROWD = (1.0, 3.0, 3.0, 500) if QUICK else (2.0, 8.0, 8.0, 2000)
UPDATES_A_ROOM = 2500
TITLE = "The rooms"
ABOUT = """200 rooms with one client each; updates of 437 bytes; one server process. *Acknowledged* is a closed loop: each
client sends its next update when the last is acknowledged. *At 1,000/s* the clock sends. *Processor* is what one update cost
the server, in microseconds: where the machine is busy with others, compare that. Memory is what a connected room adds
to the process, {crowd} of them. Doorstep acknowledges after the commit (SQLite, WAL, synchronous=FULL); Hocuspocus by
its sync status before it stores, or, made to store after each update with the same journal settings, after that;
y-websocket's server stores nothing, and its answer to the next question counts."""


@dataclass
class Result:
    """What was seen of one server."""

    rate: Rate
    delay: Delay | None = None
    memory: tuple[float, float] | None = None


def measure(open_peer: Callable[[Path, int], AbstractContextManager[Peer]], *, delay: bool, memory: bool) -> Result:
    """Each load on a server of its own that has just started."""
    bodies = loads.updates(UPDATES_A_ROOM)
    with tempfile.TemporaryDirectory() as folder, open_peer(Path(folder), loads.ROOMS) as peer:
        result = Result(uvloop.run(loads.closed_loop(peer, bodies, WARM_UP_SECONDS, SECONDS)))
        print(f"{peer.name}: {result.rate}", flush=True)
    if delay:
        with tempfile.TemporaryDirectory() as folder, open_peer(Path(folder), loads.ROOMS) as peer:
            result.delay = uvloop.run(loads.clock(peer, bodies, CLOCK_SECONDS))
            print(f"{peer.name}: {result.delay}", flush=True)
    if memory:
        with tempfile.TemporaryDirectory() as folder, open_peer(Path(folder), CROWD) as peer:
            result.memory = uvloop.run(loads.crowd(peer, bodies[0]))
            print(f"{peer.name}: KiB {result.memory}", flush=True)
    return result


@contextmanager
def ours(folder: Path, count: int) -> Iterator[Peer]:
    """Doorstep without its handle."""
    with peers.doorstep(folder / "rooms", count) as (peer, _):
        yield peer


def storm() -> tuple[float, float]:
    """The storm after a restart."""
    with tempfile.TemporaryDirectory() as folder, peers.doorstep(Path(folder, "rooms"), CROWD) as (peer, server):
        server.stop()
        server.start()
        assert server.process is not None
        peer.pid = server.process.pid
        return uvloop.run(loads.storm(peer))


def all_results() -> dict[str, Result]:
    """Ours first; a peer that can't be had here is named and left out."""
    results = {"Doorstep": measure(ours, delay=True, memory=True)}
    others: dict[str, tuple[Callable[[Path, int], AbstractContextManager[Peer]], bool, bool]] = {
        "Hocuspocus, before storing": (lambda folder, count: peers.hocuspocus(folder, count, "early"), True, True),
        "Hocuspocus, after storing": (lambda folder, count: peers.hocuspocus(folder, count, "stored"), True, False),
        "y-websocket, relay": (lambda _, count: peers.y_websocket(count), True, True),
        "uvicorn, echo": (lambda _, count: peers.echo("uvicorn", count), False, False),
        "granian, echo": (lambda _, count: peers.echo("granian", count), False, False),
    }
    try:
        peers.install()
    except Missing as missing:
        print(f"without the peers from npm: {missing}", flush=True)
    for name, (open_peer, delay, memory) in others.items():
        try:
            results[name] = measure(open_peer, delay=delay, memory=memory)
        except (Missing, OSError, TimeoutError) as missing:
            print(f"without {name}: {missing!r}", flush=True)
    return results


def shown(results: dict[str, Result], storm_seconds: float, health: float) -> str:
    """The section: the figures, and the ratios that are asked for."""
    own = results["Doorstep"]
    rows = []
    for name, each in results.items():
        delay = f"{each.delay.p50:.1f} · {each.delay.p99:.1f}" if each.delay else ""
        if each.delay and each.delay.missing:
            delay += f" ({each.delay.missing:,} too late)"
        memory = f"{each.memory[0]:.0f} · {each.memory[1]:.0f}" if each.memory else ""
        rate, ratio = each.rate, own.rate.per_second / max(each.rate.per_second, 1)
        rows.append((name, f"{rate.per_second:,.0f}", f"{ratio:.2f} ×", f"{rate.cpu_microseconds:.0f}", delay, memory))
    head = (
        "server", "acknowledged/s", "Doorstep is", "processor, µs", "at 1,000/s: p50 · p99 ms",
        "KiB a room: idle · after one update",
    )  # fmt: skip
    return "\n\n".join(
        (
            ABOUT.format(crowd=f"{CROWD:,}"),
            table(head, rows),
            "To reach: ≥ 10,000/s, ≥ 1.1 × Hocuspocus before and ≥ 2 × after storing; p50 ≤ 2.5, p99 ≤ 8 ms; "
            "≤ 25 · ≤ 30 KiB.",
            f"After a restart {CROWD:,} clients come at once: all are synced in {storm_seconds:.1f} s (to reach: 10), "
            f"and `/api/health` answers within {health * 1000:.0f} ms.",
        )
    )


def main() -> None:
    """Measure, print, and write the section."""
    results = all_results()
    section = shown(results, *storm())
    print(f"\n{section}")
    if not QUICK:
        write_section(TITLE, "bench.rooms", section)


if __name__ == "__main__":
    main()
