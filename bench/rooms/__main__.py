"""What the rooms carry, on SQLite, by the real program `python -m app sync`, beside their peers in one run.

Acknowledged: 200 rooms, one client each; a client sends an update of some 400 bytes and the next one when that is
acknowledged. Latency: as many other rooms at 1,000 updates a second, sent by the clock and not by the answers. The
servers take turns, several rounds of them, so that a busy moment of the machine is nobody's alone. Memory: what the
process has grown by per connected room, with 2,000 of them. Storm: 2,000 clients come at once to a server that has
just started, while somebody asks /api/health all the time.

    .venv/bin/python -m bench.rooms            five minutes; QUICK=1 takes one
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import uvloop

from bench.report import table, write_section
from bench.rooms import loads, peers
from bench.rooms.loads import Delay, Rate
from bench.rooms.peers import Missing, Peer

QUICK = bool(os.environ.get("QUICK"))
ROUNDS, WARM_UP_SECONDS, SECONDS, CLOCK_SECONDS, CROWD = (1, 0.5, 1.0, 1.0, 200) if QUICK else (3, 1.5, 4.0, 4.0, 2000)
UPDATES_A_ROOM = 2500
OURS = "Doorstep"
TITLE = "The rooms"
ABOUT = """200 rooms with one client each; updates of {size} bytes; one server process; medians of {rounds} rounds in
which the servers took turns. *Acknowledged* is a closed loop: each client sends its next update when the last is
acknowledged. *At 1,000/s* the clock sends. *Processor* is what one update cost the server, in microseconds: where the
machine is busy with others, compare that. Memory is what a connected room adds to the process, {crowd:,} of them.
Doorstep acknowledges after the commit (SQLite, WAL, synchronous=FULL). Hocuspocus acknowledges by its sync status and
its SQLite extension stores two seconds later; *after storing* it is given hooks that append each update, all that waits
in one transaction with the same settings of SQLite, and acknowledge then. y-websocket's server stores nothing, and its
answer to the next question counts. The bare servers send each frame back."""

Opening = Callable[[Path, int], AbstractContextManager[Peer]]


@dataclass(frozen=True)
class Contestant:
    """A server and what is measured of it."""

    name: str
    open: Opening
    delay: bool = True
    memory: bool = False


@dataclass
class Result:
    """What was seen of one server."""

    rates: list[Rate] = field(default_factory=list)
    delays: list[Delay] = field(default_factory=list)
    memory: tuple[float, float] | None = None

    @property
    def rate(self) -> Rate:
        """The middle of all rounds."""
        return Rate(
            statistics.median(each.per_second for each in self.rates),
            statistics.median(each.cpu_microseconds for each in self.rates),
        )

    @property
    def delay(self) -> Delay | None:
        """All rounds together."""
        if not self.delays:
            return None
        every = [one for each in self.delays for one in each.milliseconds]
        return Delay(every, sum(each.missing for each in self.delays))


@contextmanager
def ours(folder: Path, count: int) -> Iterator[Peer]:
    """Doorstep without its handle."""
    with peers.doorstep(folder / "rooms", count) as (peer, _):
        yield peer


CONTESTANTS = (
    Contestant(OURS, ours, memory=True),
    Contestant(
        "Hocuspocus, before storing", lambda folder, count: peers.hocuspocus(folder, count, "early"), memory=True
    ),
    Contestant("Hocuspocus, after storing", lambda folder, count: peers.hocuspocus(folder, count, "stored")),
    Contestant("y-websocket, relay", lambda _, count: peers.y_websocket(count), memory=True),
    Contestant("uvicorn, echo", lambda _, count: peers.echo("uvicorn", count), delay=False),
    Contestant("granian, echo", lambda _, count: peers.echo("granian", count), delay=False),
)


def one_round(bodies: list[bytes], contestant: Contestant, result: Result) -> None:
    """Both loads, each in rooms of its own, on a server that has just started."""
    with tempfile.TemporaryDirectory() as folder, contestant.open(Path(folder), 2 * loads.ROOMS) as peer:
        result.rates.append(uvloop.run(loads.closed_loop(peer, bodies, WARM_UP_SECONDS, SECONDS)))
        said = f"{result.rates[-1].per_second:,.0f}/s, {result.rates[-1].cpu_microseconds:.0f} µs"
        if contestant.delay:
            result.delays.append(uvloop.run(loads.clock(peer, bodies, CLOCK_SECONDS)))
            said += f", ms {result.delays[-1]}"
    print(f"{contestant.name}: {said}", flush=True)


def weigh(body: bytes, contestant: Contestant, result: Result) -> None:
    """The memory of a crowd."""
    with tempfile.TemporaryDirectory() as folder, contestant.open(Path(folder), CROWD) as peer:
        result.memory = uvloop.run(loads.crowd(peer, body))
    print(f"{contestant.name}: KiB {result.memory[0]:.0f} · {result.memory[1]:.0f}", flush=True)


def storm() -> tuple[float, float]:
    """The storm after a restart."""
    with tempfile.TemporaryDirectory() as folder, peers.doorstep(Path(folder, "rooms"), CROWD) as (peer, server):
        server.stop()
        server.start()
        return uvloop.run(loads.storm(peer))


def all_results() -> dict[str, Result]:
    """Ours first; a peer that can't be had here is named and left out."""
    try:
        peers.install()
    except Missing as missing:
        print(f"without the peers from npm: {missing}", flush=True)
    bodies = loads.updates(UPDATES_A_ROOM)
    results = {contestant.name: Result() for contestant in CONTESTANTS}
    for _ in range(ROUNDS):
        for contestant in CONTESTANTS:
            _try(results, contestant, partial(one_round, bodies))
    for contestant in CONTESTANTS:
        if contestant.memory and (contestant.name == OURS or not QUICK):
            _try(results, contestant, partial(weigh, bodies[0]))
    return results


def _try(results: dict[str, Result], contestant: Contestant, work: Callable[[Contestant, Result], None]) -> None:
    if contestant.name not in results:
        return
    try:
        work(contestant, results[contestant.name])
    except (Missing, OSError, TimeoutError) as trouble:
        if contestant.name == OURS:
            raise
        print(f"without {contestant.name}: {trouble!r}", flush=True)
        del results[contestant.name]


def shown(results: dict[str, Result], size: int, storm_seconds: float, health: float) -> str:
    """The section: the figures, and the ratios that are asked for."""
    own = results[OURS].rate
    rows = []
    for name, each in results.items():
        rate, ratio = each.rate, own.per_second / max(each.rate.per_second, 1)
        memory = f"{each.memory[0]:.0f} · {each.memory[1]:.0f}" if each.memory else ""
        delay = str(each.delay) if each.delay else ""
        rows.append((name, f"{rate.per_second:,.0f}", f"{ratio:.2f} ×", f"{rate.cpu_microseconds:.0f}", delay, memory))
    head = (
        "server", "acknowledged/s", "Doorstep is", "processor, µs", "at 1,000/s: p50 · p99 ms",
        "KiB a room: idle · after one update",
    )  # fmt: skip
    return "\n\n".join(
        (
            ABOUT.format(crowd=CROWD, rounds=ROUNDS, size=size),
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
    section = shown(results, len(loads.updates(2)[1]), *storm())
    print(f"\n{section}")
    write_section(TITLE, "bench.rooms", section)


if __name__ == "__main__":
    main()
