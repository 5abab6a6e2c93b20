"""The rate of one token."""

from dataclasses import replace

from app.config import Settings
from app.sync.limits import Bucket, SyncLimits

LIMITS = replace(SyncLimits.of(Settings()), updates=10, update_seconds=2)


def test_a_bucket_is_full_at_first_and_refills_evenly() -> None:
    bucket = Bucket(LIMITS, 100.0)
    assert [bucket.take(100.0) for _ in range(11)] == [True] * 10 + [False]
    assert not bucket.take(100.1)
    assert bucket.take(100.5)
    assert bucket.take(100.5)
    assert not bucket.take(100.5)


def test_rest_is_not_saved_up_beyond_one_bucket() -> None:
    bucket = Bucket(LIMITS, 0.0)
    assert sum(bucket.take(1000.0) for _ in range(30)) == 10
