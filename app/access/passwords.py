"""Passwords: a way in for who wants one; nobody needs it.

In: what a person typed. Out: a hash, or whether it fits. Always holds: argon2id; checking takes as long for somebody
who has no password, or isn't known at all; no more than a few are checked at a time, since each takes 64 MiB.
"""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import Invalid

MIN_LENGTH = 12
MAX_LENGTH = 200
AT_ONCE = 2

_hasher = PasswordHasher()
_turns = asyncio.Semaphore(AT_ONCE)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")


async def hashed(password: str) -> str:
    """What is kept of a password, or Invalid when it is too easily guessed."""
    if len(password) < MIN_LENGTH:
        raise Invalid(f"A password has at least {MIN_LENGTH} characters.", {"password": "is too short"})
    if len(password) > MAX_LENGTH:
        raise Invalid(f"A password has at most {MAX_LENGTH} characters.", {"password": "is too long"})
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, password)


async def fits(password_hash: str | None, password: str) -> bool:
    """Whether that is the password."""
    async with _turns:
        return await asyncio.to_thread(_fits, password_hash, password)


def _fits(password_hash: str | None, password: str) -> bool:
    try:
        _hasher.verify(password_hash or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
