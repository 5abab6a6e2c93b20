"""How often one address may call."""

import pytest

from app.api.limits import RateLimits, caller
from app.config import Settings
from app.errors import TooMany


@pytest.mark.parametrize(
    ("host", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_what_counts_as_one_caller(host: str, counts_as: str) -> None:
    assert caller(host) == counts_as


async def test_the_limit_is_for_each_address_and_each_kind() -> None:
    limits = RateLimits(Settings(limit_sign_in="2/minute"))
    await limits.count("sign_in", "192.0.2.1")
    await limits.count("sign_in", "192.0.2.1")
    with pytest.raises(TooMany) as caught:
        await limits.count("sign_in", "192.0.2.1")
    assert 1 <= caught.value.retry_after <= 60
    await limits.count("sign_in", "192.0.2.2")
    await limits.count("public", "192.0.2.1")
