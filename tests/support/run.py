"""`make test`: every runner in turn; the last lines say, for each, how many passed and how many failed."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from app.build.node import node_environment
from tests.support.system import install_missing

ROOT = Path(__file__).parents[2]
# One more than the cores: many tests wait for a server or a clock. A browser keeps a core busy by itself.
WORKERS = {"python": "4", "browser": "3"}
# Tests of one file share a server in the browser's runner; in the other, who is done takes from who is not.
SHARES = {"python": "worksteal", "browser": "loadfile"}


class Outcome(NamedTuple):
    """How one runner ended."""

    name: str
    passed: int
    failed: int


def run(*command: str) -> bool:
    """Run a program in the project; whether it was content."""
    return subprocess.run(command, cwd=ROOT, env=node_environment(), check=False).returncode == 0


def checks() -> Outcome:
    """Style, types, layers, and that the pages can be built: each tool is one check."""
    tools = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
    )
    programs = [(str(Path(sys.prefix, "bin", tool)), *rest) for tool, *rest in tools]
    programs.append(("node", "tests/node_modules/typescript/bin/tsc", "-p", "tests/tsconfig.json"))
    # Once, and before the tests' workers want it at the same time.
    programs.append((sys.executable, "-m", "app", "build"))
    results = [run(*program) for program in programs]
    return Outcome("check", results.count(True), results.count(False))


def counted(name: str, report: Path, content: bool) -> Outcome:
    """The outcome that a JUnit report tells; a runner that broke without one has failed."""
    if not report.is_file():
        return Outcome(name, 0, 1)
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    # Nothing run, or trouble outside of any test, is a failure too.
    return Outcome(name, len(cases) - failed, max(failed, 0 if content and cases else 1))


def pytest(name: str, *folders: str) -> Callable[[], Outcome]:
    """A run of pytest over some folders."""

    def start() -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.xml")
            spread = ("-n", WORKERS[name], f"--dist={SHARES[name]}")
            content = run(sys.executable, "-m", "pytest", *spread, f"--junitxml={report}", *folders)
            return counted(name, report, content)

    return start


def typescript() -> Outcome:
    """The TypeScript tests, by Node's own runner."""
    files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests").glob("[!n]*/**/*.test.ts"))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        reporters = ("spec", "stdout"), ("junit", str(report))
        options = [f"--test-reporter{part}" for kind, to in reporters for part in (f"={kind}", f"-destination={to}")]
        content = run("node", "--import", "./tests/support/resolve.mjs", "--test", *options, *files)
        return counted("typescript", report, content)


RUNNERS: tuple[Callable[[], Outcome], ...] = (
    checks,
    pytest("python", "tests/unit", "tests/property", "tests/contract", "tests/integration"),
    typescript,
    pytest("browser", "tests/browser"),
)


def main() -> int:
    """Run them all, whatever the ones before have said."""
    install_missing()
    started = time.monotonic()
    outcomes = [runner() for runner in RUNNERS]
    print(f"\nAll runners took {time.monotonic() - started:.0f} s.")
    for outcome in outcomes:
        print(f"{outcome.name}: {outcome.passed} passed, {outcome.failed} failed", flush=True)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
