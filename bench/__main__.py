"""`make bench`: everything that is measured, one command after the other, and RESULTS.md with its figures.

Each bench is a program of its own: one that fails says so, here and at the end, and the others run. QUICK=1 takes less
of everything and writes to bench/quick, which nobody keeps; ONLY="queue rooms" runs those alone and leaves the others'
sections as they are.
"""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from shutil import rmtree
from threading import Timer
from typing import NamedTuple

from app.build.node import node_environment
from bench import machine, report, results
from bench.results import ORDER
from bench.sections import Section
from tests.support.build import built_pages
from tests.support.system import install_missing

# Its half hour is a command of its own: make soak.
APART = ("bench.soak",)
# Who installs what is measured beside ours.
PEERS = {"bench.queue": "bench.queue", "bench.rooms": "bench.rooms.peers"}
FAREWELL_SECONDS = 20
LONGEST_SECONDS = 120 if report.QUICK else 3600


class Outcome(NamedTuple):
    """How a bench ended."""

    command: str
    seconds: float
    failure: str


def chosen() -> list[str]:
    """What is run."""
    only = os.environ.get("ONLY", "").split()
    there = [each for each in ORDER if each not in APART and importlib.util.find_spec(each.split()[0])]
    names = [each.split()[0].partition(".")[2] for each in there]
    if unknown := set(only) - set(names):
        raise SystemExit(f"There is no bench {', '.join(unknown)}. There are: {' '.join(dict.fromkeys(names))}.")
    return [each for each, name in zip(there, names, strict=True) if not only or name in only]


def run(command: str) -> Outcome:
    """One bench, to its end."""
    print(f"\n== {command}", flush=True)
    began = time.monotonic()
    said: list[str] = []
    failure = _listen(command, said)
    where = report.folder()
    if not failure and command not in results.read(where)[1]:
        # A quick look may be printed only; it is kept all the same.
        if report.QUICK and (printed := [line for line in said if line.startswith("|")]):
            results.arrange(where, Section(command, command, "\n".join(printed)))
        else:
            failure = "wrote no section"
    return Outcome(command, time.monotonic() - began, failure)


def _listen(command: str, said: list[str]) -> str:
    """What it prints is printed, and noted; why it failed, if it did."""
    program = [sys.executable, "-u", "-m", *command.split()]
    with subprocess.Popen(program, env=node_environment(), stdout=subprocess.PIPE, text=True) as bench:
        # Asked first, so that it ends what it has started.
        late = Timer(LONGEST_SECONDS, bench.send_signal, (signal.SIGINT,))
        last = Timer(LONGEST_SECONDS + FAREWELL_SECONDS, bench.kill)
        for each in (late, last):
            each.start()
        assert bench.stdout is not None
        for line in bench.stdout:
            print(line, end="", flush=True)
            said.append(line.rstrip())
        code = bench.wait()
        is_late = late.finished.is_set()
        for each in (late, last):
            each.cancel()
    if is_late:
        return f"did not end within {LONGEST_SECONDS} s"
    return f"ended with {code}" if code else ""


def main() -> int:
    """Run them, and say what failed."""
    commands = chosen()
    install_missing()
    # Once, and not within somebody's measurement.
    built_pages()
    for module in {PEERS[each] for each in commands if each in PEERS}:
        # Where they can't be had, the bench says so once more, and the others run.
        install = (sys.executable, "-c", f"from {module} import install; install()")
        subprocess.run(install, cwd=results.HERE.parent, env=node_environment(), check=False)
    where = report.folder()
    if report.QUICK and not os.environ.get("ONLY"):
        rmtree(where.path, ignore_errors=True)
    where.path.mkdir(exist_ok=True)
    outcomes = [run(each) for each in commands]
    # A part of it leaves the head of the whole.
    head = machine.described() if report.QUICK or not os.environ.get("ONLY") else None
    missing = results.arrange(where, head=head)
    print(f"\n{where.results.read_text()}")
    for each in outcomes:
        print(f"{each.command}: {each.seconds:.0f} s{f', FAILED: it {each.failure}' if each.failure else ''}")
    for told in missing:
        print(f"FAILED: there is no such figure: {told}")
    print(f"The figures stand in {where.results.relative_to(results.HERE.parent)}.")
    return 1 if missing or any(each.failure for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
