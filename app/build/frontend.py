"""The build: compiles the pages into `.web/build/client` when their sources have changed.

In: sources and settings. Out: static files and a stamp beside them, written last, so that a build that was cut off
is done again. Two starts at once: the second waits for the first and finds its work done.
"""

import fcntl
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reflex_base.environment import environment

from app.build.node import node_environment
from app.build.stamp import stamp
from app.config import Settings
from app.errors import BuildError

# Reflex's working folder, `.web` unless it was told another; within it, what a build leaves.
WEB = environment.REFLEX_WEB_WORKDIR.get()
BUILT = Path("build", "client")
STAMP = Path("build", "stamp")
STATIC = WEB / BUILT
INLINE_SCRIPTS = WEB / "build" / "inline-scripts.json"
LINES = 25
ERROR = re.compile(r"error\b", re.IGNORECASE)
NOISE = re.compile(r"npm (silly|verbose|http|timing|info)")
EXPORT = "from reflex.__main__ import cli; cli(['export', '--no-zip', '--frontend-only', '--loglevel', 'warning'])"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_built(root: Path, settings: Settings, web: Path = WEB) -> bool:
    """Whether the static files are those of these sources."""
    written = root / web / STAMP
    return (
        (root / web / BUILT / "index.html").is_file()
        and written.is_file()
        and written.read_text() == stamp(root, settings.built_in())
    )


def build_if_stale(root: Path, settings: Settings, say: Callable[[str], None], web: Path = WEB) -> None:
    """Compile the pages unless that is already done. A build with other settings may have a folder of its own."""
    if is_built(root, settings, web):
        return
    with _alone(root / web / "build.lock"):
        if is_built(root, settings, web):
            return
        first = not (root / web / "node_modules").exists()
        wait = "about a minute, the first time" if first else "some 15 seconds"
        say(f"Building the pages ({wait}) …")
        started = time.monotonic()
        _export(root, settings, web)
        # Hashed after the build: what Reflex adds to its lock file belongs to the result.
        (root / web / STAMP).write_text(stamp(root, settings.built_in()))
        say(f"Pages built in {time.monotonic() - started:.0f} s.")


def _export(root: Path, settings: Settings, web: Path) -> None:
    (root / web / STAMP).unlink(missing_ok=True)
    built_in = {name.upper(): str(value) for name, value in settings.built_in().items()}
    done = subprocess.run(
        [sys.executable, "-c", EXPORT],
        cwd=root,
        env=node_environment() | built_in | {"REFLEX_WEB_WORKDIR": str(web)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not (root / web / BUILT / "index.html").is_file():
        raise BuildError(f"The pages can't be built. The build said:\n{_what_matters(done.stdout)}")


def _what_matters(output: str) -> str:
    """From the first line that tells of an error on; npm writes thousands of others around it."""
    lines = [line for line in output.splitlines() if not NOISE.match(line)]
    first = next((number for number, line in enumerate(lines) if ERROR.search(line)), -LINES)
    return "\n".join(lines[first:][:LINES])
