"""The command line: `python -m app COMMAND`."""

import argparse
import importlib
import sys

from app.config import load_settings
from app.errors import StartError

WRONG = 2
INTERRUPTED = 130
# Commands that live in a module of their own: it imports no more than they need.
PLACES = {"sync": "app.alone"}


def parser() -> argparse.ArgumentParser:
    """What can be typed."""
    top = argparse.ArgumentParser(prog="python -m app", description="Doorstep: delivery feedback, offline first.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="build the pages if needed, and serve everything on one port")
    commands.add_parser("dev", help="the same with hot reload, for building Doorstep")
    commands.add_parser("build", help="build the pages if their sources have changed")
    sync = commands.add_parser("sync", help="serve the rooms alone, without pages")
    sync.add_argument("--port", help="the port to listen on, instead of PORT")
    sync.add_argument("--host", help="the address to listen on, instead of HOST")
    commands.add_parser("migrate", help="bring the database up to date")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; trouble at the start is one sentence and an exit code."""
    typed = vars(parser().parse_args(arguments))
    command = typed.pop("command")
    try:
        settings = load_settings(**{name: value for name, value in typed.items() if value is not None})
        # Imported late: a wrong setting is told at once, not after a second of imports.
        commands = importlib.import_module(PLACES.get(command, "app.serve"))
        return int(getattr(commands, command)(settings))
    except StartError as error:
        sys.stderr.write(f"Doorstep can't start. {error}\n")
        return WRONG
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
