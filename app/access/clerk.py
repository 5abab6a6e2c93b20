"""Whom a session token of Clerk speaks of: a JWT, checked against the keys that Clerk publishes for this application.

In: CLERK_PUBLISHABLE_KEY, which names where those keys are; tokens as browsers bring them. Out: the user's id at Clerk,
or NotSignedIn; Unavailable while the keys can't be had. Always holds: only RS256 by a key of theirs counts, from that
issuer, between its times, for a page of ours; keys are asked for once an hour, and for one that isn't known at most
once a minute, however many tokens name it.
"""

import asyncio
import base64
import binascii
import hmac
import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import httpx

from app.clerk_key import origin_of
from app.clock import Clock, utc_now
from app.errors import NotSignedIn, Unavailable

KEYS = "/.well-known/jwks.json"
MAX_TOKEN = 8192
MAX_KEYS_BYTES = 65_536
MIN_BITS, MAX_BITS = 2048, 8192
ASK_SECONDS = 5
# Clocks differ a little.
LEEWAY_SECONDS = 5
KEPT, ASKED_AGAIN = timedelta(hours=1), timedelta(minutes=1)
# What stands before the hash in a signature (RFC 8017, 9.2): "this is a SHA-256".
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
REFUSED = "This session of Clerk is no longer good: sign in there again."

# A public key: its modulus and its exponent.
Key = tuple[int, int]


class Clerk:
    """The application at Clerk that a publishable key belongs to."""

    def __init__(self, publishable_key: str, pages: Collection[str], now: Clock = utc_now) -> None:
        self.issuer = origin_of(publishable_key)
        self._pages = frozenset(pages)
        self._now = now
        self._keys: Mapping[str, Key] = {}
        self._asked_at: datetime | None = None
        self._asking = asyncio.Lock()

    async def user(self, token: str) -> str:
        """Whose session it is, or NotSignedIn."""
        try:
            signed, header, claims, signature = _parts(token)
        except (ValueError, binascii.Error, RecursionError):
            raise NotSignedIn(REFUSED) from None
        key = await self._key(header.get("kid")) if header.get("alg") == "RS256" else None
        if key is None or not _is_signed(key, signed, signature) or not self._counts(claims):
            raise NotSignedIn(REFUSED)
        return str(claims["sub"])

    def _counts(self, claims: Mapping[str, Any]) -> bool:
        now = self._now().timestamp()
        until, since, user = claims.get("exp"), claims.get("nbf", 0), claims.get("sub")
        if not isinstance(until, int | float) or not isinstance(since, int | float):
            return False
        if not since - LEEWAY_SECONDS <= now < until + LEEWAY_SECONDS:
            return False
        # Tokens that no page of a browser asked for name none.
        is_ours = claims.get("azp") is None or claims["azp"] in self._pages
        return claims.get("iss") == self.issuer and is_ours and isinstance(user, str) and user != ""

    async def _key(self, name: object) -> Key | None:
        if not isinstance(name, str):
            return None
        async with self._asking:
            age = None if self._asked_at is None else self._now() - self._asked_at
            if age is None or age > KEPT or (name not in self._keys and age > ASKED_AGAIN):
                await self._ask()
        return self._keys.get(name)

    async def _ask(self) -> None:
        try:
            async with httpx.AsyncClient(timeout=ASK_SECONDS) as web:
                answer = await web.get(f"{self.issuer}{KEYS}")
            answer.raise_for_status()
            self._keys = _read(answer.content)
        except (httpx.HTTPError, ValueError, KeyError, TypeError, binascii.Error) as error:
            # Keys that were good an hour ago are better than none.
            if not self._keys:
                raise Unavailable(f"Clerk's keys can't be had just now ({type(error).__name__}).") from error
        self._asked_at = self._now()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _parts(token: str) -> tuple[bytes, Mapping[str, Any], Mapping[str, Any], bytes]:
    if len(token) > MAX_TOKEN:
        raise ValueError("too long")
    header, claims, signature = token.split(".")
    read = [json.loads(_decoded(part)) for part in (header, claims)]
    if not all(isinstance(each, dict) for each in read):
        raise ValueError("no objects")
    return f"{header}.{claims}".encode("ascii"), read[0], read[1], _decoded(signature)


def _read(body: bytes) -> Mapping[str, Key]:
    if len(body) > MAX_KEYS_BYTES:
        raise ValueError("too many keys")
    found: dict[str, Key] = {}
    for each in json.loads(body)["keys"]:
        if each.get("kty") == "RSA" and each.get("use", "sig") == "sig" and isinstance(each.get("kid"), str):
            modulus, exponent = (int.from_bytes(_decoded(each[part])) for part in ("n", "e"))
            if MIN_BITS <= modulus.bit_length() <= MAX_BITS and 2 < exponent < 2**32 and exponent % 2:
                found[each["kid"]] = modulus, exponent
    return found


def _is_signed(key: Key, signed: bytes, signature: bytes) -> bool:
    """RSASSA-PKCS1-v1_5 with SHA-256. Nothing in it is secret; the whole padded hash is made and compared."""
    modulus, exponent = key
    length = (modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature)
    if len(signature) != length or number >= modulus:
        return False
    hashed = DIGEST_INFO + sha256(signed).digest()
    expected = b"\0\1" + b"\xff" * (length - len(hashed) - 3) + b"\0" + hashed
    return hmac.compare_digest(pow(number, exponent, modulus).to_bytes(length), expected)
