"""A page's own scripts: where the compiled pages import a TypeScript file from that lies beside the code that uses it.

As `rx.asset(…, shared=True)`, which finds out who calls it by reading the source of every module: a third of a second
for each file, at every start.
"""

import sys
from pathlib import Path
from uuid import uuid4

from reflex_base.constants import Dirs


def script(module: str, name: str) -> str:
    """Link a file that lies beside a module, where the build finds it; what to import it as.

    Files that import each other are given by one module: their links stand in a folder of its name.
    """
    source = Path(str(sys.modules[module].__file__)).with_name(name)
    if not source.is_file():
        raise FileNotFoundError(source)
    folder = Path(Dirs.EXTERNAL_APP_ASSETS, *module.split("."))
    _link(Path.cwd() / Dirs.APP_ASSETS / folder / name, source)
    return f"$/public/{(folder / name).as_posix()}"


def _link(link: Path, source: Path) -> None:
    """In one step, for another process may be at it, too; a link that is right is left alone."""
    if link.is_symlink() and link.readlink() == source:
        return
    link.parent.mkdir(parents=True, exist_ok=True)
    made = link.with_name(f".{uuid4().hex}.tmp")
    made.symlink_to(source)
    made.replace(link)
