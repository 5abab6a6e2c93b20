"""When to try again: pure, with a clock and a chance of the test's own."""

from datetime import UTC, datetime

import pytest

from app.jazz.line import Line
from app.jazz.retry import FAILURES, LONGEST_ASKED_SECONDS, Breaker, asked_for, wait

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def certain() -> float:
    """The longest that chance allows."""
    return 1.0


def test_waits_double_up_to_the_longest() -> None:
    assert [wait(failures, 10, certain) for failures in (1, 2, 3, 4, 5, 6000)] == [1, 2, 4, 8, 10, 10]
    assert wait(5, 10, lambda: 0.0) == 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("7", 7),
        ("0.5", 0.5),
        ("-3", 0),
        ("inf", None),
        ("nan", None),
        ("soon", None),
        ("1e9", LONGEST_ASKED_SECONDS),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("Sun, 01 Mar 2026 12:00:30 -0000", 30),
    ],
)
def test_what_a_header_asks_for(header: str | None, seconds: float | None) -> None:
    assert asked_for(header, NOW) == seconds


def test_the_breaker_opens_after_some_failures_and_lets_one_try() -> None:
    time = Time()
    breaker = Breaker(30, time, certain)
    for _ in range(FAILURES):
        assert breaker.may_try()
        breaker.failed("It is dead.")
    assert breaker.reason == "It is dead."
    assert not breaker.may_try()
    time.now += breaker.seconds()
    assert breaker.may_try()
    # One at a time; and one that asked nothing gives its turn back.
    assert not breaker.may_try()
    breaker.gave_up()
    assert breaker.may_try()
    breaker.failed("Still.")
    assert breaker.seconds() == 2
    time.now += 2
    assert breaker.may_try()
    breaker.succeeded()
    assert not breaker.is_open
    assert breaker.may_try()
    assert breaker.reason is None


def test_one_success_forgets_the_failures_before() -> None:
    breaker = Breaker(30, Time(), certain)
    for _ in range(FAILURES * 3):
        breaker.failed("Once.")
        breaker.succeeded()
    assert not breaker.is_open


def test_a_backend_that_says_when_is_left_alone_until_then() -> None:
    time = Time()
    breaker = Breaker(30, time, certain)
    breaker.failed("Too many.", after=120)
    assert breaker.seconds() == 120
    assert not breaker.may_try()


def test_rooms_take_turns() -> None:
    line = Line(10, Time(), certain)
    for room in ("a", "b", "c", "a"):
        line.add(room)
    assert line.take(2) == ["a", "b"]
    assert not line.done("a", more=True)
    assert line.done("b", more=False)
    assert line.take(9) == ["c", "a"]


def test_a_commit_while_it_is_worked_on_brings_a_room_back_but_our_own_does_not() -> None:
    line = Line(10, Time(), certain)
    line.add("a")
    assert line.take(1) == ["a"]
    line.add("a")
    assert line.take(1) == []
    assert line.done("a", more=False, own=1)
    line.add("a")
    assert line.take(1) == ["a"]
    line.add("a")
    line.add("a")
    assert not line.done("a", more=False, own=1)
    assert line.take(1) == ["a"]


def test_a_room_that_failed_keeps_its_distance() -> None:
    time = Time()
    line = Line(100, time, certain)
    line.add("a")
    for seconds in (1, 2, 4):
        assert line.take(1) == ["a"]
        assert line.failed("a") == seconds
        assert line.take(1) == []
        assert line.seconds() == seconds
        time.now += seconds
    assert line.take(1) == ["a"]
    assert line.failed("a") == 8
    # Something new is tried sooner, but not at once.
    line.add("a")
    assert line.seconds() == 1
    line.hurry()
    assert line.take(1) == ["a"]
    assert line.done("a", more=False)
    assert len(line) == 0
    assert line.seconds() is None
