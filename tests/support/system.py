"""The programs that the tests drive and pip can't bring: Chromium and PostgreSQL.

Missing: installed from Debian's packages when we are root, else one sentence says what to install. Never skipped.
Chromium without its windows (the headless shell) starts in a third of the time and does all that most tests ask for;
where there is none, the whole Chromium does their work, too.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from tests.support.postgres import program


def find_chromium() -> str | None:
    """The browser's program."""
    return os.environ.get("TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def find_shell() -> str | None:
    """The browser's program without windows, where there is one."""
    return os.environ.get("TEST_CHROMIUM") or shutil.which("chromium-headless-shell") or find_chromium()


def find_postgres() -> str | None:
    """The database server's program; an address in TEST_POSTGRES_URL will do instead."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        return given
    try:
        return str(program("postgres"))
    except RuntimeError:
        return None


# Debian's packages and how to see whether they are here.
PACKAGES: dict[str, Callable[[], str | None]] = {"chromium": find_chromium, "postgresql": find_postgres}
# What makes the tests faster, where Debian has it.
FASTER = "chromium-headless-shell"


def missing() -> list[str]:
    """The Debian packages that are not here yet."""
    return [package for package, find in PACKAGES.items() if find() is None]


def install_missing() -> None:
    """Install what is missing, or say what to install and stop."""
    names = missing()
    if not names:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"The tests need {' and '.join(names)}: install it first (Debian: apt-get install {' '.join(names)}).")
    print(f"Installing {' and '.join(names)} …", flush=True)
    apt_get("update")
    apt_get("install", "-y", "--no-install-recommends", *names)
    if "chromium" in names:
        with suppress(subprocess.CalledProcessError):
            apt_get("install", "-y", "--no-install-recommends", FASTER)
    if still := missing():
        sys.exit(f"{' and '.join(still)} could not be installed.")


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-q", *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
