"""A session token of Clerk counts as far as Clerk's own keys say so, and not a hair further."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.access.clerk import Clerk
from app.errors import NotSignedIn, Unavailable
from tests.support.clerk import ClerkServer, KeyPair, clerk_server, key_pair, text
from tests.support.clocks import START, StoppedClock
from tests.support.house import open_house

PAGE = "https://feedback.example.com"
KEY, OTHER = key_pair("ours"), key_pair("another")
NONE, SOMEBODY_ELSE = text(b'{"alg": "none", "kid": "ours"}'), text(b'{"sub": "user_9"}')


@pytest.fixture
def published() -> Iterator[ClerkServer]:
    with clerk_server(KEY) as server:
        yield server


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def clerk(published: ClerkServer, clock: StoppedClock) -> Clerk:
    return Clerk(published.publishable_key, [PAGE], clock)


def claims(published: ClerkServer, **changed: Any) -> dict[str, Any]:
    now = START.timestamp()
    good = {"iss": published.issuer, "sub": "user_1", "azp": PAGE, "iat": now, "nbf": now - 10, "exp": now + 60}
    return {name: value for name, value in (good | changed).items() if value is not None}


async def test_a_good_token_says_who_it_is_and_keys_are_asked_for_once(clerk: Clerk, published: ClerkServer) -> None:
    for _ in range(3):
        assert await clerk.user(KEY.token(claims(published))) == "user_1"
    # A token that no page of a browser asked for.
    assert await clerk.user(KEY.token(claims(published, azp=None, sub="user_2"))) == "user_2"
    assert published.seen == ["/.well-known/jwks.json"]


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://clerk.evil.test"}, {"iss": None}, {"azp": "https://evil.test"}, {"sub": ""}, {"sub": None},
        {"sub": 7}, {"exp": None}, {"exp": START.timestamp() - 6}, {"exp": "later"}, {"nbf": START.timestamp() + 6},
        {"nbf": "soon"},
    ],
)  # fmt: skip
async def test_what_is_not_so_counts_nothing(clerk: Clerk, published: ClerkServer, changed: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        await clerk.user(KEY.token(claims(published, **changed)))


def forged(published: ClerkServer) -> dict[str, str]:
    good = KEY.token(claims(published))
    head, said, signature = good.split(".")
    public = KEY.public
    return {
        "nothing": "",
        "no token": "abc",
        "two parts": f"{head}.{said}",
        "another's key": OTHER.token(claims(published), kid=KEY.name),
        "unknown key": OTHER.token(claims(published)),
        "no name of a key": KEY.token(claims(published), kid=None),
        "unsigned": f"{NONE}.{said}.",
        "another algorithm": KEY.token(claims(published), alg="HS256"),
        "changed claims": f"{head}.{SOMEBODY_ELSE}.{signature}",
        "cut": good[:-4],
        "longer": f"{good}AAAA",
        "public key as signature": f"{head}.{said}.{public['n']}",
        "zero": f"{head}.{said}.{text(bytes(256))}",
        "no objects": f"{text(b'[]')}.{text(b'[]')}.{signature}",
        "nested": f"{text(b'[' * 3000)}.{said}.{signature}",
        "huge": f"{head}.{said}.{'A' * 10_000}",
        "not ascii": f"{head}.é.{signature}",
    }


@pytest.mark.parametrize("how", sorted(forged(ClerkServer([]))))
async def test_what_was_forged_counts_nothing(clerk: Clerk, published: ClerkServer, how: str) -> None:
    assert await clerk.user(KEY.token(claims(published)))
    with pytest.raises(NotSignedIn):
        await clerk.user(forged(published)[how])


async def test_new_keys_are_found_and_nobody_makes_us_ask_without_end(
    clerk: Clerk, published: ClerkServer, clock: StoppedClock
) -> None:
    assert await clerk.user(KEY.token(claims(published)))
    published.keys.append(OTHER.public)
    for _ in range(5):
        with pytest.raises(NotSignedIn):
            await clerk.user(OTHER.token(claims(published)))
    assert published.asked == 1
    clock.forward(timedelta(seconds=61))
    late = claims(published, exp=START.timestamp() + 600)
    assert await clerk.user(OTHER.token(late)) == "user_1"
    # Keys that were good stay so while Clerk is away; a key that was taken back is gone an hour later.
    published.broken = True
    clock.forward(timedelta(hours=2))
    late = claims(published, exp=START.timestamp() + 20_000)
    assert await clerk.user(KEY.token(late)) == "user_1"
    published.broken, published.keys = False, [OTHER.public]
    clock.forward(timedelta(hours=2))
    with pytest.raises(NotSignedIn):
        await clerk.user(KEY.token(late))


async def test_without_keys_nobody_is_told_that_they_are_wrong(clerk: Clerk, published: ClerkServer) -> None:
    published.broken = True
    with pytest.raises(Unavailable):
        await clerk.user(KEY.token(claims(published)))
    published.broken = False
    assert await clerk.user(KEY.token(claims(published)))


@pytest.mark.parametrize("short", [key_pair("short", 1024)])
async def test_a_key_that_is_too_short_is_none(published: ClerkServer, clerk: Clerk, short: KeyPair) -> None:
    published.keys.append(short.public)
    with pytest.raises(NotSignedIn):
        await clerk.user(short.token(claims(published)))


async def test_devices_of_one_person_share_a_room_and_others_get_none(tmp_path: Path, published: ClerkServer) -> None:
    settings = {"jazz_auth_provider": "clerk", "clerk_publishable_key": published.publishable_key}
    async with open_house(f"sqlite:///{tmp_path}/doorstep.db", tmp_path, public_url=PAGE, **settings) as house:
        now = time.time()

        async def register(user: str) -> Any:
            token = KEY.token(claims(published, sub=user, nbf=now - 5, exp=now + 60))
            return await house.caller(token).post("/devices")

        first, second, other = [(await register(user)).json() for user in ("user_1", "user_1", "user_2")]
        assert first["room"] == second["room"] != other["room"]
        assert first["deviceId"] != second["deviceId"]
        without = await house.caller().post("/devices")
        assert (without.status_code, without.json()["error"]) == (401, "not_signed_in")
        published.broken = True
        # What a device got is good without Clerk.
        assert (await house.caller(first["token"]).post("/devices/pairing")).status_code == 201
