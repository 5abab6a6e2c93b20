"""The command line: `python -m app COMMAND`; without one, it serves."""

import argparse
import importlib
import signal
import sys
from pathlib import Path
from typing import TypeAlias

from app import garbage
from app.config import load_settings
from app.errors import Invalid, StartError

WRONG = 2
INTERRUPTED = 130
# Commands that live in a module of their own: it imports no more than they need.
PLACES = {
    "sync": "app.alone",
    "link": "app.commands",
    "worker": "app.commands",
    "admin": "app.commands",
    "demo": "app.commands",
    "orders": "app.bringing",
    "import-legacy": "app.bringing",
    "migrate": "app.maintenance",
    "rebuild-reports": "app.maintenance",
    "doctor": "app.maintenance",
    "backup": "app.maintenance",
    "restore": "app.maintenance",
}
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  argparse has no other name for it
# What may be typed in the place of a setting.
SETTINGS = {"port", "host"}


def parser() -> argparse.ArgumentParser:
    """What can be typed."""
    top = argparse.ArgumentParser(prog="python -m app", description="Doorstep: delivery feedback, offline first.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", help="without one: serve")
    commands.add_parser("serve", help="build the pages if needed, and serve everything on one port")
    commands.add_parser("dev", help="the same with hot reload, for building Doorstep")
    commands.add_parser("build", help="build the pages if their sources have changed")
    sync = commands.add_parser("sync", help="serve the rooms alone, without pages")
    sync.add_argument("--port", help="the port to listen on, instead of PORT")
    sync.add_argument("--host", help="the address to listen on, instead of HOST")
    commands.add_parser("migrate", help="bring the database up to date")
    link = commands.add_parser("link", help="make a link with which one order can be rated")
    link.add_argument("order", metavar="ORDER")
    link.add_argument("--courier", type=int, metavar="N", help="the courier that it rates; without it, any")
    link.add_argument("--days", type=int, default=30, metavar="N", help="how long it is good (30)")
    link.add_argument("--qr", type=Path, metavar="FILE", help="write it as a code to scan, too: FILE.png or FILE.svg")
    worker = commands.add_parser("worker", help="make a token for a program that brings everybody's feedback")
    worker.add_argument("name", metavar="NAME")
    admin = commands.add_parser("admin", help="manage the people of the desk")
    acts = admin.add_subparsers(dest="act", required=True, metavar="ACT")
    invite = acts.add_parser("invite", help="let somebody in; prints a link that works once")
    invite.add_argument("email", metavar="EMAIL")
    invite.add_argument(
        "--role", choices=("viewer", "agent", "admin"), default="viewer", help="what they may do (viewer)"
    )
    demo = commands.add_parser("demo", help="make up feedback of 120 days to look at, or take it out again")
    demo.add_argument("--orders", type=int, default=5000, metavar="N", help="how many orders were rated (5000)")
    demo.add_argument("--seed", type=int, default=1, metavar="N", help="the same number makes the same sample (1)")
    demo.add_argument("--remove", action="store_true", help="take out what was made up, and nothing else")
    _add_bringing(commands)
    _add_maintenance(commands)
    return top


def _add_bringing(commands: Commands) -> None:
    orders = commands.add_parser("orders", help="tell which orders are ours, and who delivers them when")
    acts = orders.add_subparsers(dest="act", required=True, metavar="ACT")
    bring = acts.add_parser("import", help="from a CSV with a head: order_id, courier_id, day, address, name")
    bring.add_argument("file", type=Path, metavar="FILE")
    legacy = commands.add_parser("import-legacy", help="bring the list that an older app kept in a browser")
    legacy.add_argument("file", type=Path, metavar="FILE", help="feedback_pending_queue, as JSON")


def _add_maintenance(commands: Commands) -> None:
    commands.add_parser("rebuild-reports", help="count the reports anew from the rows")
    commands.add_parser("doctor", help="check settings, storage, database and journal, and say what to do")
    backup = commands.add_parser("backup", help="write everything that is kept into one file")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = commands.add_parser("restore", help="fill an empty database from such a file")
    restore.add_argument("file", type=Path, metavar="FILE")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; trouble at the start is one sentence and an exit code."""
    typed = vars(parser().parse_args(arguments))
    command = typed.pop("command") or "serve"
    try:
        said = {name: typed.pop(name) for name in SETTINGS & typed.keys()}
        settings = load_settings(**{name: value for name, value in said.items() if value is not None})
        # Imported late: a wrong setting is told at once, not after a second of imports.
        with garbage.importing():
            commands = importlib.import_module(PLACES.get(command, "app.serve"))
        return int(getattr(commands, command.replace("-", "_"))(settings, **typed))
    except StartError as error:
        sys.stderr.write(f"Doorstep can't start. {error}\n")
        return WRONG
    except Invalid as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return INTERRUPTED


if __name__ == "__main__":
    # What ends us for a supervisor or a container is as good an end as Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
