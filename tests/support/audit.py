"""`make audit`: asks those who keep lists of known holes about every dependency of every lock file.

pip-audit asks PyPI about Python's packages, from an environment of its own; npm asks its registry about the pages', the
tests' and the benches'. Where a list can't be asked, that is said and counts as a failure: silence is no clean bill.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.build.node import node_environment
from tests.support.server import ROOT

PIP_AUDIT = "pip-audit==2.10.1"
LOCKED = ("requirements.txt", "tests/requirements.txt")
NODE_FOLDERS = ("reflex.lock", "tests", "bench", "bench/browser")


class Audited(NamedTuple):
    """What was said of one lock file."""

    file: str
    asked: bool
    holes: list[str]
    said: str = ""


def python(folder: Path) -> Iterator[Audited]:
    """Python's packages."""
    ran = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False)
    program = folder / "bin" / "pip-audit"
    if ran.returncode == 0:
        install = (str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", PIP_AUDIT)
        ran = subprocess.run(install, capture_output=True, text=True, check=False)
    if not program.exists():
        yield from (Audited(each, False, [], _last(ran.stderr)) for each in LOCKED)
        return
    for each in LOCKED:
        command = (
            str(program),
            "-r",
            each,
            "--disable-pip",
            "--require-hashes",
            "--format=json",
            "--progress-spinner=off",
        )
        yield from_pip_audit(each, subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False))


def from_pip_audit(file: str, ran: subprocess.CompletedProcess[str]) -> Audited:
    """What pip-audit says; a package that it could not ask about makes all of it unasked."""
    try:
        packages = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Audited(file, False, [], _last(ran.stderr))
    skipped = [each["skip_reason"] for each in packages if "skip_reason" in each]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version'}"
        for each in packages
        for hole in each.get("vulns", ())
    ]
    told = f"{len(skipped)} of {len(packages)} packages could not be asked about: {skipped[0]}" if skipped else ""
    return Audited(file, not skipped, holes, told)


def node(folder: str) -> Audited:
    """A lock file of npm's."""
    command = ("npm", "audit", "--package-lock-only", "--json")
    ran = subprocess.run(
        command, cwd=ROOT / folder, env=node_environment(), capture_output=True, text=True, check=False
    )
    return from_npm_audit(f"{folder}/package-lock.json", ran)


def from_npm_audit(file: str, ran: subprocess.CompletedProcess[str]) -> Audited:
    """What npm says."""
    try:
        found = json.loads(ran.stdout)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return Audited(file, False, [], _last(ran.stderr) or _last(ran.stdout))
    return Audited(file, True, [f"{name} {each['range']}: {each['severity']}" for name, each in found.items()])


def _last(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip() and "complete log" not in line]
    # npm says first what it asked and what came back.
    return next((line for line in lines if "audit" in line), lines[-1] if lines else "it said nothing")[:300]


def main() -> int:
    """Ask, and say what came back; 1 with a hole, 2 where a list could not be asked."""
    with tempfile.TemporaryDirectory() as folder:
        audited = [*python(Path(folder, "tool")), *map(node, NODE_FOLDERS)]
    for each in audited:
        outcome = f"{len(each.holes)} known holes" if each.asked else f"NOT ASKED: {each.said}"
        print(f"{each.file}: {outcome}")
        for hole in each.holes:
            print(f"  {hole}")
    if any(each.holes for each in audited):
        return 1
    return 0 if all(each.asked for each in audited) else 2


if __name__ == "__main__":
    sys.exit(main())
