"""What ratings add up to, by hand and for whatever ratings there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feedback.scoring import Ratings, score

counts = st.tuples(*[st.integers(0, 10_000)] * 5)


def test_figures_by_hand() -> None:
    ratings = Ratings.of({1: 1, 3: 1, 4: 2, 5: 6})
    assert ratings.counts == (1, 0, 1, 2, 6)
    assert ratings.count == 10
    assert ratings.mean == pytest.approx(4.2)
    assert ratings.nps == pytest.approx(40)
    assert ratings.csat == pytest.approx(80)


def test_of_nothing_nothing_is_said() -> None:
    assert (Ratings().count, Ratings().mean, Ratings().nps, Ratings().csat) == (0, None, None, None)


def test_few_good_ratings_do_not_beat_many() -> None:
    few, many = score(Ratings((0, 0, 0, 0, 5))), score(Ratings((0, 0, 0, 10, 40)))
    assert few.low < many.low
    assert few.high - few.low > many.high - many.low


def test_a_courier_without_ratings_may_be_anything() -> None:
    nothing = score(Ratings())
    assert nothing.expected == 3
    assert nothing.low < 2 < 4 < nothing.high


@given(counts)
def test_figures_stay_within_their_scales(given_counts: tuple[int, int, int, int, int]) -> None:
    ratings = Ratings(given_counts)
    if ratings.mean is not None and ratings.nps is not None and ratings.csat is not None:
        assert 1 <= ratings.mean <= 5
        assert -100 <= ratings.nps <= 100
        assert 0 <= ratings.csat <= 100
    found = score(ratings)
    assert 1 <= found.low <= found.expected <= found.high <= 5


@given(counts, st.integers(2, 50))
def test_more_of_the_same_is_surer(given_counts: tuple[int, int, int, int, int], times: int) -> None:
    once = score(Ratings(given_counts))
    one, two, three, four, five = (times * count for count in given_counts)
    often = score(Ratings((one, two, three, four, five)))
    if sum(given_counts) > 0 and sum(count > 0 for count in given_counts) == 1:
        assert often.high - often.low <= once.high - once.low


@given(counts, st.integers(1, 4))
def test_a_better_rating_never_lowers_the_expectation(counts_before: tuple[int, ...], stars: int) -> None:
    worse, better = list(counts_before), list(counts_before)
    worse[stars - 1] += 1
    better[stars] += 1
    assert (
        score(Ratings.of(dict(enumerate(worse, 1)))).expected < score(Ratings.of(dict(enumerate(better, 1)))).expected
    )
