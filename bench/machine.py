"""What was measured on: the machine and the versions of what takes part."""

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from app.build.node import node_folder
from tests.support.postgres import program
from tests.support.system import find_chromium


def described() -> str:
    """A paragraph for the head of RESULTS.md."""
    return (
        f"Made by `make bench` on {_machine()}, with {', '.join(_versions())}.\n\n"
        "Medians; what else the machine did meanwhile falls on ours and on its peers, which take turns. Compare within "
        "a table, and take single times as an order of magnitude."
    )


def _machine() -> str:
    kib = int(Path("/proc/meminfo").read_text().split()[1])
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    cores = os.cpu_count() or 1
    named = f"{model or platform.machine()}, {cores} core{'s' if cores != 1 else ''}"
    return f"one machine ({named}, {round(kib / 2**20)} GiB, {platform.system()} {platform.machine()})"


def _versions() -> list[str]:
    return [
        f"Python {platform.python_version()}",
        _said(find_chromium() or "", "--version").split(" built on")[0] or "no Chromium",
        f"Node {_said(str(node_folder() / 'node'), '--version').removeprefix('v')}",
        f"pycrdt {version('pycrdt')}",
        _said(program("postgres"), "--version").replace("postgres (PostgreSQL)", "PostgreSQL").split(" (")[0],
        f"SQLite {sqlite3.sqlite_version}",
    ]


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _lines(file: str) -> list[str]:
    return Path(file).read_text().splitlines()
