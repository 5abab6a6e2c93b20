"""The command line: `python -m app COMMAND`."""

import argparse
import importlib
import sys

from app.config import load_settings
from app.errors import Invalid, StartError

WRONG = 2
INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """What can be typed."""
    top = argparse.ArgumentParser(prog="python -m app", description="Doorstep: delivery feedback, offline first.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="build the pages if needed, and serve everything on one port")
    commands.add_parser("dev", help="the same with hot reload, for building Doorstep")
    commands.add_parser("build", help="build the pages if their sources have changed")
    commands.add_parser("migrate", help="bring the database up to date")
    link = commands.add_parser("link", help="make a link with which one order can be rated")
    link.add_argument("order", metavar="ORDER")
    link.add_argument("--courier", type=int, metavar="N", help="the courier that it rates; without it, any")
    link.add_argument("--days", type=int, default=30, metavar="N", help="how long it is good (30)")
    worker = commands.add_parser("worker", help="make a token for a program that brings everybody's feedback")
    worker.add_argument("name", metavar="NAME")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; trouble at the start is one sentence and an exit code."""
    typed = vars(parser().parse_args(arguments))
    command = typed.pop("command")
    try:
        settings = load_settings()
        # Imported late: a wrong setting is told at once, not after a second of imports.
        commands = importlib.import_module("app.commands" if typed else "app.serve")
        return int(getattr(commands, command)(settings, **typed))
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
    sys.exit(main())
