"""What an address asks for: whatever is typed there, the page shows what counts."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feedback.days import Days
from app.pages.looking import RULES, read

NOW = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
PRAGUE = Days("Europe/Prague")


def test_the_last_thirty_days_end_with_the_day_of_the_house() -> None:
    looked = read({}, PRAGUE, NOW).looked(PRAGUE)
    # In Prague it is the 11th already.
    assert looked.now.end == datetime(2026, 3, 11, 23, tzinfo=UTC)
    assert looked.now.start == datetime(2026, 2, 9, 23, tzinfo=UTC)
    assert looked.before is not None
    assert (looked.before.start, looked.before.end) == (datetime(2026, 1, 10, 23, tzinfo=UTC), looked.now.start)


def test_days_of_ones_own_win_over_the_period() -> None:
    looking = read({"from": "2026-03-01", "to": "2026-03-02", "period": "90", "courier": "7"}, PRAGUE, NOW)
    assert looking.query == "courier=7&from=2026-03-01&to=2026-03-02"
    assert looking.exported == "courier=7&report=false&corrected=false&from=2026-03-01&to=2026-03-02"


def test_all_time_is_compared_with_nothing() -> None:
    looked = read({"period": "all", "rating": "1"}, PRAGUE, NOW).looked(PRAGUE)
    assert (looked.now.start, looked.now.end, looked.now.rating, looked.before) == (None, None, 1, None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("courier", "0"), ("courier", "x"), ("courier", "9" * 30), ("courier", "٣"), ("rating", "6"), ("rating", "-1"),
        ("reason", "nonsense"), ("source", "me"), ("q", "x" * 101), ("q", "a\0b"), ("period", "13"), ("from", "today"),
        ("followUp", "maybe"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_left_out(name: str, text: str) -> None:
    assert read({name: text}, PRAGUE, NOW).query == ""


@given(st.dictionaries(st.sampled_from([*RULES, "from", "to", "period"]), st.text(max_size=12)))
def test_the_query_says_what_counts(typed: dict[str, str]) -> None:
    looking = read(typed, PRAGUE, NOW)
    again = read(dict(parse_qsl(looking.query)), PRAGUE, NOW)
    assert again.looked(PRAGUE) == looking.looked(PRAGUE)
