"""`make bench`: everything that is measured, one command after the other, and RESULTS.md with its figures.

Each bench is a program of its own: one that fails says so, here and at the end, and the others run. QUICK=1 takes less
of everything and writes to bench/quick, which nobody keeps; ONLY="queue rooms" runs those alone.
"""

import importlib.util
import os
import subprocess
import sys
import time
from shutil import rmtree
from typing import NamedTuple

from app.build.node import node_environment
from bench import machine, report, results
from bench.results import ORDER
from tests.support.build import built_pages
from tests.support.system import install_missing

# Its half hour is a command of its own: make soak.
APART = ("bench.soak",)
LONGEST_SECONDS = 120 if report.QUICK else 3600


class Outcome(NamedTuple):
    """How a bench ended."""

    module: str
    seconds: float
    failure: str


def chosen() -> list[str]:
    """What is run."""
    only = os.environ.get("ONLY", "").split()
    there = [each for each in ORDER if each not in APART and importlib.util.find_spec(each)]
    unknown = [each for each in only if f"bench.{each}" not in there]
    if unknown:
        raise SystemExit(
            f"There is no bench {', '.join(unknown)}. There are: {' '.join(n.partition('.')[2] for n in there)}"
        )
    return [each for each in there if not only or each.partition(".")[2] in only]


def run(module: str) -> Outcome:
    """One bench, to its end."""
    print(f"\n== {module}", flush=True)
    began = time.monotonic()
    try:
        code = subprocess.run(
            [sys.executable, "-m", module], env=node_environment(), check=False, timeout=LONGEST_SECONDS
        ).returncode
        failure = f"ended with {code}" if code else ""
    except subprocess.TimeoutExpired:
        failure = f"did not end within {LONGEST_SECONDS} s"
    if not failure and module not in results.read(report.folder())[1]:
        failure = "wrote no section"
    return Outcome(module, time.monotonic() - began, failure)


def main() -> int:
    """Run them, and say what failed."""
    modules = chosen()
    install_missing()
    # Once, and not within somebody's measurement.
    built_pages()
    where = report.folder()
    if report.QUICK:
        rmtree(where.path, ignore_errors=True)
        where.path.mkdir()
    outcomes = [run(each) for each in modules]
    missing = results.arrange(where, head=machine.described() if report.QUICK or not os.environ.get("ONLY") else None)
    print(f"\n{where.results.read_text()}")
    for each in outcomes:
        print(f"{each.module}: {each.seconds:.0f} s{f', FAILED: it {each.failure}' if each.failure else ''}")
    for told in missing:
        print(f"FAILED: there is no such figure: {told}")
    print(f"The figures stand in {where.results.relative_to(results.HERE.parent)}.")
    return 1 if missing or any(each.failure for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
