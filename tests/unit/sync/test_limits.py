"""The rate of one token."""

from dataclasses import replace

import pytest

from app.config import Settings
from app.errors import TooMany
from app.sync.limits import Bucket, Rates, SyncLimits

LIMITS = replace(SyncLimits.of(Settings()), updates=10, update_seconds=2, bytes=1000, byte_seconds=10)


def test_a_bucket_is_full_at_first_and_refills_evenly() -> None:
    bucket = Bucket(LIMITS, 100.0)
    assert [bucket.take(100.0, 1) for _ in range(11)] == [True] * 10 + [False]
    assert not bucket.take(100.1, 1)
    assert bucket.take(100.5, 1)
    assert bucket.take(100.5, 1)
    assert not bucket.take(100.5, 1)


def test_rest_is_not_saved_up_beyond_one_bucket() -> None:
    bucket = Bucket(LIMITS, 0.0)
    assert sum(bucket.take(1000.0, 1) for _ in range(30)) == 10


def test_bytes_have_a_rate_of_their_own() -> None:
    bucket = Bucket(LIMITS, 0.0)
    assert bucket.take(0.0, 900)
    assert not bucket.take(0.0, 300)
    assert bucket.seconds(300) == pytest.approx(2.0)
    assert not bucket.take(1.9, 300)
    assert bucket.take(2.0, 300)


def test_what_is_larger_than_a_bucket_passes_when_it_is_full() -> None:
    bucket = Bucket(LIMITS, 0.0)
    assert bucket.take(0.0, 3000)
    assert not bucket.take(10.0, 1)
    assert bucket.take(21.0, 1)


def test_calls_and_connections_of_a_token_share_a_bucket_and_calls_are_told_when_to_come_again() -> None:
    rates = Rates(LIMITS)
    held = rates.of("one", 0.0)
    for _ in range(10):
        assert held.take(0.0, 1)
    with pytest.raises(TooMany) as caught:
        rates.count("one", 1, 0.0)
    assert caught.value.retry_after == 1
    rates.count("other", 1, 0.0)


def test_a_token_is_remembered_between_calls_until_its_bucket_is_full_again() -> None:
    rates = Rates(LIMITS)
    rates.count("one", 1000, 0.0)
    with pytest.raises(TooMany) as caught:
        rates.count("one", 500, 0.1)
    assert caught.value.retry_after == 5
    first = rates.of("one", 0.2)
    rates.count("two", 1, 5.0)
    assert rates.of("one", 5.0) is first
    # The error's traceback holds it, too.
    del first, caught
    rates.count("two", 1, 30.0)
    assert rates.of("one", 30.0).seconds(1000) == 0
