"""Clerk's part of signing in, on this machine: key pairs, tokens signed with them, a server of keys and of a script."""

import base64
import json
import math
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from app.jazz.clerk import SCRIPT

DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
EXPONENT = 65_537
ROUNDS = 24
# The product of the primes below 2,000: what shares a factor with it needs no closer look.
SMALL = math.prod(at for at in range(3, 2000, 2) if all(at % other for other in range(3, math.isqrt(at) + 1, 2)))
BROWSER = Path(__file__).with_name("clerk.browser.js")
TOKEN = "/token"
TOKEN_SECONDS = 60


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def number(value: int) -> str:
    return text(value.to_bytes((value.bit_length() + 7) // 8))


@dataclass(frozen=True)
class KeyPair:
    """An RSA key, and how it signs."""

    name: str
    modulus: int
    secret: int

    @property
    def public(self) -> dict[str, Any]:
        return {
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.name,
            "n": number(self.modulus), "e": number(EXPONENT),
        }  # fmt: skip

    def sign(self, signed: str) -> bytes:
        length = (self.modulus.bit_length() + 7) // 8
        hashed = DIGEST_INFO + sha256(signed.encode()).digest()
        padded = b"\0\1" + b"\xff" * (length - len(hashed) - 3) + b"\0" + hashed
        return pow(int.from_bytes(padded), self.secret, self.modulus).to_bytes(length)

    def token(self, claims: dict[str, Any], **header: Any) -> str:
        said = {"alg": "RS256", "typ": "JWT", "kid": self.name} | header
        signed = ".".join(text(json.dumps(part).encode()) for part in (said, claims))
        return f"{signed}.{text(self.sign(signed))}"


@cache
def key_pair(name: str, bits: int = 2048) -> KeyPair:
    """The same for the same name; nobody else's secret depends on it."""
    dice = random.Random(name)
    while True:
        one, other = (_prime(dice, bits // 2) for _ in range(2))
        around = (one - 1) * (other - 1)
        if one != other and around % EXPONENT and (one * other).bit_length() == bits:
            return KeyPair(name, one * other, pow(EXPONENT, -1, around))


def _prime(dice: random.Random, bits: int) -> int:
    while True:
        candidate = dice.getrandbits(bits) | (0b11 << (bits - 2)) | 1
        if math.gcd(candidate, SMALL) == 1 and _is_prime(candidate, dice):
            return candidate


def _is_prime(candidate: int, dice: random.Random) -> bool:
    odd, twos = candidate - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(ROUNDS):
        power = pow(dice.randrange(2, candidate - 1), odd, candidate)
        squares = [power] + [power := power * power % candidate for _ in range(twos - 1)]
        if squares[0] != 1 and candidate - 1 not in squares:
            return False
    return True


@dataclass
class ClerkServer:
    """Publishes keys, gives pages the script and whoever is signed in a token; how often it was asked."""

    keys: list[dict[str, Any]]
    signing: KeyPair | None = None
    port: int = 0
    asked: int = 0
    broken: bool = False
    seen: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def issuer(self) -> str:
        return f"http://{self.host}"

    @property
    def publishable_key(self) -> str:
        return f"pk_test_{base64.b64encode(f'{self.host}$'.encode()).decode()}"

    def token(self, page: str) -> str:
        """For the one person there is, on that page."""
        assert self.signing is not None
        now = time.time()
        times = {"iat": now, "nbf": now - 10, "exp": now + TOKEN_SECONDS}
        return self.signing.token({"iss": self.issuer, "sub": "user_1", "azp": page, **times})

    def answer(self, path: str, page: str) -> str:
        if path == SCRIPT:
            return BROWSER.read_text()
        return self.token(page) if path == TOKEN else json.dumps({"keys": self.keys})


@contextmanager
def clerk_server(*keys: KeyPair, kept: Path | None = None) -> Iterator[ClerkServer]:
    """A started one. `kept` remembers its port: pages are built for it."""
    state = ClerkServer([key.public for key in keys], signing=keys[0])

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked += 1
            state.seen.append(self.path)
            self.send_response(503 if state.broken else 200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(state.answer(self.path, self.headers.get("Origin", "")).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _listening(Answers, kept) as server:
        state.port = server.server_port
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
            # A first build begins with an empty folder.
            if kept is not None:
                kept.write_text(str(state.port))


def _listening(answers: type[BaseHTTPRequestHandler], kept: Path | None) -> ThreadingHTTPServer:
    """On the port of before, when there was one and nobody has taken it since."""
    before = int(kept.read_text()) if kept is not None and kept.is_file() else 0
    try:
        return ThreadingHTTPServer(("127.0.0.1", before), answers)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), answers)
