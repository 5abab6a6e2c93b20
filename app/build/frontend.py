"""The build: compiles the pages into `.web/build/client` when their sources have changed.

In: sources and settings. Out: static files and a stamp beside them, written last, so that a build that was cut off
is done again. Two starts at once: the second waits for the first and finds its work done.
"""

import fcntl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.build.node import node_environment
from app.build.stamp import stamp
from app.config import Settings
from app.errors import BuildError

WEB = Path(".web")
STATIC = WEB / "build" / "client"
STAMP = WEB / "build" / "stamp"
LAST_LINES = 25
EXPORT = (
    "from reflex.__main__ import cli; cli(['export', '--no-zip', '--frontend-only', '--loglevel', 'warning'])"
)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_built(root: Path, settings: Settings) -> bool:
    """Whether the static files are those of these sources."""
    written = root / STAMP
    return (
        (root / STATIC / "index.html").is_file()
        and written.is_file()
        and written.read_text() == stamp(root, settings.built_in())
    )


def build_if_stale(root: Path, settings: Settings, say: Callable[[str], None]) -> None:
    """Compile the pages unless that is already done."""
    if is_built(root, settings):
        return
    with _alone(root / WEB / "build.lock"):
        if is_built(root, settings):
            return
        first = not (root / WEB / "node_modules").exists()
        wait = "about a minute, the first time" if first else "some 15 seconds"
        say(f"Building the pages ({wait}) …")
        started = time.monotonic()
        _export(root, settings)
        # Hashed after the build: what Reflex adds to its lock file belongs to the result.
        (root / STAMP).write_text(stamp(root, settings.built_in()))
        say(f"Pages built in {time.monotonic() - started:.0f} s.")


def _export(root: Path, settings: Settings) -> None:
    (root / STAMP).unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", EXPORT],
        cwd=root,
        env=node_environment() | {name.upper(): str(value) for name, value in settings.built_in().items()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not (root / STATIC / "index.html").is_file():
        tail = "\n".join(done.stdout.splitlines()[-LAST_LINES:])
        raise BuildError(f"The pages can't be built. The build said:\n{tail}")
