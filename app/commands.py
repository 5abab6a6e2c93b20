"""What an operator does at the shell beside serving: one function a command, one line of output.

In: the settings and what was typed. Out: an exit code. Always holds: it works whether the server runs or not.
"""

import asyncio
from datetime import timedelta
from pathlib import Path

import segno

from app.access.links import RatingLinks, link_for
from app.access.people import Invitation, People
from app.access.principals import Role
from app.access.samples import Samples
from app.access.workers import Workers
from app.config import Settings
from app.errors import Invalid
from app.kept import open_kept
from app.mail import Mailer

# Half a millimetre a module on paper, and still to be read when a tenth of it is gone.
QR_SCALE = 8
QR_ERROR = "m"
LONGEST_DAYS = 3650


def link(settings: Settings, order: str, courier: int | None, days: int, qr: Path | None) -> int:
    """Print a rating link for an order, which is known from now on, and write it as a code to scan."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(f"A link is good for 1 to {LONGEST_DAYS} days, not for {days}.")
    if qr is not None and qr.suffix not in {".png", ".svg"}:
        raise Invalid(f"{qr} should end with .png or .svg.")

    async def make() -> str:
        async with open_kept(settings) as kept:
            lifetime = timedelta(days=days)
            token, _ = await link_for(RatingLinks(kept.signing_key), kept.database, order, courier, lifetime)
            return token

    address = f"{settings.address}/rate/{asyncio.run(make())}"
    if qr is not None:
        segno.make_qr(address, error=QR_ERROR).save(str(qr), scale=QR_SCALE)
    print(address)  # noqa: T201
    return 0


def worker(settings: Settings, name: str) -> int:
    """Print a token with which a program may bring the feedback of every room."""

    async def make() -> str:
        async with open_kept(settings) as kept:
            return (await Workers(kept.database).token(name)).token

    print(asyncio.run(make()))  # noqa: T201
    return 0


def admin(settings: Settings, act: str, email: str, role: str) -> int:
    """Let somebody in, and print the link with which they come."""
    if act != "invite":
        raise ValueError(act)

    async def invite() -> Invitation:
        async with open_kept(settings) as kept:
            people = People(settings, kept.database, Mailer(settings, kept.database))
            return await people.invite(None, email, Role(role))

    print(asyncio.run(invite()).link)  # noqa: T201
    return 0


def demo(settings: Settings, orders: int, seed: int, remove: bool) -> int:
    """Make up feedback to look at, or take it out again."""

    async def change() -> str:
        async with open_kept(settings) as kept:
            samples = Samples(kept.database)
            if remove:
                return f"{await samples.remove(None)} made-up records are gone."
            made = await samples.make(None, orders, seed)
            return f"{made} made-up records are in the database. Take them out with: python -m app demo --remove"

    print(asyncio.run(change()))  # noqa: T201
    return 0
