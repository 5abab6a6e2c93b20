"""Runs the browser's modules in Node, as `make test` installs it for the tests."""

import subprocess
from pathlib import Path

from app.build.node import node_folder

ROOT = Path(__file__).resolve().parents[2]
RESOLVE = ROOT / "tests" / "support" / "resolve.mjs"


def node(*arguments: str) -> str:
    """What Node prints; its complaint is the failure."""
    done = subprocess.run(
        [node_folder() / "node", "--import", RESOLVE.as_uri(), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
