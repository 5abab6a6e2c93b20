"""A rating link says what it was made for, to whoever has the key, until it ends."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.links import GRACE, LIFETIME, RatingLinks
from app.errors import NotSignedIn
from tests.support.clocks import START, StoppedClock

KEY, OTHER_KEY = b"a" * 32, b"b" * 32
orders = st.text(string.ascii_letters + string.digits + "-_./#", min_size=1, max_size=64)
couriers = st.none() | st.integers(1, 2**53 - 1)


@given(orders, couriers)
def test_what_goes_in_comes_out(order: str, courier: int | None) -> None:
    links = RatingLinks(KEY, StoppedClock())
    text, made = links.make(order, courier)
    assert links.read(text) == made
    assert (made.order_id, made.courier_id, made.expires_at) == (order, courier, START + LIFETIME)
    assert len(text) <= 123
    assert set(text) <= set(string.ascii_letters + string.digits + "-_")


@given(st.data())
def test_a_changed_link_is_worthless(data: st.DataObject) -> None:
    links = RatingLinks(KEY, StoppedClock())
    text, _ = links.make("ORDER123", 7)
    at = data.draw(st.integers(0, len(text) - 2))
    changed = text[:at] + data.draw(st.sampled_from("Aa0-_").filter(lambda other: other != text[at])) + text[at + 1 :]
    with pytest.raises(NotSignedIn):
        links.read(changed)


@given(st.text(max_size=200))
def test_what_is_no_link_is_refused(text: str) -> None:
    with pytest.raises(NotSignedIn):
        RatingLinks(KEY).read(text)


def test_another_installation_does_not_know_it() -> None:
    text, _ = RatingLinks(KEY, StoppedClock()).make("ORDER123")
    with pytest.raises(NotSignedIn):
        RatingLinks(OTHER_KEY, StoppedClock()).read(text)


def test_it_ends_but_a_phone_that_was_offline_may_come_later() -> None:
    clock = StoppedClock()
    links = RatingLinks(KEY, clock)
    text, made = links.make("ORDER123")
    clock.forward(LIFETIME)
    assert links.read(text) == made
    clock.forward(timedelta(seconds=1))
    with pytest.raises(NotSignedIn, match="no longer good"):
        links.read(text)
    assert links.read(text, captured_at=START) == made
    with pytest.raises(NotSignedIn):
        links.read(text, captured_at=clock())
    clock.forward(GRACE)
    with pytest.raises(NotSignedIn):
        links.read(text, captured_at=START)


def test_a_link_for_one_courier_rates_no_other() -> None:
    links = RatingLinks(KEY, StoppedClock())
    _, anyone = links.make("A1")
    _, seven = links.make("A1", 7)
    assert anyone.covers("A1", 7) and anyone.covers("A1", 8) and not anyone.covers("A2", 7)
    assert seven.covers("A1", 7) and not seven.covers("A1", 8)


def test_the_longest_life_still_fits() -> None:
    links = RatingLinks(KEY, lambda: datetime(2106, 1, 1, tzinfo=UTC))
    text, made = links.make("A1", lifetime=timedelta(days=3650))
    assert links.read(text) == made
